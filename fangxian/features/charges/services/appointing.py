"""Appointing and ending, one charge at a time."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from fangxian.features.accounts import services as accounts
from fangxian.features.charges import access, rules
from fangxian.features.charges.covers import Cover
from fangxian.features.charges.events import Event
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import (
    AlreadyEnded,
    DeputyIsHolder,
    HolderMissing,
    LeadTaken,
    RoleTooHigh,
)
from fangxian.features.charges.services.covering import follow_absences
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import new_code
from fangxian.kernel.trail import services as trail

EVERYWHERE = ""


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    area: str,
    role: Role,
    holder: str,
    deputy: str = "",
    replaces: str | None = None,
    at: datetime | None = None,
) -> Charge:
    """
    Make somebody answer for an area in a role; who led it before is relieved by this.

    `holder` and `deputy` are roster codes. `replaces` is the code of the charge the actor saw leading the
    area ('' for none): given, the appointment is refused if that has changed. What is so already stays.
    For the whole installation (area '') the operator appoints administrators and auditors, nobody else.

    Raises:
        NotAllowed: the actor does not appoint in that area.
        RoleTooHigh: not this role there.
        AreaUnknown, ResponderUnknown: out of sight or not there.
        DeputyIsHolder, HolderMissing: the names do not make a charge.
        LeadTaken: somebody else appointed a lead there in the meantime.
    """
    actor.require(Can.CHARGE_APPOINT, area)
    if not rules.may_appoint(actor.role, actor.area, role, area):
        raise RoleTooHigh(role=role.label)
    leads = _leads(area, role)
    present = access.claim_lead(actor, area) if leads else None
    if leads and replaces is not None and replaces != (present.code if present else ""):
        raise LeadTaken(area=area)
    charge = Charge(
        code=new_code("charge"),
        incident=actor.incident,
        area=area,
        role=role,
        leads=leads,
        valid_from=at or timezone.now(),
    )
    _name(actor, charge, holder, deputy)
    same = _same(charge, present)
    if same is not None:
        return same
    if present is not None:
        close(present, charge.valid_from)
    insert(charge)
    tell(actor, Event.APPOINTED, charge, before=present)
    return charge


@transaction.atomic
def end_charge(*, actor: Actor, code: str, at: datetime | None = None) -> Charge | None:
    """
    End a charge. A lead leaves a vacancy, which is returned: its deputy answers until somebody is appointed.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        RoleTooHigh: this charge is ended by somebody above.
        AlreadyEnded: it has ended.
    """
    charge = access.claim(actor, code)
    role = Role(charge.role)
    if not rules.may_appoint(actor.role, actor.area, role, charge.area):
        raise RoleTooHigh(role=role.label)
    at = at or timezone.now()
    if charge.valid_until is not None and charge.valid_until <= at:
        raise AlreadyEnded
    close(charge, at)
    vacancy = _leave_vacant(charge, at) if charge.leads else None
    vacancies = int(vacancy is not None and not _counted(charge))
    trail.record(
        actor=actor,
        kind=Event.ENDED,
        area=charge.area,
        subject=code,
        at=at,
        before=told(charge),
        holder=charge.holder_name,
        role=charge.role,
        leads=charge.leads,
        vacancies=vacancies,
    )
    return vacancy


def told(charge: Charge) -> dict[str, object]:
    """What the trail keeps of a charge."""
    return {
        "role": charge.role,
        "area": charge.area,
        "holder": charge.holder_name,
        "deputy": charge.deputy_name,
        "plan": charge.plan,
    }


def _leads(area: str, role: Role) -> bool:
    """Whether this role leads this area, which must be there; the whole installation is watched, not led."""
    if area == EVERYWHERE and role in (Role.ADMINISTRATOR, Role.AUDITOR):
        return False
    return rules.lead_role(access.get_area(area).level) is role


def _name(actor: Actor, charge: Charge, holder: str, deputy: str) -> None:
    first = access.find_responder(actor, holder, "holder")
    second = access.find_responder(actor, deputy, "deputy")
    if first is None and not charge.leads:
        raise HolderMissing(field="holder")
    if first is not None and first == second:
        raise DeputyIsHolder(field="deputy")
    charge.holder, charge.holder_name = first, first.name if first else ""
    charge.deputy, charge.deputy_name = second, second.name if second else ""


def _same(charge: Charge, present: Charge | None) -> Charge | None:
    """The running charge that says the same already."""
    if present is not None:
        names = ("role", "holder_id", "deputy_id")
        return present if all(getattr(present, name) == getattr(charge, name) for name in names) else None
    if charge.leads:
        return None
    return Charge.objects.filter(
        access.running(),
        incident=charge.incident,
        area=charge.area,
        role=charge.role,
        leads=False,
        holder=charge.holder,
        deputy=charge.deputy,
    ).first()


def close(charge: Charge, at: datetime) -> None:
    """End a locked charge."""
    charge.valid_until = max(at, charge.valid_from)
    charge.save(update_fields=["valid_until"])


def insert(charge: Charge) -> None:
    """
    Let a new charge begin, and its people's accounts be looked after accordingly.

    Raises:
        LeadTaken: the area has a lead already.
    """
    try:
        with transaction.atomic():
            charge.save(force_insert=True)
    except IntegrityError as error:
        raise LeadTaken(area=charge.area) from error
    people: list[Responder] = [one for one in (charge.holder, charge.deputy) if one is not None]
    accounts.widen_keeping({one.account: charge.area for one in people if one.account})
    if not all(one.is_available for one in people):
        follow_absences([one.pk for one in people])
        charge.refresh_from_db()


def _leave_vacant(charge: Charge, at: datetime) -> Charge:
    vacancy = Charge(
        code=new_code("charge"),
        incident=charge.incident,
        area=charge.area,
        role=charge.role,
        leads=True,
        deputy=charge.deputy,
        deputy_name=charge.deputy_name,
        valid_from=max(at, charge.valid_from),
    )
    insert(vacancy)
    return vacancy


def _counted(charge: Charge) -> bool:
    """Whether the counters hold it as an alarm: vacant, or told to be uncovered."""
    return charge.holder_id is None or charge.cover == Cover.UNCOVERED


def tell(actor: Actor, kind: Event, charge: Charge, before: Charge | None) -> None:
    """A line of a charge that began, in the place of another or not."""
    missed = before is not None and before.leads and _counted(before)
    vacancies = int(charge.leads and _counted(charge)) - int(missed)
    trail.record(
        actor=actor,
        kind=kind,
        area=charge.area,
        subject=charge.code,
        at=charge.valid_from,
        before=told(before) if before else None,
        after=told(charge),
        holder=charge.holder_name,
        role=charge.role,
        leads=charge.leads,
        vacancies=vacancies,
    )
