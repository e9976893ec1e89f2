"""The only doors to a responder: what a person may see, one of those, and one of those locked for change."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from fangxian.features.roster.models import BulkChange, Responder
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotAllowed, NotFound


def visible(actor: Actor) -> QuerySet[Responder]:
    """Responders who live, work or stand in the area; none for a role that sees no responders."""
    return Responder.objects.all() if actor.may(Can.ROSTER_VIEW) else Responder.objects.none()


def get(actor: Actor, code: str) -> Responder:
    """
    One responder in sight.

    Raises:
        NotFound: no such responder, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str, *, can: Can) -> Responder:
    """
    One responder, locked until the transaction ends.

    Both reporting lines may change what is known of a person: the area of the unit and that of the home. The
    area where they merely stand may not.

    Raises:
        NotFound: no such responder, or out of sight.
        NotAllowed: the charge does not carry `can` there.
    """
    sees = actor.may(Can.ROSTER_VIEW) or actor.may(can)
    rows = Responder.objects.all() if sees else Responder.objects.none()
    responder = _one(rows.select_for_update(), code)
    if not any(actor.may(can, area) for area in (responder.unit_area, responder.home_area)):
        raise NotAllowed
    return responder


def own_people(actor: Actor) -> Q:
    """Those who live or work in the actor's area, so not those who merely stand there."""
    return within(actor.area, "unit_area") | within(actor.area, "home_area")


def visible_bulk(actor: Actor) -> QuerySet[BulkChange]:
    """Changes of many made under charges that the actor's covers; none for who sees no responders."""
    return BulkChange.objects.all() if actor.may(Can.ROSTER_VIEW) else BulkChange.objects.none()


def get_bulk(actor: Actor, code: str) -> BulkChange:
    """
    One change of many that was made in the actor's area.

    Raises:
        NotFound: no such change, or out of sight.
    """
    return _one_bulk(visible_bulk(actor), code)


def claim_bulk(actor: Actor, code: str) -> BulkChange:
    """
    One change of many, locked until the transaction ends.

    Raises:
        NotFound: no such change, or out of sight.
        NotAllowed: the actor may not change responders.
    """
    change = _one_bulk(visible_bulk(actor).select_for_update(), code)
    actor.require(Can.ROSTER_EDIT, change.area)
    return change


def _one(rows: QuerySet[Responder], code: str) -> Responder:
    responder = rows.filter(code=code).first()
    if responder is None:
        raise NotFound
    return responder


def _one_bulk(rows: QuerySet[BulkChange], code: str) -> BulkChange:
    change = rows.filter(code=code).first()
    if change is None:
        raise NotFound
    return change
