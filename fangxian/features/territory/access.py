"""The only doors to areas, households and residents."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model, QuerySet

from fangxian.features.territory.models import Area, Household, Resident
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound

Row = TypeVar("Row", bound=Model)


def visible(actor: Actor) -> QuerySet[Area]:
    """The areas of the actor's area, closed ones too."""
    return Area.objects.all()


def get(actor: Actor, code: str) -> Area:
    """
    One area.

    Raises:
        NotFound: no such area, or out of sight.
    """
    return _one(visible(actor), code=code)


def claim(actor: Actor, code: str, *, can: Can) -> Area:
    """
    One area, locked until the transaction ends.

    Raises:
        NotFound: no such area, or out of sight.
        NotAllowed: the charge does not carry `can` there.
    """
    area = get(actor, code)
    actor.require(can, area.code)
    return _one(visible(actor).select_for_update(), code=code)


def households(actor: Actor) -> QuerySet[Household]:
    """The households of the actor's area, in the incident they act in."""
    return Household.objects.filter(incident=actor.incident)


def get_household(actor: Actor, code: str) -> Household:
    """
    One household.

    Raises:
        NotFound: no such household, or out of sight.
    """
    return _one(households(actor), code=code)


def residents(actor: Actor) -> QuerySet[Resident]:
    """The residents of the actor's area, in the incident they act in; their details are sealed."""
    return Resident.objects.filter(incident=actor.incident)


def get_resident(actor: Actor, code: str) -> Resident:
    """
    One resident, details sealed.

    Raises:
        NotFound: no such resident, or out of sight.
    """
    return _one(residents(actor), code=code)


def _one(rows: QuerySet[Row], **key: Any) -> Row:
    row = rows.filter(**key).first()
    if row is None:
        raise NotFound
    return row
