"""Changing a point of a round: how many tables stand there, and whether it is open."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import Point
from fangxian.features.sampling.refusals import TablesUnfit
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail

MOST = 99


@transaction.atomic
def change_point(
    *, actor: Actor, code: str, point: str, tables: int, is_open: bool, at: datetime | None = None
) -> Point:
    """
    Set the tables of a point and open or close it; the same service with what was before undoes it.

    Raises:
        NotFound, NotAllowed: see `access.claim_point`.
        TablesUnfit: no table, or more than there is room for.
    """
    found = access.claim_point(actor, code, point)
    if not 1 <= tables <= MOST:
        raise TablesUnfit(field="tables")
    before = {"tables": found.tables, "is_open": found.is_open}
    after = {"tables": tables, "is_open": is_open}
    if before == after:
        return found
    found.tables, found.is_open = tables, is_open
    found.save(update_fields=["tables", "is_open"])
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
    )
    return found
