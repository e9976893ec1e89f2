"""Changing a point of a round: how many tables stand there, and whether it is open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import Point
from fangxian.features.sampling.refusals import TablesUnfit
from fangxian.features.sampling.services import reassigning
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail

MOST = 99


@transaction.atomic
def change_point(
    *, actor: Actor, code: str, point: str, tables: int, is_open: bool, at: datetime | None = None
) -> Point:
    """
    Set the tables of a point and open or close it; the same service with what was before undoes it.

    The grids of a point that closes go elsewhere, and come back when it opens again; with other tables they
    come at other times.

    Raises:
        NotFound, NotAllowed: see `access.claim_point`.
        TablesUnfit: no table, or more than there is room for.
    """
    reassigning.hold(code)
    found = access.claim_point(actor, code, point)
    if not 1 <= tables <= MOST:
        raise TablesUnfit(field="tables")
    before = {"tables": found.tables, "is_open": found.is_open}
    after = {"tables": tables, "is_open": is_open}
    if before == after:
        return found
    found.tables, found.is_open = tables, is_open
    found.save(update_fields=["tables", "is_open"])
    moved = _follow(actor, found, before, at or timezone.now())
    trail.record(
        actor=actor,
        kind=Event.POINT_CHANGED,
        area=found.area,
        subject=point,
        at=at,
        before=before,
        after=after,
        round=code,
        tables=tables,
        moved=moved,
    )
    found.refresh_from_db()
    return found


def _follow(actor: Actor, point: Point, before: dict[str, int | bool], at: datetime) -> int:
    """What a change does to the turns of the point; how many people go to another one."""
    of_round = access.get(actor, point.round)
    if point.is_open and not before["is_open"]:
        return reassigning.come_back(actor, of_round, point, at)
    if before["is_open"] and not point.is_open:
        return reassigning.leave(actor, of_round, point, at)
    reassigning.retime(point, at)
    return 0
