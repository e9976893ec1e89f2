"""Where responders stand under the running plan, noted for all of an area at once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from fangxian.features.roster.events import Event
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.trail import services as trail

_STAND = """
    UPDATE roster_responder r SET posted_area = p.area
    FROM unnest(%s::text[], %s::text[]) AS p (code, area) WHERE r.code = p.code AND r.posted_area <> p.area
"""
# Who neither lives nor works in sight would leave it by this, which row security refuses: they stay noted.
_FREE = """
    UPDATE roster_responder SET posted_area = ''
    WHERE posted_area >= %(start)s AND posted_area < %(end)s AND code <> ALL (%(codes)s::text[])
      AND (home_area >= %(from)s AND home_area < %(until)s OR unit_area >= %(from)s AND unit_area < %(until)s)
"""


@transaction.atomic
def note_postings(
    *, actor: Actor, area: str, posted: Mapping[str, str], at: datetime | None = None
) -> tuple[int, int]:
    """
    Note where people stand: code of responder to area of post. Who stood in `area` and is not named is free.

    For whoever publishes the plan of that area. Returns how many rows changed by standing elsewhere than
    before, and how many people are free again.

    Raises:
        NotAllowed: the actor may not publish plans there.
    """
    actor.require(Can.PLAN_PUBLISH, area)
    codes, areas = list(posted), list(posted.values())
    start, end = span(area)
    own_from, own_until = span(actor.area)
    with connection.cursor() as cursor:
        cursor.execute(
            _FREE, {"start": start, "end": end, "from": own_from, "until": own_until, "codes": codes}
        )
        freed = cursor.rowcount
        cursor.execute(_STAND, [codes, areas])
        moved = cursor.rowcount
    if moved or freed:
        trail.record(
            actor=actor, kind=Event.POSTED, area=area, at=at, posted=len(posted), moved=moved, freed=freed
        )
    return moved, freed
