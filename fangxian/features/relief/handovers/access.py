"""The only doors to hand-overs, for who asked, who answers in the area, and who is asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db.models import Q, QuerySet

from fangxian.features.charges.models import Charge
from fangxian.features.items.models import Item
from fangxian.features.relief.handovers.flow import ACCEPTED, DONE, KIND
from fangxian.features.relief.models import ChargeHandover
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[ChargeHandover]:
    """Hand-overs of the actor's area, those asked there, and those that are about the actor in person."""
    seen = ChargeHandover.objects.filter(incident=actor.incident)
    if actor.may(Can.CHARGE_VIEW):
        return seen
    me = actor.responder or None
    return seen.filter(Q(successor=me) | Q(holder=me)) if me else seen.none()


def get(actor: Actor, code: str) -> ChargeHandover:
    """
    One hand-over.

    Raises:
        NotFound: no such hand-over, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str) -> tuple[ChargeHandover, Item]:
    """
    One hand-over with its item, both locked, the item first.

    Raises:
        NotFound: no such hand-over, or out of sight.
    """
    item = Item.objects.filter(code=code, kind=KIND).select_for_update().first()
    if item is None:
        raise NotFound
    return _one(visible(actor).select_for_update(), code), item


def charge_of(handover: ChargeHandover) -> Charge | None:
    """The charge it is about, if that is running still."""
    return Charge.objects.filter(code=handover.charge, valid_until__isnull=True).first()


def deputy_of(actor: Actor, handover: ChargeHandover) -> Responder | None:
    """Who deputises afterwards, read where it was asked: the successor need not see where they live."""
    if handover.deputy_id is None:
        return None
    scope.enter(replace(actor, area=handover.made_area))
    found = Responder.objects.filter(pk=handover.deputy_id).first()
    scope.enter(actor)
    return found


def people(search: str) -> QuerySet[Responder]:
    """Responders in the present scope whose name or code starts so: who could take a charge over."""
    named = Q(name__startswith=search) | Q(code__startswith=search)
    return Responder.objects.filter(named).order_by("name", "code")


def offered(person: str) -> QuerySet[ChargeHandover]:
    """What a person (their user name) is asked to take over; needs no charge, their own row will do."""
    open_items = Item.objects.filter(kind=KIND, ended_at__isnull=True, holder__account=person)
    codes = list(open_items.values_list("code", flat=True))
    return ChargeHandover.objects.filter(code__in=codes, successor__account=person)


def accepted(person: str, code: str) -> bool:
    """Whether a person (their user name) has taken this on already; a second press of the button asks it."""
    mine = ChargeHandover.objects.filter(code=code, successor__account=person)
    states = Item.objects.filter(code=code, kind=KIND, state__in=(ACCEPTED, DONE))
    return mine.exists() and (mine.exclude(became="").exists() or states.exists())


@contextmanager
def as_successor(person: str, code: str, back: Actor | None) -> Iterator[Actor]:
    """
    The sight of a charge that a person is asked to take over, while the block runs and the asking is open.

    Whoever is asked may look at what they would answer for before they do. They act as the charge would let
    them. `back` is whom the transaction acts as afterwards; None for the person without a charge.

    Raises:
        NotFound: they are not asked, or no longer.
    """
    handover = _one(offered(person).select_related("successor"), code)
    me = handover.successor
    actor = Actor(
        person=person,
        name=me.name,
        role=Role(handover.role),
        area=handover.area,
        incident=handover.incident,
        charge=handover.charge,
        responder=str(me.pk),
    )
    scope.enter(actor)
    try:
        yield actor
    finally:
        if back is None:
            scope.enter_self(person, str(me.pk))
        else:
            scope.enter(back)


def _one(rows: QuerySet[ChargeHandover], code: str) -> ChargeHandover:
    handover = rows.filter(code=code).first()
    if handover is None:
        raise NotFound
    return handover
