"""What time does with secondments: the roster is told, they begin, they are over; each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.relief.models import Seconded, Secondment
from fangxian.features.relief.secondments import flow, holding
from fangxian.features.relief.secondments.events import Event
from fangxian.features.relief.secondments.services import charges
from fangxian.features.roster import services as roster
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Ran:
    """How many orders the roster was told of, how many began, how many people came back."""

    noted: int
    started: int
    back: int


@transaction.atomic
def run_due(*, actor: Actor, now: datetime) -> Ran:
    """
    Tell the roster of confirmed secondments, begin those whose time has come, end those whose time is over.

    Items are locked first, and those that another worker has in hand are left to it; what was done is
    written in the same transaction, so that nothing is forgotten or done twice.
    """
    codes = _waiting(actor, now)
    items_of = Item.objects.filter(code__in=codes).order_by("code").select_for_update(skip_locked=True)
    noted = started = back = 0
    for item in items_of:
        secondment = Secondment.objects.select_for_update().get(code=item.code)
        if item.state in (flow.ORDERED, flow.OBJECTED) and secondment.ends_at <= now:
            items.carry_out(actor=actor, item=item, move=flow.LAPSE, at=now)
        if item.state == flow.CONFIRMED and secondment.noted_at is None:
            _note(actor, secondment, now)
            noted += 1
        if item.state == flow.CONFIRMED and secondment.starts_at <= now:
            started += _start(actor, secondment, item, now)
        if item.state in (flow.RUNNING, flow.WITHDRAWN):
            back += _bring_back(actor, secondment, item, now)
    return Ran(noted, started, back)


def _waiting(actor: Actor, now: datetime) -> list[str]:
    """Codes of those for which something may be due."""
    open_ones = Secondment.objects.filter(incident=actor.incident, ended_at__isnull=True)
    undecided = Q(state__in=(flow.ORDERED, flow.OBJECTED), ends_at__lte=now)
    coming = Q(state=flow.CONFIRMED) & (Q(noted_at__isnull=True) | Q(starts_at__lte=now))
    over = Q(state=flow.RUNNING, people__ended_at__isnull=True, people__until__lte=now)
    due = open_ones.filter(undecided | coming | over | Q(state=flow.WITHDRAWN))
    return list(due.values_list("code", flat=True).distinct())


def _note(actor: Actor, secondment: Secondment, now: datetime) -> None:
    people = secondment.people.filter(ended_at__isnull=True).values_list("responder_id", flat=True)
    roster.note_seconded(
        actor=actor,
        people=list(people),
        area=secondment.to_area,
        since=secondment.starts_at,
        until=secondment.ends_at,
        at=now,
    )
    secondment.noted_at = now
    secondment.save(update_fields=["noted_at"])


def _start(actor: Actor, secondment: Secondment, item: Item, now: datetime) -> int:
    """Let it begin for those who still may go, if there are any; whether it began."""
    people = _going(actor, secondment, now)
    if not people:
        items.carry_out(actor=actor, item=item, move=flow.EMPTY, at=now)
        return 0
    items.carry_out(actor=actor, item=item, move=flow.START, at=now)
    secondment.started_at = now
    secondment.save(update_fields=["started_at"])
    charges.leave(actor, secondment, people, now)
    if secondment.role:
        charges.give(actor, secondment, people, now)
    _tell(actor, Event.STARTED, secondment, people, now)
    return 1


def _going(actor: Actor, secondment: Secondment, now: datetime) -> list[Seconded]:
    """Those who still may be sent; who by now holds a charge above the order is let go, which is told."""
    waiting = secondment.people.filter(ended_at__isnull=True).select_related("responder")
    people = list(waiting.order_by("name", "pk"))
    # An order from before the role was kept may take what the lowest role that orders could have given.
    role = Role(secondment.made_role or Role.TOWNSHIP_LEAD)
    keys = [one.responder_id for one in people]
    above = holding.beyond(actor, keys, role, secondment.made_area, now)
    for one in people:
        if one.responder_id not in above:
            continue
        charge = above[one.responder_id]
        told = f"{charge.place}, {charge.role}"
        _release(actor, secondment, [one], now)
        Seconded.objects.filter(pk=one.pk).update(
            remark=(_("Stayed: holds a charge above the order (%(held)s).") % {"held": told})[:200]
        )
        trail.record(
            actor=actor,
            kind=Event.HELD_BACK,
            area=secondment.area,
            subject=secondment.code,
            at=now,
            name=one.name,
            to=secondment.to_area,
            held=told,
        )
    return [one for one in people if one.responder_id not in above]


def let_go(actor: Actor, secondment: Secondment, at: datetime) -> None:
    """Free the people of an order that was withdrawn, at once; whom the roster knows of only in its sight."""
    people = list(secondment.people.filter(ended_at__isnull=True).select_related("responder"))
    reaches = actor.may(Can.SECOND, secondment.area) and actor.may(Can.SECOND, secondment.to_area)
    if people and secondment.started_at is None and (secondment.noted_at is None or reaches):
        _release(actor, secondment, people, at)


def _bring_back(actor: Actor, secondment: Secondment, item: Item, now: datetime) -> int:
    """Those whose time is over, or all of one that was withdrawn; the last one ends it."""
    waiting = secondment.people.filter(ended_at__isnull=True).select_related("responder").order_by("name")
    over = item.state == flow.WITHDRAWN
    people = [one for one in waiting if over or one.until <= now]
    if people:
        _release(actor, secondment, people, now)
    if len(people) == len(waiting):
        if item.state == flow.RUNNING:
            items.carry_out(actor=actor, item=item, move=flow.END, at=now)
        Secondment.objects.filter(code=secondment.code).update(ended_at=now)
    return len(people)


def _release(actor: Actor, secondment: Secondment, people: list[Seconded], now: datetime) -> None:
    if secondment.started_at is not None:
        charges.take_back(actor, secondment, people, now)
        charges.resume(actor, secondment, people, now)
    if secondment.noted_at is not None:
        keys = [one.responder_id for one in people]
        roster.note_released(actor=actor, people=keys, area=secondment.to_area, at=now)
    Seconded.objects.filter(pk__in=[one.pk for one in people]).update(ended_at=now)
    if secondment.started_at is not None:
        _tell(actor, Event.ENDED, secondment, people, now)


def _tell(actor: Actor, kind: Event, secondment: Secondment, people: list[Seconded], now: datetime) -> None:
    trail.record(
        actor=actor,
        kind=kind,
        area=secondment.area,
        subject=secondment.code,
        at=now,
        to=secondment.to_area,
        count=len(people),
        people=[one.responder.code for one in people],
        moment=now.isoformat(),
    )
