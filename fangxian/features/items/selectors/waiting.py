"""How long open items have stood where they stand: to the minute where they are few, else to the hour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from fangxian.features.items.selectors.counting import Kept, summed
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import span

EXACT = 5_000
"""Up to so many open items of an area each is looked at; of more, the hours they are counted by."""
HALF_AN_HOUR = timedelta(minutes=30)

_EXACT = """
    SELECT kind, state, percentile_disc(0.5) WITHIN GROUP (ORDER BY state_since), min(state_since)
    FROM items_item
    WHERE area >= %(start)s AND area < %(end)s AND ended_at IS NULL AND incident = %(incident)s
    GROUP BY kind, state
"""
# The middle one is in the first hour up to which half of them are counted.
_BY_HOUR = """
    SELECT area, kind, state, min(since) FILTER (WHERE upto * 2 >= everything), min(since)
    FROM (
        SELECT area, kind, state, since, sum(standing) OVER (w ORDER BY since) AS upto,
            sum(standing) OVER w AS everything
        FROM (
            SELECT t.area, t.kind, t.state, t.since, sum(t.standing) AS standing
            FROM items_tally t JOIN unnest(%(kinds)s::text[], %(states)s::text[]) AS l (kind, state)
                ON t.kind = l.kind COLLATE "C" AND t.state = l.state COLLATE "C"
            WHERE t.area = ANY(%(areas)s::text[]) AND t.incident = %(incident)s AND t.since IS NOT NULL
            GROUP BY t.area, t.kind, t.state, t.since HAVING sum(t.standing) > 0
        ) hours
        WINDOW w AS (PARTITION BY area, kind, state)
    ) counted
    GROUP BY area, kind, state
"""
Link = tuple[str, str]
"""Kind and state."""


@dataclass(frozen=True, slots=True)
class Waited:
    """Since when the middle one and the oldest one of some items have stood where they stand."""

    middle: datetime
    oldest: datetime


def waited(actor: Actor, area: str, now: datetime, kept: Kept) -> dict[Link, Waited]:
    """Since when the open items of an area, `kept` as counted, stand there, by kind and state."""
    if summed(kept).standing > EXACT:
        return by_hour(actor, [area], kept, now)[area]
    start, end = span(area)
    with connection.cursor() as cursor:
        cursor.execute(_EXACT, {"start": start, "end": end, "incident": actor.incident})
        return {(kind, state): Waited(middle, oldest) for kind, state, middle, oldest in cursor.fetchall()}


def by_hour(
    actor: Actor, areas: Iterable[str], links: Iterable[Link], now: datetime
) -> dict[str, dict[Link, Waited]]:
    """The same for some links in each of some areas, to the hour, however many items there are."""
    found: dict[str, dict[Link, Waited]] = {area: {} for area in areas}
    kinds, states = [], []
    for kind, state in links:
        kinds.append(kind)
        states.append(state)
    facts: dict[str, Any] = {
        "areas": list(found),
        "kinds": kinds,
        "states": states,
        "incident": actor.incident,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_HOUR, facts | {"incident": actor.incident})
        for area, kind, state, middle, oldest in cursor.fetchall():
            since = (min(now, hour + HALF_AN_HOUR) for hour in (middle, oldest))
            found[area][kind, state] = Waited(*since)
    return found
