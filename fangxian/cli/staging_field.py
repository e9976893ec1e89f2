"""What the photographs need of the field: a phone with holes in its sequence, a refused report, a ledger."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.field.models import Device
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope

LABEL = "Redmi 9A"
OUTCOMES = ("met", "not_home", "met", "needs_service", "refused", "phone_done")
MISSING = {4, 5, 9}


def stage(campaign: str, village: str) -> dict[str, str]:
    """Codes of a phone of the demo's grid worker, of a refused report of hers, of a household."""
    grid, lead = _acting("grid"), _acting("village")
    with scope.acting(grid):
        device = Device.objects.filter(label=LABEL, responder=int(grid.responder)).first()
    if device is None:
        device = _enrol(grid)
        _push(grid, device, campaign, village)
        _note(lead, campaign, village)
    return {"device": device.code, "refused": _refused(lead), "known": _homes(lead, campaign, village)[0]}


def _acting(username: str) -> Actor:
    from fangxian.features.charges import acting

    with transaction.atomic():
        scope.enter_self(username)
        actor = acting.choose(username)
    assert actor is not None, f"the demo has no {username}"
    return actor


def _enrol(grid: Actor) -> Device:
    from fangxian.features.field import services

    with scope.acting(grid):
        code = services.offer_enrolment(actor=grid).code
    with transaction.atomic():
        return services.enrol_device(code=code, installation="staged", label=LABEL).device


def _push(grid: Actor, device: Device, campaign: str, village: str) -> None:
    """Visits as the phone would send them: numbers left out, some still waiting, one that fits nothing."""
    from fangxian.features.field import pushes, recording
    from fangxian.features.field.jobs import Job

    now, homes = timezone.now(), _homes(grid, campaign, village)
    reports: list[dict[str, Any]] = []
    for number in range(1, 13):
        if number in MISSING:
            continue
        subject = homes[number] if number < 12 else "QT-0417"
        visit = {"kind": "visit", "form_version": 1, "area": _area(grid, homes[1]), "device_seq": number}
        visit |= {"id": str(uuid7()), "subject": f"{campaign}/{subject}"}
        visit["occurred_at"] = (now - timedelta(minutes=90 - 5 * number)).isoformat()
        reports.append(visit | {"body": {"outcome": OUTCOMES[number % len(OUTCOMES)]}})
    push = json.dumps({"reports": reports, "waiting": len(reports) + 7, "sent_at": now.isoformat()})
    brought = pushes.read(push.encode(), device=device.code, person=device.person, area=device.area, at=now)
    job = Job(device.code, device.area, device.area, device.person, device.person_name, brought)
    with scope.acting(grid):
        recording.write(connection.connection, grid.incident, [job], now)


def _note(lead: Actor, campaign: str, village: str) -> None:
    """Contacts with the first household, by two departments."""
    from fangxian.features.field import services

    home, now = _homes(lead, campaign, village)[0], timezone.now()
    asked = (
        ("phone", "县医院", "家里有没有需要透析的人？", "没有", now - timedelta(hours=20), None),
        (
            "sms",
            "德保县疾控中心",
            "近十四天去过百色市区吗？",
            "去过，二月三日返回",
            now - timedelta(hours=3),
            2,
        ),
    )
    for channel, department, question, answer, at, days in asked:
        with scope.acting(lead):
            services.record_contact(
                actor=lead,
                household=home,
                channel=channel,
                department=department,
                question=question,
                answer=answer,
                not_before=now + timedelta(days=days) if days else None,
                occurred_at=at,
            )


def _homes(actor: Actor, campaign: str, village: str) -> list[str]:
    """The first households of the campaign in the village's first grid, in order of code."""
    from fangxian.features.campaigns.models import Target

    with scope.acting(actor):
        rows = Target.objects.filter(campaign=campaign, village=village).order_by("area", "household")
        return list(rows.values_list("household", flat=True)[:20])


def _area(actor: Actor, household: str) -> str:
    from fangxian.features.territory.models import Household

    with scope.acting(actor):
        return str(Household.objects.get(incident=actor.incident, code=household).area)


def _refused(lead: Actor) -> str:
    from fangxian.features.field import access

    with scope.acting(lead):
        row = access.refused(lead).order_by("settled", "-received_at").first()
    assert row is not None
    return str(row.id)
