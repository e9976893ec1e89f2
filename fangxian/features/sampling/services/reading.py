"""Reading who a stranger is: for a purpose, and never without a line in the trail."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from fangxian.features.incidents.selectors import vault
from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.territory.purposes import Purpose
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Who:
    """Who a stranger said they are, in the clear; never to be stored, logged or cached."""

    name: str
    id_type: str
    id_number: str
    phone: str
    address: str


@transaction.atomic
def read_stranger(*, actor: Actor, swab: UUID, purpose: Purpose) -> Who:
    """
    Open what a table noted of somebody in no list; the trail says who read it and why.

    Raises:
        NotFound: no such stranger, or out of sight.
        NotAllowed: the charge does not carry it.
    """
    found = access.get_stranger(actor, swab)
    actor.require(Can.RESIDENT_READ, found.area)
    safe = vault(actor.incident)
    trail.record(
        actor=actor,
        kind=Event.STRANGER_READ,
        area=found.area,
        subject=str(swab),
        round=found.round,
        purpose=str(purpose),
    )
    return Who(
        name=safe.open(found.name_sealed, "name"),
        id_type=found.get_id_type_display(),
        id_number=safe.open(found.id_sealed, "id_number"),
        phone=safe.open(found.phone_sealed, "phone"),
        address=safe.open(found.address_sealed, "address"),
    )
