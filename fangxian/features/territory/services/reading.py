"""Reading residents' details: for a purpose, and never without a line in the trail."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from fangxian.features.incidents.selectors import vault
from fangxian.features.territory import access, identity
from fangxian.features.territory.events import Event
from fangxian.features.territory.models import NEEDS, Resident
from fangxian.features.territory.purposes import Purpose
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Details:
    """A resident's details in the clear; never to be stored, logged or cached."""

    code: str
    household: str
    area: str
    name: str
    id_type: str
    id_number: str
    phone: str
    sex: str
    born_on: date | None
    needs: tuple[str, ...]


@transaction.atomic
def read_resident(*, actor: Actor, code: str, purpose: Purpose) -> Details:
    """
    Open one resident's details for a purpose; the trail says who read them and why.

    Raises:
        NotFound: no such resident, or out of sight.
        NotAllowed: the charge does not carry it.
    """
    resident = access.get_resident(actor, code)
    actor.require(Can.RESIDENT_READ, resident.area)
    safe = vault(actor.incident)
    trail.record(
        actor=actor, kind=Event.RESIDENT_READ, area=resident.area, subject=code, purpose=str(purpose)
    )
    return Details(
        code=code,
        household=resident.household,
        area=resident.area,
        name=safe.open(resident.name_sealed, "name"),
        id_type=resident.get_id_type_display(),
        id_number=safe.open(resident.id_sealed, "id_number"),
        phone=safe.open(resident.phone_sealed, "phone"),
        sex=resident.sex,
        born_on=resident.born_on,
        needs=tuple(need for need in NEEDS if getattr(resident, need)),
    )


@transaction.atomic
def look_up_number(*, actor: Actor, number: str) -> list[Resident]:
    """
    Residents in sight with exactly this document or telephone number; the trail says that somebody asked.

    Raises:
        NotAllowed: the charge does not carry it.
    """
    actor.require(Can.RESIDENT_READ)
    safe = vault(actor.incident)
    document, phone = identity.normal_id(number), re.sub(r"[\s()-]", "", number)
    hit = Q(id_index=safe.index(document, "id_number")) | Q(phone_index=safe.index(phone, "phone"))
    found = list(access.residents(actor).filter(hit).order_by("area", "code")[:20]) if document else []
    trail.record(actor=actor, kind=Event.NUMBER_LOOKED_UP, area=actor.area, found=len(found))
    return found
