"""What the people of an area are told of the rounds over it: points, waits, turns; of no person."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from fangxian.engines import coverage
from fangxian.features.sampling import waiting
from fangxian.features.sampling.models import Mode
from fangxian.features.sampling.selectors import shown
from fangxian.features.sampling.selectors.shown import Place, Shown
from fangxian.kernel.codes import inside

ROUNDS = 3
"""Rounds told of one area, those that began last."""


class Turn(NamedTuple):
    """When the people of a part of the area come, and where; `walk_m` is the way of those farthest off."""

    name: str
    point: str
    starts_at: datetime
    ends_at: datetime
    walk_m: int | None

    @property
    def km(self) -> float | None:
        """That way in kilometres."""
        return None if self.walk_m is None else self.walk_m / 1000


@dataclass(frozen=True, slots=True)
class Point:
    """A point for the people of an area; `wait` is None where there is no pace, `km` as the crow flies."""

    name: str
    mode: str
    tables: int
    opens_at: datetime
    closes_at: datetime
    sampled: int
    an_hour: float | None
    wait: timedelta | None
    place: tuple[float, float] | None
    km: float | None

    @property
    def minutes(self) -> int | None:
        """The wait in minutes."""
        return None if self.wait is None else int(self.wait / timedelta(minutes=1))

    @property
    def comes(self) -> bool:
        """Whether its people are visited instead of coming."""
        return self.mode != Mode.POINT


@dataclass(frozen=True, slots=True)
class Here:
    """A round in one area: who goes where, and when."""

    round: Shown
    place: str
    points: list[Point] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)


def here(places: Mapping[str, Place], code: str, at: datetime) -> list[Here]:
    """The rounds over one area, those that run first, with its points and turns while people are sampled."""
    over = [one for one in shown.rounds(at) if inside(code, one.area)]
    over.sort(key=lambda one: not (one.is_open and one.starts_at <= at < one.ends_at))
    return [_here(one, places, code, at) for one in over[:ROUNDS]]


def _here(of_round: Shown, places: Mapping[str, Place], code: str, at: datetime) -> Here:
    covered = places.get(of_round.area)
    name = covered.name if covered else of_round.area
    if not of_round.is_open:
        return Here(of_round, name)
    facts = (of_round.code, code, at)
    points = shown.rows("SELECT * FROM sampling_shown_points(%s, %s, %s)", *facts)
    turns = shown.rows("SELECT * FROM sampling_shown_turns(%s, %s, %s)", *facts)
    return Here(
        of_round, name, [_point(row, places[code], at) for row in points], [Turn(*row) for row in turns]
    )


def _point(row: tuple[Any, ...], place: Place, at: datetime) -> Point:
    _code, name, mode, lat, lon, tables, people, opens_at, closes_at, sampled, due, paced = row
    slots = [(datetime.fromtimestamp(second, UTC), swabs) for second, swabs in json.loads(paced or "[]")]
    an_hour = coverage.forecast(slots, max(0, people - sampled), at).an_hour
    if due is None:
        due = waiting.due(people, opens_at, closes_at, at)
    there = (lat, lon) if lat is not None and lon is not None else None
    middle = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
    return Point(
        name=name,
        mode=mode,
        tables=tables,
        opens_at=opens_at,
        closes_at=closes_at,
        sampled=sampled,
        an_hour=an_hour,
        wait=waiting.wait(due, sampled, an_hour) if opens_at <= at < closes_at else None,
        place=there,
        km=waiting.distance_km(middle, there) if middle and there else None,
    )
