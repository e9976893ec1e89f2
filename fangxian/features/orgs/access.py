"""The only doors to a unit: what a person may see, one of those, and one of those locked for change."""

from __future__ import annotations

from django.db.models import QuerySet

from fangxian.features.orgs.models import Unit
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Unit]:
    """Units in sight, closed ones too; none for a role that does not see units."""
    return Unit.objects.all() if actor.may(Can.UNIT_VIEW) else Unit.objects.none()


def get(actor: Actor, code: str) -> Unit:
    """
    One unit in sight.

    Raises:
        NotFound: no such unit, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str, *, can: Can) -> Unit:
    """
    One unit, locked until the transaction ends.

    Raises:
        NotFound: no such unit, or out of sight.
        NotAllowed: the charge does not carry `can` there.
    """
    unit = _one(visible(actor).select_for_update(), code)
    actor.require(can, unit.area)
    return unit


def _one(units: QuerySet[Unit], code: str) -> Unit:
    unit = units.filter(code=code).first()
    if unit is None:
        raise NotFound
    return unit
