"""How long laboratories take: from the first swab of a tube, and from its reception, to its first result."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from math import ceil

from fangxian.features.sampling.models import Result, Round, Tube
from fangxian.kernel.codes import within

NEWEST = 1_000
"""So many of the newest results are looked at: what a laboratory does now, not what it did in the morning."""


@dataclass(frozen=True, slots=True)
class Turnaround:
    """
    One laboratory: how many of the newest first results are its own, and how long they took.

    `half` and `most` of a hundred, 50 and 95, were there within that time of the first swab, `inside` half of
    them within that time of their reception; None where no tube says when it was.
    """

    laboratory: str
    tubes: int
    half: timedelta | None
    most: timedelta | None
    inside: timedelta | None


def by_laboratory(of_round: Round, area: str) -> list[Turnaround]:
    """The laboratories of a round, the one with most results first; two queries."""
    newest = Result.objects.filter(within(area), round=of_round.code, version=1).order_by("-at")[:NEWEST]
    told = list(newest.values_list("tube", "laboratory", "at"))
    rows = Tube.objects.filter(code__in=[tube for tube, _laboratory, _at in told])
    known = {code: times for code, *times in rows.values_list("code", "first_at", "received_at")}
    took: dict[str, list[tuple[timedelta | None, timedelta | None]]] = defaultdict(list)
    for tube, laboratory, at in told:
        first, received = known.get(tube, (None, None))
        took[laboratory].append((at - first if first else None, at - received if received else None))
    found = [_turnaround(laboratory, times) for laboratory, times in took.items()]
    return sorted(found, key=lambda one: (-one.tubes, one.laboratory))


def _turnaround(laboratory: str, times: list[tuple[timedelta | None, timedelta | None]]) -> Turnaround:
    whole, inside = (sorted(one for one in column if one) for column in zip(*times, strict=True))
    return Turnaround(laboratory, len(times), _within(whole, 50), _within(whole, 95), _within(inside, 50))


def _within(times: list[timedelta], percent: int) -> timedelta | None:
    """The time within which so many of a hundred were there."""
    return times[ceil(len(times) * percent / 100) - 1] if times else None
