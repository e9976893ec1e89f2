"""Phones for the sweep: of people of Anning in several roles, and of two of the next county."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.test import Client
from django.utils import timezone

from fangxian.kernel.authority import Role
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from tests import world

HOLDERS = {
    "liang": ("R-06", Role.GRID_WORKER, world.UPPER),
    "tan": ("R-09", Role.GRID_WORKER, world.LOWER),
    "he": ("R-10", Role.INSPECTOR, world.COUNTY),
    "qin": ("R-07", Role.SAMPLER, world.LOWER),
    "chen": ("R-22", Role.CLERK, world.NEXT_COUNTY),
    "yang": ("R-21", Role.COMMANDER, world.NEXT_COUNTY),
}
"""Who carries a phone: roster code, role, area. No page enrols a commander, so Yang's is put there."""
HOME = f"{world.UPPER}-0000"
BODIES: dict[str, dict[str, Any]] = {
    "field:api-household": {"purpose": "visit"},
    "field:api-leave": {"waiting": 0},
    "field:api-enrol": {"code": "none"},
}
"""What is posted to an address for phones; targets to claim are those of the campaign."""


@dataclass(frozen=True, slots=True)
class Phone:
    """A phone of the sweep: who carries it, as what, and its token."""

    holder: str
    role: Role
    token: str

    def ask(self, method: str, path: str, body: object):
        """One request with the token, and no cookie."""
        headers = {"Authorization": f"Bearer {self.token}"}
        if method == "get":
            return Client().get(path, headers=headers)
        return Client().post(path, json.dumps(body), "application/json", headers=headers)


def enrol() -> dict[str, Phone]:
    """A phone for each of `HOLDERS`."""
    from fangxian.features.charges.services import appoint
    from fangxian.features.field.models import Device
    from fangxian.features.roster.models import Responder

    found = {}
    for name, (code, role, area) in HOLDERS.items():
        with scope.acting(world.OPERATOR):
            charge = appoint(actor=world.OPERATOR, area=area, role=role, holder=code, replaces=None).code
            if role is Role.COMMANDER:
                responder = Responder.objects.get(code=code)
                found[name] = Phone(name, role, _put(Device, responder, role, area, charge))
                continue
        found[name] = Phone(name, role, _enrol(charge))
    return found


def _enrol(charge: str) -> str:
    from fangxian.features.field import services

    with scope.acting(world.OPERATOR):
        code = services.offer_enrolment(actor=world.OPERATOR, charge=charge).code
    with transaction.atomic():
        return services.enrol_device(code=code, installation="", label="phone").token


def _put(devices: Any, responder: Any, role: Role, area: str, charge: str) -> str:
    from fangxian.features.field import minting

    token, now = minting.new_token(), timezone.now()
    devices.objects.create(
        code=f"put-{responder.code}",
        incident=world.INCIDENT,
        area=area,
        charge=charge,
        role=role,
        responder=responder,
        person=responder.code,
        person_name=responder.name,
        token_hash=minting.digest(token),
        enrolled_at=now,
        expires_at=now + timedelta(days=1),
    )
    return token


def samples(campaign: str, grid: str) -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """Parts of the addresses of the field, by feature and by name: a phone, a refused report, a photo."""
    device, home = _device(), {"code": HOME}
    parts = {"code": device, "campaign": campaign, "area": grid, "report": str(_refused())}
    names = {
        "field:api-household": home,
        "field:contacts-household": home,
        "field:photo": home | {"report": _photo()},
    }
    return parts, names


def _device() -> str:
    """The code of a phone that Liang enrolled, with the right it was enrolled by spent."""
    from fangxian.features.field import services
    from fangxian.features.field.models import Device

    with scope.acting(world.OPERATOR):
        from fangxian.features.charges.models import Charge

        held = Charge.objects.filter(holder__code="R-06", role=Role.GRID_WORKER, valid_until__isnull=True)
        charge = held.order_by("area").values_list("code", flat=True)[0]
        offer = services.offer_enrolment(actor=world.OPERATOR, charge=charge)
    with transaction.atomic():
        code = services.enrol_device(code=offer.code, installation="", label="河口广场").device.code
    with scope.acting(world.OPERATOR):
        assert Device.objects.filter(code=code).exists()
    return code


def _refused() -> UUID:
    from fangxian.features.field.models import RefusedReport

    with scope.acting(world.OPERATOR):
        made = RefusedReport.objects.create(
            id=uuid7(),
            area=world.UPPER,
            incident=world.INCIDENT,
            person="R-06",
            person_name="陆明",
            kind="note",
            subject=HOME,
            raw=json.dumps({"kind": "note", "subject": HOME, "body": {"text": "上河村"}}),
            code="field.area_outside",
            received_at=timezone.now(),
        )
    return made.id


def _photo() -> str:
    from fangxian.features.field.recording import record_here
    from fangxian.features.territory.models import Household

    nong = world.BY_NAME["nong"].actor
    jpeg = b64encode(b"\xff\xd8\xff\xe0" + bytes(20)).decode()
    with scope.acting(nong):
        area = Household.objects.get(code=HOME).area
        report = {"kind": "photo", "form_version": 1, "area": area, "subject": HOME, "body": {"jpeg": jpeg}}
        [answer] = record_here(actor=nong, reports=[report | {"occurred_at": timezone.now()}])
    assert answer.result == "accepted", answer
    return answer.id
