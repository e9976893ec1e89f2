"""What time does with secondments: the roster is told, they begin, they are over; each once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.relief.models import Seconded, Secondment
from fangxian.features.relief.secondments import flow
from fangxian.features.relief.secondments.events import Event
from fangxian.features.relief.secondments.services import charges
from fangxian.features.roster import services as roster
from fangxian.kernel.authority import Actor
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
            _start(actor, secondment, item, now)
            started += 1
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


def _start(actor: Actor, secondment: Secondment, item: Item, now: datetime) -> None:
    people = list(secondment.people.select_related("responder").order_by("name", "pk"))
    items.carry_out(actor=actor, item=item, move=flow.START, at=now)
    secondment.started_at = now
    secondment.save(update_fields=["started_at"])
    charges.leave(actor, secondment, people, now)
    if secondment.role:
        charges.give(actor, secondment, people, now)
    _tell(actor, Event.STARTED, secondment, people, now)


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
