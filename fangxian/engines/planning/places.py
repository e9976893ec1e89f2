"""The places posts stand at: sites, grids, mobile rounds and areas, with what their size is measured by."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.problem import LEVELS, SITE_KINDS, Areas, Codes, Floats, Ints
from fangxian.engines.planning.result import Grids, Sites


@dataclass(frozen=True, slots=True)
class Places:
    """Places of one kind; `measures` has person, household, table and room, one figure a place."""

    code: Codes
    area: Ints
    area_code: Codes
    lat: Floats
    lon: Floats
    measures: dict[str, Ints]


def places(areas: Areas, grids: Grids, sites: Sites) -> dict[str, Places]:
    """Every kind of place there is."""
    found = {kind: _sites(areas, sites, kind) for kind in SITE_KINDS}
    found["grid"] = _grids(areas, grids)
    found["mobile"] = _mobile(areas, sites)
    found |= {level: _level(areas, grids, level) for level in LEVELS if level != "grid"}
    return found


def _chosen(codes: Codes, rows: Ints) -> Codes:
    return tuple(codes[row] for row in rows.tolist())


def _sites(areas: Areas, sites: Sites, kind: str) -> Places:
    rows = np.flatnonzero(np.array([name == kind for name in sites.kind], dtype=bool))
    area = sites.area[rows]
    measures = {"person": sites.people[rows], "table": sites.tables[rows], "room": sites.rooms[rows]}
    return Places(
        code=_chosen(sites.code, rows),
        area=area,
        area_code=_chosen(areas.code, area),
        lat=_known(sites.lat[rows], areas.lat[area]),
        lon=_known(sites.lon[rows], areas.lon[area]),
        measures=measures,
    )


def _known(own: Floats, other: Floats) -> Floats:
    return np.where(np.isnan(own), other, own)


def _grids(areas: Areas, grids: Grids) -> Places:
    lat, lon = _known(grids.lat, areas.lat[grids.area]), _known(grids.lon, areas.lon[grids.area])
    measures = {"person": grids.population, "household": grids.households}
    return Places(grids.code, grids.area, grids.code, lat, lon, measures)


def _mobile(areas: Areas, sites: Sites) -> Places:
    rows = np.flatnonzero(sites.mobile_people > 0)
    codes = _chosen(areas.code, rows)
    return Places(
        code=tuple(f"{code}-M" for code in codes),
        area=rows,
        area_code=codes,
        lat=areas.lat[rows],
        lon=areas.lon[rows],
        measures={"person": sites.mobile_people[rows]},
    )


def _level(areas: Areas, grids: Grids, level: str) -> Places:
    rows = np.flatnonzero(np.array([name == level for name in areas.level], dtype=bool))
    households = np.bincount(grids.area, weights=grids.households, minlength=len(areas.code))
    measures = {"person": areas.population[rows], "household": households.astype(np.int64)[rows]}
    codes = _chosen(areas.code, rows)
    return Places(codes, rows, codes, areas.lat[rows], areas.lon[rows], measures)
