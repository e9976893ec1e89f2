"""The rounds that everybody may know of, and the areas in which they run; of no person."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from fangxian.kernel.codes import inside


class Place(NamedTuple):
    """An area that a round covers, or one above it."""

    code: str
    name: str
    parent: str
    lat: float | None
    lon: float | None


class Shown(NamedTuple):
    """A round as everybody may know it; `is_open` while people are sampled."""

    code: str
    incident: str
    area: str
    number: int
    notice: str
    starts_at: datetime
    ends_at: datetime
    results_by: datetime
    is_open: bool


def places(at: datetime) -> dict[str, Place]:
    """The areas of the rounds that run, down to villages, by code."""
    return {row[0]: Place(*row) for row in rows("SELECT * FROM sampling_shown_areas(%s)", at)}


def rounds(at: datetime) -> list[Shown]:
    """The rounds that run, or whose results are young; the last first."""
    return [Shown(*row) for row in rows("SELECT * FROM sampling_shown_rounds(%s)", at)]


def way(places: Mapping[str, Place], code: str) -> list[Place]:
    """The areas around one, the widest first, itself last."""
    around = (one for one in places.values() if inside(code, one.code))
    return sorted(around, key=lambda one: len(one.code))


def below(places: Mapping[str, Place], code: str) -> list[Place]:
    """The areas right inside one; without one, those inside none."""
    if not code:
        return [one for one in places.values() if one.parent not in places]
    return [one for one in places.values() if one.parent == code and one.code != code]


def is_last(below: Iterable[Place], at: datetime) -> bool:
    """
    Whether an area is told of itself: nothing is inside it, or only areas that have a round of their own.

    So a grid with a round of its own does not hide its village, whose other grids are in a wider one.
    """
    own = {one.area for one in rounds(at)}
    return all(one.code in own for one in below)


def rows(sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """What a function of the database answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
