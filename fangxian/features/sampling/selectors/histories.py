"""Who was sampled in which rounds, how well, and who was found: read from targets and tubes."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection
from django.db.models import Sum

from fangxian.features.campaigns.models import Coverage
from fangxian.features.sampling import keeping
from fangxian.kernel.codes import span, within

# A resident's area is the one of the newest round they are a target of: rounds are numbered by one digit.
_HISTORIES = """
    SELECT area, history, count(*)::int FROM (
        SELECT substr(max(r.n || t.area), 2) AS area,
            bit_or(CASE WHEN t.standing = 'reached' THEN 1 << r.n ELSE 0 END) AS history
        FROM unnest(%(codes)s::text[], %(numbers)s::int[]) AS r (code, n)
        JOIN campaigns_target t ON t.campaign = r.code
        WHERE t.area >= %(start)s AND t.area < %(end)s AND t.resident <> ''
        GROUP BY t.resident
    ) people GROUP BY area, history
"""
# Of one round coverage knows it, without a look at each of its people.
_ONE = """
    SELECT c.area, h.history, h.people FROM campaigns_coverage c CROSS JOIN LATERAL (
        VALUES (1, c.reached), (0, c.targets + c.exempt - c.reached)
    ) AS h (history, people)
    WHERE c.campaign = ANY(%(codes)s) AND c.area >= %(start)s AND c.area < %(end)s AND h.people > 0
"""
# Positive alone in a tube: of those of a pool it is not known who.
_FOUND = """
    SELECT u.round, t.area, count(DISTINCT t.resident)::int FROM sampling_tube u
    JOIN sampling_swab s ON s.tube = u.code AND NOT s.void AND s.target <> ''
    JOIN campaigns_target t ON t.code = s.target AND t.resident <> ''
    WHERE u.round = ANY(%(codes)s) AND u.swabs = 1 AND u.result = 'positive'
      AND u.area >= %(start)s AND u.area < %(end)s AND t.area >= %(start)s AND t.area < %(end)s
    GROUP BY u.round, t.area
"""
_TUBES = """
    SELECT round,
        coalesce(sum(swabs) FILTER (WHERE seen AND swabs = 1), 0)::int,
        coalesce(sum(swabs) FILTER (WHERE seen AND swabs BETWEEN 2 AND 10), 0)::int,
        coalesce(sum(swabs) FILTER (WHERE seen AND swabs > 10), 0)::int,
        coalesce(sum(swabs) FILTER (WHERE NOT seen), 0)::int,
        count(*) FILTER (WHERE seen AND result = '')::int
    FROM (
        SELECT round, swabs, result, stage <> 'spoiled' AND result <> 'invalid' AS seen FROM sampling_tube
        WHERE round = ANY(%(codes)s) AND area >= %(start)s AND area < %(end)s AND swabs > 0
    ) tubes GROUP BY round
"""
MOST = 10
MANY = 1_000_000
"""So many targets of several rounds are not gone through for each who asks: that takes seconds."""


@dataclass(frozen=True, slots=True)
class Tested:
    """
    The tubes of a round: swabs alone, in pools to ten and in larger ones; those in spoiled or invalid tubes,
    which nobody saw; and tubes without a result.
    """

    alone: int = 0
    to_ten: int = 0
    larger: int = 0
    unseen: int = 0
    waiting: int = 0

    def sensitivity(self, alone: float, to_ten: float, larger: float) -> float:
        """How likely a swab of the round finds somebody infected; one that nobody saw finds nobody."""
        swabs = self.alone + self.to_ten + self.larger + self.unseen
        seen = self.alone * alone + self.to_ten * to_ten + self.larger * larger
        return seen / swabs if swabs else 0.0


@dataclass(frozen=True, slots=True)
class Histories:
    """
    People by grid and history.

    `sampled` says of each history (a row) in which round (a column) it was sampled; `people` counts grids ×
    histories; `found` who was found positive in each grid, `found_in` in each round.
    """

    grids: list[str]
    sampled: npt.NDArray[np.bool_]
    people: npt.NDArray[np.int64]
    found: npt.NDArray[np.int64]
    tested: list[Tested]
    found_in: list[int] = field(default_factory=list)


def told(codes: Sequence[str], area: str, now: datetime) -> tuple[Histories, datetime]:
    """
    The histories and as of when they are: now, or up to ten minutes ago where it takes seconds to read them.

    Who asks sees the whole area; what is kept of it is for everybody who does.
    """
    targets = Coverage.objects.filter(within(area), campaign__in=codes).aggregate(n=Sum("targets"))["n"] or 0
    if len(codes) == 1 or targets < MANY:
        return histories(codes, area), now
    name = f"histories:{area}:{hashlib.sha256(repr(codes).encode()).hexdigest()}"
    return keeping.keep(name, lambda: (histories(codes, area), now), now, keeping.STALE)


def histories(codes: Sequence[str], area: str) -> Histories:
    """The histories of an area over some rounds, at most ten, the earliest first: three queries."""
    start, end = span(area)
    facts: dict[str, Any] = {
        "codes": list(codes),
        "numbers": list(range(len(codes))),
        "start": start,
        "end": end,
    }
    people_by = _ONE if len(codes) == 1 else _HISTORIES
    counted, found, tubes = (_rows(sql, facts) for sql in (people_by, _FOUND, _TUBES))
    grids, kinds = sorted({row[0] for row in counted}), sorted({row[1] for row in counted})
    number = {grid: n for n, grid in enumerate(grids)}
    people = np.zeros((len(grids), len(kinds)), dtype=np.int64)
    positives = np.zeros(len(grids), dtype=np.int64)
    for grid, kind, count in counted:
        people[number[grid], kinds.index(kind)] = count
    for _round, grid, count in found:
        if grid in number:  # who has moved since is counted where they live now, and was found elsewhere
            positives[number[grid]] += count
    sampled = np.array(kinds, dtype=np.int64)[:, None] >> np.arange(len(codes)) & 1 == 1
    tested = {row[0]: Tested(*row[1:]) for row in tubes}
    return Histories(
        grids,
        sampled,
        people,
        positives,
        [tested.get(code, Tested()) for code in codes],
        [sum(row[2] for row in found if row[0] == code) for code in codes],
    )


def _rows(sql: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, facts)
        return list(cursor.fetchall())
