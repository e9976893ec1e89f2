"""
Turns: what a grid and a point are, and when the people of each grid come.

At a point grids come one after another, nearest first, each for as long as the tables need for its people:
whoever comes evenly in their turn waits for those of their own minutes only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, inf, isnan

STEP = 5
"""Minutes that a turn is a multiple of."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The people of a grid, their middle (NaN: nobody knows), and how far they walk in straight metres."""

    code: str
    people: int
    lat: float
    lon: float
    limit_m: float


@dataclass(frozen=True, slots=True)
class Stand:
    """A point: where it is, its tables, the minutes it has, and those of them that are given away."""

    code: str
    area: str
    lat: float
    lon: float
    tables: int
    minutes: int
    taken: int = 0


@dataclass(frozen=True, slots=True)
class Shared:
    """Which grid goes to which point, how far they walk in straight metres (NaN: unknown); and who cannot."""

    point: dict[str, str]
    walk_m: dict[str, float]
    beyond: tuple[str, ...]


def minutes(people: int, tables: int, an_hour: float) -> int:
    """
    Minutes that some tables need for some people, in steps of five.

    >>> minutes(100, 2, 60), minutes(1, 9, 60)
    (50, 5)
    """
    return max(1, ceil(people * 60 / (max(1, tables) * an_hour * STEP) - 1e-9)) * STEP


def queue(lengths: Iterable[tuple[str, int]], start: int = 0) -> dict[str, tuple[int, int]]:
    """
    When each grid comes: minutes from the opening at which its turn starts and ends, one after the other.

    >>> queue([("a", 50), ("b", 5)], 10)
    {'a': (10, 60), 'b': (60, 65)}
    """
    times = {}
    for code, length in lengths:
        times[code] = (start, start + length)
        start += length
    return times


def lines(found: Shared, grids: Iterable[Grid]) -> dict[str, list[Grid]]:
    """The grids of each point in the order in which they come: nearest first."""
    of: dict[str, list[Grid]] = defaultdict(list)
    for one in grids:
        if one.code in found.point:
            of[found.point[one.code]].append(one)

    def walk(one: Grid) -> tuple[float, str]:
        metres = found.walk_m[one.code]
        return (inf if isnan(metres) else metres, one.code)

    return {point: sorted(some, key=walk) for point, some in sorted(of.items())}
