"""Which pools a zone has, and how far a tube may be from its next step; pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from fangxian.features.sampling.models import ListKind, ListReason, Stage, ZoneKind

LARGEST = 20
"""People of whom the largest tube holds swabs."""


@dataclass(frozen=True, slots=True)
class Pooling:
    """How the people of an area are pooled."""

    kind: str
    size: int
    by_household: bool = False


ELSEWHERE = Pooling(ZoneKind.PRECAUTION, LARGEST)
"""The pools outside all zones, on phones too; but a round that is ordered has a zone of its whole area."""


@dataclass(frozen=True, slots=True)
class Clocks:
    """How long a tube may stand at `room` temperature, be under way to the laboratory, and stay `open`."""

    room: timedelta
    delivery: timedelta
    open: timedelta


def pooling(area: str, zones: Mapping[str, Pooling]) -> Pooling:
    """
    The pools of an area: those of the innermost zone around it, or `ELSEWHERE` without any.

    >>> pooling("451024001", {"451024": Pooling("controlled", 10)}).size
    10
    """
    around = [zone for zone in zones if area.startswith(zone)]
    return zones[max(around, key=len)] if around else ELSEWHERE


def share_people(heads: Mapping[str, int], points: Mapping[str, tuple[str, int]]) -> dict[str, int]:
    """
    How many people are expected at each point: those of the smallest area with points go there, by tables.

    Args:
        heads: people by area.
        points: area and tables, by code of the point.

    >>> share_people({"91": 30, "92": 8}, {"a": ("91", 1), "b": ("91", 2)})
    {'a': 13, 'b': 25}
    """
    lengths = sorted({0, *map(len, heads), *(len(area) for area, _tables in points.values())}, reverse=True)
    around = {area[:length] for area, _tables in points.values() for length in lengths if length <= len(area)}
    people: Counter[str] = Counter()
    for area, count in heads.items():
        if around:
            people[next(area[:n] for n in lengths if n <= len(area) and area[:n] in around)] += count
    shares: Counter[str] = Counter(dict.fromkeys(points, 0))
    for area, count in people.items():
        here = {code: tables for code, (at, tables) in sorted(points.items()) if at.startswith(area)}
        whole = sum(here.values())
        for code, tables in here.items():
            share = round(count * tables / whole)
            shares[code] += share
            count, whole = count - share, whole - tables
    return dict(shares)


def warm_until(stage: str, first_at: datetime | None, room: timedelta) -> datetime | None:
    """Until when a tube that is not in the laboratory yet may stand at `room` temperature."""
    done = stage in (Stage.RECEIVED, Stage.SPOILED)
    return None if done or first_at is None else first_at + room


REASONS: dict[str, tuple[str, ...]] = {
    ListKind.EXEMPT: (
        ListReason.INFANT,
        ListReason.MEDICAL,
        ListReason.RECOVERED,
        ListReason.AWAY,
        ListReason.ELSEWHERE,
    ),
    ListKind.HOME: (ListReason.FRAIL, ListReason.DISABLED, ListReason.MEDICAL, ListReason.CONFINED),
}
"""Why somebody can be on each list."""
DATED = frozenset({ListReason.RECOVERED, ListReason.AWAY, ListReason.ELSEWHERE, ListReason.CONFINED})
"""What passes by itself, and so needs a day up to which it holds."""


def in_force(until: date | None, on: date) -> bool:
    """
    Whether an entry that holds up to and with a day counts for a round that begins `on`.

    >>> in_force(None, date(2022, 2, 6)), in_force(date(2022, 2, 5), date(2022, 2, 6))
    (True, False)
    """
    return until is None or until >= on
