"""The only doors to items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import transaction
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from fangxian.features.charges import selectors as charges
from fangxian.features.items.models import Item
from fangxian.features.items.rules import Standing
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Item]:
    """Items of the actor's area, those opened there, and those held by the actor in person."""
    mine = Q(holder=actor.responder) if actor.responder else Q(pk__in=[])
    seen = Item.objects.filter(incident=actor.incident)
    return seen if actor.may(Can.ITEM_VIEW) else seen.filter(mine)


def get(actor: Actor, code: str) -> Item:
    """
    One item.

    Raises:
        NotFound: no such item, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str) -> Item:
    """
    One item, locked until the transaction ends; what may be done with it, its flow and standing decide.

    Raises:
        NotFound: no such item, or out of sight.
    """
    return _one(visible(actor).select_for_update(), code)


def claim_many(actor: Actor, codes: Iterable[str]) -> list[Item]:
    """Those of some items that are in sight, locked in order of code."""
    return list(visible(actor).filter(code__in=set(codes)).order_by("code").select_for_update())


@contextmanager
def reaching(actor: Actor, item: Item | None) -> Iterator[None]:
    """
    Where an item that the actor holds in person lies outside their area: its area for a while.

    Row-level security lets a holder see such an item, and write nothing beside it.
    """
    in_reach = item is None or actor.covers(item.area) or actor.covers(item.made_area)
    if item is not None and not in_reach and actor.responder and str(item.holder_id) == actor.responder:
        with transaction.atomic(), scope.borrowed(replace(actor, area=item.area)):
            yield
    else:
        yield


def standing(actor: Actor, item: Item, *, leads: bool | None = None) -> Standing:
    """
    How the actor stands to an item: holding it, having opened it, answering above it.

    `leads` is whether the actor leads their area, asked if not given.
    """
    in_person = bool(actor.responder) and str(item.holder_id) == actor.responder
    here = item.holder_id is None and actor.area == item.area
    answers = here and (charges.is_lead(actor) if leads is None else leads)
    opened = item.made_by == actor.person or (actor.area == item.made_area and actor.may(Can.ITEM_OPEN))
    above = actor.area != item.area and inside(item.area, actor.area) and actor.may(Can.ITEM_OPEN)
    return Standing(
        holds=in_person or answers, made=opened, above=above, moved_last=item.moved_by == actor.person
    )


def proof(actor: Actor) -> Q:
    """
    Evidence that speaks for a move of the actor's: kept since the item's state began, by the actor or by
    anybody but whoever brought it there. A picture of what is wrong does not show that it was put right.
    """
    brought = Coalesce(NullIf(F("item__moved_by"), Value("")), F("item__made_by"))
    return Q(at__gte=F("item__state_since")) & (Q(person=actor.person) | ~Q(person=brought))


def _one(items: QuerySet[Item], code: str) -> Item:
    item = items.filter(code=code).first()
    if item is None:
        raise NotFound
    return item
