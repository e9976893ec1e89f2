"""
Tours of mobile teams: who visits the people that cannot walk to any point, in which order.

A team samples so many people in a round (`each`); a place with more is visited by several teams together. A
tour begins with the place that lies farthest from where it starts, takes the nearest places that its teams
still hold, and goes through them by the shortest way from one to the next. Every place is on one tour.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, isnan

import numpy as np

from fangxian.engines.planning.geometry import chords
from fangxian.engines.planning.problem import Floats
from fangxian.engines.sampling.turns import STEP, Grid, minutes

SET_UP = 10
"""Minutes to set up a table where a team arrives."""


@dataclass(frozen=True, slots=True)
class Tour:
    """A tour of so many `teams` together: places in order, and minutes from the start at each, half-open."""

    group: str
    teams: int
    stops: tuple[str, ...]
    at_min: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Driving:
    """How teams get about: their pace, and ways over straight ones. Source: as couriers' vehicles."""

    km_h: float = 40.0
    detour: float = 1.6

    def minutes(self, metres: float) -> int:
        """Minutes for a straight distance; ten where nobody knows it."""
        return 10 if isnan(metres) else ceil(metres / 1000 * self.detour / self.km_h * 60)


def plan_tours(
    stops: Sequence[tuple[str, Grid]],
    starts: dict[str, tuple[float, float]],
    *,
    each: int = 200,
    an_hour: float = 60.0,
    driving: Driving | None = None,
) -> tuple[Tour, ...]:
    """
    Tours through places, each with its group; no tour leaves its group, whose teams begin at `starts`.

    >>> apart = [("91", Grid(code, 120, 23.0, lon, 0)) for code, lon in (("a", 106.0), ("b", 106.1))]
    >>> [(tour.teams, tour.stops, tour.at_min) for tour in plan_tours(apart, {"91": (23.0, 106.0)}, each=300)]
    [(1, ('a', 'b'), ((10, 130), (165, 285)))]
    """
    groups: dict[str, list[Grid]] = defaultdict(list)
    for group, grid in stops:
        groups[group].append(grid)
    driving = driving or Driving()
    return tuple(
        _timed(group, tour, apart, an_hour, each, driving)
        for group, grids in sorted(groups.items())
        for apart in [_apart(grids, starts.get(group, (float("nan"), float("nan"))))]
        for tour in _split(sorted(grids, key=lambda one: one.code), apart, each)
    )


Apart = dict[tuple[str, str], float]
"""Straight metres between two places, '' being where teams start; NaN where one of them is unknown."""


def _apart(grids: Sequence[Grid], start: tuple[float, float]) -> Apart:
    lat = np.array([start[0], *(one.lat for one in grids)])
    lon = np.array([start[1], *(one.lon for one in grids)])
    points: Floats = chords(lat, lon)
    between = np.linalg.norm(points[:, None, :] - points[None, :, :], axis=2)
    codes = ["", *(one.code for one in grids)]
    return {(a, b): float(between[i, j]) for i, a in enumerate(codes) for j, b in enumerate(codes)}


def _split(grids: list[Grid], apart: Apart, each: int) -> list[list[Grid]]:
    """Places gathered into tours, each in the order of its way."""
    left, tours = list(grids), []
    while left:
        tour = [max(left, key=lambda one: (_known(apart["", one.code]), one.code))]
        left.remove(tour[0])
        room = ceil(tour[0].people / each) * each - tour[0].people
        while fitting := [one for one in left if one.people <= room]:
            last = tour[-1].code
            near = min(fitting, key=lambda one: (_known(apart[last, one.code]), one.code))
            tour.append(near)
            left.remove(near)
            room -= near.people
        tours.append(_in_order(tour, apart))
    return tours


def _in_order(tour: list[Grid], apart: Apart) -> list[Grid]:
    """From the start to the nearest place, and on to the nearest again."""
    left, way, here = list(tour), [], ""
    while left:
        near = min(left, key=lambda one: (_known(apart[here, one.code]), one.code))
        left.remove(near)
        way.append(near)
        here = near.code
    return way


def _timed(group: str, tour: list[Grid], apart: Apart, an_hour: float, each: int, driving: Driving) -> Tour:
    teams = ceil(sum(one.people for one in tour) / each)
    clock, here, times = 0, "", []
    for one in tour:
        clock = _step(clock + driving.minutes(apart[here, one.code]) + SET_UP)
        until = clock + minutes(one.people, teams, an_hour)
        times.append((clock, until))
        clock, here = until, one.code
    return Tour(group, teams, tuple(one.code for one in tour), tuple(times))


def _step(clock: int) -> int:
    return ceil(clock / STEP) * STEP


def _known(metres: float) -> float:
    return 0.0 if isnan(metres) else metres
