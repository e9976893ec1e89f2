"""Hand-over: where the items of each kind stand, how long, and which link is the slowest; for any flow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from fangxian.features.items.flows import Flow
from fangxian.features.items.registry import flows
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.errors import Text

# One pass over the open items of the area; row security narrows it once more.
_STANDING = """
    SELECT kind, state, count(*), count(*) FILTER (WHERE due_at <= %(now)s),
        percentile_disc(0.5) WITHIN GROUP (ORDER BY state_since), min(state_since)
    FROM items_item
    WHERE area >= %(start)s AND area < %(end)s AND ended_at IS NULL AND incident = %(incident)s
    GROUP BY kind, state
"""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of a chain: how many stand there, how many late, how long the middle and the oldest one."""

    state: str
    label: Text
    within: timedelta | None
    standing: int
    late: int
    middle: timedelta
    oldest: timedelta
    slowest: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """A kind of item with its links, in their order."""

    kind: str
    label: Text
    links: list[LinkRow]


def chains(actor: Actor, area: str, now: datetime) -> list[Chain]:
    """The chain of each kind of item of which something is under way in an area."""
    if not actor.may(Can.ITEM_VIEW):
        return []
    start, end = span(area)
    facts: dict[str, datetime | str] = {"now": now, "start": start, "end": end, "incident": actor.incident}
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, facts)
        counts = {(row[0], row[1]): row[2:] for row in cursor.fetchall()}
    found = [_chain(flow, counts, now) for flow in flows().values()]
    return [one for one in found if any(link.standing for link in one.links)]


def _chain(
    flow: Flow, counts: dict[tuple[str, str], tuple[int, int, datetime, datetime]], now: datetime
) -> Chain:
    links = []
    for state, label in flow.states.items():
        if state in flow.ended:
            continue
        standing, late, middle, oldest = counts.get((flow.kind, state), (0, 0, now, now))
        row = LinkRow(state, label, flow.within(state), standing, late, now - middle, now - oldest)
        links.append(row)
    return Chain(flow.kind, flow.label, mark_slowest(links))


def mark_slowest(links: Iterable[LinkRow]) -> list[LinkRow]:
    """
    The same links, the slowest marked: with the greatest share late, of equals the one that waits longest.

    None is where nothing is late.
    """
    listed = list(links)
    late = [one for one in listed if one.late]
    if not late:
        return listed
    worst = max(late, key=lambda one: (one.late / one.standing, one.middle))
    return [
        LinkRow(
            one.state,
            one.label,
            one.within,
            one.standing,
            one.late,
            one.middle,
            one.oldest,
            one is worst,
        )
        for one in listed
    ]
