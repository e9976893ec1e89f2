"""Readers of the fact files beside this module."""

from __future__ import annotations

import csv
import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Area:
    """One row of the territory: a division code, its Chinese name, its level and its parent's code."""

    code: str
    name: str
    level: str
    parent_code: str


@dataclass(frozen=True, slots=True)
class Cases:
    """Newly confirmed cases of one day in one area, and who published the figure."""

    on: dt.date
    area_code: str
    new_confirmed: int
    source: str


@cache
def territory() -> tuple[Area, ...]:
    """Return region, prefecture, counties, townships and villages of Baise, parents before children."""
    return tuple(
        Area(r["code"], r["name"], r["level"], r["parent_code"]) for r in _rows("territory-baise.csv")
    )


@cache
def outlines() -> dict[str, BaseGeometry]:
    """Return the outline of every county by code, longitude and latitude in degrees of WGS 84."""
    collection = json.loads((FOLDER / "outline-baise-counties.geojson").read_text(encoding="utf-8"))
    return {
        feature["properties"]["code"]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in collection["features"]
    }


@cache
def cases() -> tuple[Cases, ...]:
    """Return the daily new confirmed cases, oldest first."""
    return tuple(
        Cases(dt.date.fromisoformat(r["date"]), r["area_code"], int(r["new_confirmed"]), r["source"])
        for r in _rows("baise-2022-cases.csv")
    )


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as sheet:
        yield from csv.DictReader(sheet)
