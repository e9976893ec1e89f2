"""The territory sheet and the outlines: real areas, with the scenario's counts and positions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import shapely

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.layout import County
from fangxian.scenarios.debao_2022.sheets import Sheet
from fangxian.scenarios.facts import figures

Row = tuple[str, str, str, str, float | str, float | str, int | str, int | str]


def write_areas_above(sheet: Sheet) -> None:
    """Append the region and the prefecture."""
    rows = [_above(area) for area in facts.territory() if area.level in ("region", "prefecture")]
    sheet.write(list(zip(*rows, strict=True)))


def write_areas(county: County, sheet: Sheet) -> None:
    """Append a county's listed areas, parents before children; counts are those of the sheets beside it."""
    sheet.write(list(zip(*_county_rows(county), strict=True)))


def write_outlines(codes: Sequence[str], path: Path) -> tuple[int, str]:
    """Write the real outlines of counties as GeoJSON; return how many, and the SHA-256 of the file."""
    names = {area.code: area.name for area in facts.territory() if area.code in codes}
    features = [
        {
            "type": "Feature",
            "properties": {"code": code, "name": names[code]},
            "geometry": json.loads(shapely.to_geojson(facts.outlines()[code])),
        }
        for code in codes
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False) + "\n"
    path.write_bytes(text.encode())
    return len(features), sha256(text.encode()).hexdigest()


def _above(area: facts.Area) -> Row:
    """The region is left uncounted; the prefecture has its census figures at every scale."""
    if area.level == "region":
        return (area.code, area.name, area.level, area.parent_code, "", "", "", "")
    people, homes = figures.RESIDENTS_OF_BAISE, figures.HOUSEHOLDS_OF_BAISE
    return (area.code, area.name, area.level, area.parent_code, "", "", people, homes)


def _county_rows(county: County) -> list[Row]:
    middle = np.array([county.plane.outline.representative_point().coords[0]])
    points = {county.scale.code: middle[0], **county.seats, **{v.code: v.at for v in county.villages}}
    counts = {code: _count(county, code) for code in points}
    listed = [a for a in facts.territory() if a.code in points]
    places = county.plane.degrees(np.array([points[a.code] for a in listed]))
    return [
        (a.code, a.name, a.level, a.parent_code, float(lat), float(lon), *counts[a.code])
        for a, (lon, lat) in zip(listed, places.tolist(), strict=True)
    ]


def _count(county: County, code: str) -> tuple[int | str, int | str]:
    """Return residents and households inside an area, or nothing where the scenario leaves it empty."""
    inside = [v for v in county.peopled if v.code.startswith(code)]
    if not inside:
        return "", ""
    return sum(v.residents for v in inside), sum(v.households for v in inside)
