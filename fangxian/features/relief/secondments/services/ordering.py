"""Ordering people from one area to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import ngettext

from fangxian.features.charges import rules as charges
from fangxian.features.charges.refusals import RoleTooHigh
from fangxian.features.items import services as items
from fangxian.features.items.services import Wanted
from fangxian.features.relief.models import Seconded, Secondment
from fangxian.features.relief.secondments import holding
from fangxian.features.relief.secondments.events import Event
from fangxian.features.relief.secondments.flow import KIND, SECONDMENT
from fangxian.features.relief.secondments.refusals import (
    AlreadySeconded,
    AreaUnknown,
    HoldsMore,
    NobodyChosen,
    NotOfThatArea,
    PeriodTurned,
    ReasonMissing,
    RoleNotLent,
    SameArea,
)
from fangxian.features.roster import access as roster
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import inside, within
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Order:
    """Who (roster codes) goes from where to where, from when until when, why, and as what ('': no charge)."""

    people: Sequence[str]
    area: str
    to_area: str
    starts_at: datetime
    ends_at: datetime
    reason: str
    role: str = ""


@transaction.atomic
def order_secondment(*, actor: Actor, order: Order, at: datetime | None = None) -> Secondment:
    """
    Order people to another area; it begins once the giving area confirmed it, or the actor's side upheld it.

    Raises:
        NotAllowed: the actor's charge does not cover both areas.
        AreaUnknown, SameArea, PeriodTurned, ReasonMissing: the order cannot be.
        RoleTooHigh, RoleNotLent: not this role there.
        NobodyChosen, NotOfThatArea: not these people.
        AlreadySeconded: somebody is in a secondment that is not over.
        HoldsMore: somebody answers for what the actor could not give.
    """
    at = at or timezone.now()
    actor.require(Can.SECOND, order.area)
    actor.require(Can.SECOND, order.to_area)
    giving, receiving = _area(order.area, "area"), _area(order.to_area, "to_area")
    _possible(actor, order, receiving, at)
    people = _people(actor, order, at)
    item = items.open_item(
        actor=actor,
        kind=KIND,
        wanted=Wanted(area=giving.code, title=_title(giving, receiving, people), text=order.reason.strip()),
        at=at,
    )
    secondment = Secondment.objects.create(
        code=item.code,
        incident=actor.incident,
        area=giving.code,
        to_area=receiving.code,
        made_area=actor.area,
        made_role=actor.role,
        area_name=giving.name,
        to_name=receiving.name,
        state=SECONDMENT.first,
        role=order.role,
        reason=order.reason.strip(),
        starts_at=max(order.starts_at, at),
        ends_at=order.ends_at,
        made_by_name=actor.name,
        made_at=at,
    )
    _write_people(secondment, people)
    trail.record(
        actor=actor,
        kind=Event.ORDERED,
        area=giving.code,
        subject=item.code,
        at=at,
        to=receiving.code,
        count=len(people),
        people=[one.code for one in people],
    )
    return secondment


def _area(code: str, field: str) -> Area:
    area = Area.objects.filter(code=code, valid_until__isnull=True).first()
    if area is None:
        raise AreaUnknown(area=code, field=field)
    return area


def _possible(actor: Actor, order: Order, receiving: Area, at: datetime) -> None:
    if inside(order.area, order.to_area) or inside(order.to_area, order.area):
        raise SameArea(field="to_area")
    if order.ends_at <= max(order.starts_at, at):
        raise PeriodTurned(field="ends_at")
    if not order.reason.strip():
        raise ReasonMissing(field="reason")
    if not order.role:
        return
    role = Role(order.role)
    if charges.lead_role(receiving.level) is role:
        raise RoleNotLent(role=role.label, field="role")
    may = actor.may(Can.CHARGE_APPOINT, receiving.code)
    if not may or not charges.may_appoint(actor.role, actor.area, role, receiving.code):
        raise RoleTooHigh(role=role.label)


def _people(actor: Actor, order: Order, at: datetime) -> list[Responder]:
    """Those chosen, who must live or work in the giving area and answer for nothing above the actor."""
    codes = sorted(set(order.people))
    if not codes:
        raise NobodyChosen(field="people")
    own = within(order.area, "home_area") | within(order.area, "unit_area")
    found = list(roster.visible(actor).filter(own, code__in=codes).order_by("code"))
    missing = set(codes) - {one.code for one in found}
    if missing:
        raise NotOfThatArea(people=", ".join(sorted(missing)), field="people")
    taken = Seconded.objects.filter(responder__in=found, ended_at__isnull=True).order_by("name")
    names = list(taken.values_list("name", flat=True))
    if names or any(one.seconded_area for one in found):
        names = names or [one.name for one in found if one.seconded_area]
        raise AlreadySeconded(people=", ".join(names), field="people")
    _below(actor, found, at)
    return found


def _below(actor: Actor, people: Sequence[Responder], at: datetime) -> None:
    keys = [one.pk for one in people]
    above = holding.beyond(actor, keys, actor.role, actor.area, at)
    why = [(one.name, above[one.pk]) for one in people if one.pk in above]
    if why:
        said = "; ".join(f"{name} ({held.place}, {held.role})" for name, held in why)
        raise HoldsMore(people=said, field="people")


def _write_people(secondment: Secondment, people: Sequence[Responder]) -> None:
    rows = [
        Seconded(
            secondment=secondment,
            area=secondment.area,
            to_area=secondment.to_area,
            made_area=secondment.made_area,
            responder=one,
            name=one.name,
            unit_name=one.unit_name,
            until=secondment.ends_at,
        )
        for one in people
    ]
    try:
        with transaction.atomic():
            Seconded.objects.bulk_create(rows, batch_size=1_000)
    except IntegrityError as error:  # somebody else ordered one of them in this very moment, or out of sight
        raise AlreadySeconded(people=", ".join(one.name for one in people), field="people") from error


def _title(giving: Area, receiving: Area, people: Sequence[Responder]) -> str:
    said = ngettext(
        "Second %(count)s person: %(area)s to %(to)s",
        "Second %(count)s people: %(area)s to %(to)s",
        len(people),
    )
    return said % {"count": len(people), "area": giving.name, "to": receiving.name}
