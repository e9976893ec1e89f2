"""How long open items have stood where they stand: to the minute where they are few, else to the hour."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, Sum

from fangxian.features.items.models import Tally
from fangxian.features.items.selectors.counting import RUNNING, Kept, summed
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
    wanted, some = list(areas), Q(pk__in=[])
    for kind, state in links:
        some |= Q(kind=kind, state=state)
    tallies = Tally.objects.filter(RUNNING, some, area__in=wanted, incident=actor.incident)
    hours: dict[tuple[str, str, str], list[tuple[datetime, int]]] = defaultdict(list)
    rows = tallies.order_by("since").values_list("area", "kind", "state", "since")
    for area, kind, state, since, standing in rows.annotate(n=Sum("standing")):
        if standing:
            hours[area, kind, state].append((since, standing))
    found: dict[str, dict[Link, Waited]] = {area: {} for area in wanted}
    for (area, kind, state), counted in hours.items():
        middle = min(now, _middle(counted) + HALF_AN_HOUR)
        found[area][kind, state] = Waited(middle, min(now, counted[0][0] + HALF_AN_HOUR))
    return found


def _middle(counted: list[tuple[datetime, int]]) -> datetime:
    """The hour of the middle one of some that are counted by hours, in their order."""
    left = (sum(number for _hour, number in counted) + 1) // 2
    for hour, number in counted:
        left -= number
        if left <= 0:
            return hour
    return counted[-1][0]
