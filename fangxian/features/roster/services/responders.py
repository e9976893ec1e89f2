"""One responder: enrol, and change what is known of them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import IntegrityError, transaction

from fangxian.features.orgs.models import Unit
from fangxian.features.roster import access, particulars, phones
from fangxian.features.roster.events import Event
from fangxian.features.roster.models import Responder
from fangxian.features.roster.particulars import Particulars
from fangxian.features.roster.refusals import ResponderCodeTaken
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

_TOLD = (
    *("name", "kind", "unit_id", "branch_id", "home_area", "lat", "lon", "skills", "is_member"),
    *("available_from", "available_until", "max_hours_week"),
)


@transaction.atomic
def enrol_responder(*, actor: Actor, code: str, said: Particulars, at: datetime | None = None) -> Responder:
    """
    Enrol a responder in a unit of the actor's area.

    Raises:
        NotAllowed: the actor may not change responders in the unit's area.
        ResponderCodeTaken: the code is in use, in sight or not.
        UnitUnknown, NotABranch, NotAVillage, PeriodTurned: it cannot be as said.
    """
    particulars.check(actor, said)
    unit = particulars.find_unit(actor, said.unit)
    actor.require(Can.ROSTER_EDIT, unit.area)
    responder = Responder(code=code)
    _fill(responder, said, unit)
    try:
        with transaction.atomic():
            responder.save(force_insert=True)
    except IntegrityError:
        raise ResponderCodeTaken(responder=code) from None
    trail.record(
        actor=actor,
        kind=Event.RESPONDER_ENROLLED,
        area=unit.area,
        subject=code,
        at=at,
        after=_told(responder),
    )
    return responder


@transaction.atomic
def amend_responder(*, actor: Actor, code: str, said: Particulars, at: datetime | None = None) -> Responder:
    """
    Change what is known of a responder; what stays the same leaves no line in the trail.

    Raises:
        NotFound: no such responder, or out of sight.
        NotAllowed: they neither live nor work where the actor may change responders.
        WorksElsewhere: another unit is given by an area that is not that of the present unit.
        UnitUnknown, NotABranch, NotAVillage, PeriodTurned: it cannot be as said.
    """
    responder = access.claim(actor, code, can=Can.ROSTER_EDIT)
    particulars.check(actor, said, responder)
    before, index = _told(responder), bytes(responder.phone_index)
    moved = said.unit != responder.unit_id
    _fill(responder, said, particulars.find_unit(actor, said.unit) if moved else None)
    after, dialled = _told(responder), bytes(responder.phone_index) != index
    changed = [name for name in _TOLD if before[name] != after[name]]
    if not changed and not dialled:
        return responder
    responder.save(update_fields=[*_columns(changed), "phone_sealed", "phone_index"])
    trail.record(
        actor=actor,
        kind=Event.RESPONDER_AMENDED,
        area=responder.unit_area,
        subject=code,
        at=at,
        before={name: before[name] for name in changed},
        after={name: after[name] for name in changed},
        phone_changed=dialled,
    )
    return responder


def _fill(responder: Responder, said: Particulars, unit: Unit | None) -> None:
    """Put what was said into the row; `unit` only where it is another one than before."""
    if unit is not None:
        responder.unit_id, responder.unit_name, responder.unit_area = unit.code, unit.name, unit.area
    responder.name, responder.kind = said.name, str(said.kind)
    responder.branch_id = said.branch or None
    responder.home_area, responder.lat, responder.lon = said.home_area, said.lat, said.lon
    responder.skills = sorted(set(said.skills))
    responder.is_member = said.is_member
    responder.available_from, responder.available_until = said.available_from, said.available_until
    responder.max_hours_week = said.max_hours_week
    if said.phone is not None:
        responder.phone_sealed, responder.phone_index = phones.seal(said.phone)


def _told(responder: Responder) -> dict[str, object]:
    """What the trail tells of a responder: no phone."""
    return {name: _plain(getattr(responder, name)) for name in _TOLD}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _columns(changed: list[str]) -> list[str]:
    """The fields to save for what changed: a unit's name and area go with its code."""
    names = [name.removesuffix("_id") for name in changed]
    return [*names, "unit_name", "unit_area"] if "unit" in names else names
