"""Sampling points found or computed, their tables, and whom they leave beyond a walk."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import numpy as np

from fangxian.engines.planning.bisection import bisect
from fangxian.engines.planning.cover import centred, cover, reach
from fangxian.engines.planning.demand import Cells, Homes, cells, homes, joined
from fangxian.engines.planning.geometry import chords, plane
from fangxian.engines.planning.nearest import nearest
from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import Bools, Edits, Floats, GivenSites, Ints, Problem, RunningPlan
from fangxian.engines.planning.result import Sites

FINE, COARSE = 1 / 6, 1 / 2
"""Sides, in walking limits, of the cells people are gathered in and of those a point may stand in."""

RELIEF_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class _Rows:
    """Sites in use: those kept, in their order, then those newly computed."""

    code: list[str]
    kind: list[str]
    area: Ints
    lat: Floats
    lon: Floats
    tables: Ints
    rooms: Ints
    computed: Ints


def locate_sites(
    problem: Problem, pack: RulePack, *, running: RunningPlan | None = None, edits: Edits | None = None
) -> Sites:
    """
    Keep the sites there are and, unless only found ones are wanted, compute the sampling points that lack.

    Points are opened where they newly reach most people within a walk, until none would reach
    `people_per_point_min`; crowded ones are relieved by more; every household goes to its nearest open
    point. Whoever lives beyond the walk is counted for a mobile team. Computed points of the running plan
    stay, sites closed by hand are not used.
    """
    kept = _kept(problem, running, edits or Edits())
    places = homes(problem.areas, problem.households, pack)
    rows = kept
    if problem.site_mode != "found" and places.known.any():
        rows = _with(problem, kept, *_computed(places, _points(kept), pack, problem.deadline_hours))
    return _served(problem, pack, rows, places)


def _kept(problem: Problem, running: RunningPlan | None, edits: Edits) -> _Rows:
    given = problem.sites
    chosen = [
        i
        for i, (code, kind) in enumerate(zip(given.code, given.kind, strict=True))
        if code not in edits.closed_sites
        and not (kind == "sampling_point" and problem.site_mode == "computed")
    ]
    rows = _rows(given, chosen, 0)
    if running is None or problem.site_mode == "found":
        return rows
    seen = set(rows.code) | edits.closed_sites
    stay = [i for i, code in enumerate(running.sites.code) if code not in seen]
    return _joined(rows, _rows(running.sites, stay, 1))


def _rows(sites: GivenSites, chosen: list[int], computed: int) -> _Rows:
    index = np.array(chosen, dtype=np.int64)
    return _Rows(
        code=[sites.code[i] for i in chosen],
        kind=[sites.kind[i] for i in chosen],
        area=sites.area[index],
        lat=sites.lat[index],
        lon=sites.lon[index],
        tables=sites.tables[index] * (1 - computed),
        rooms=sites.rooms[index],
        computed=np.full(len(index), computed, dtype=np.int64),
    )


def _joined(one: _Rows, other: _Rows) -> _Rows:
    arrays = ("area", "lat", "lon", "tables", "rooms", "computed")
    both = {name: np.concatenate([getattr(one, name), getattr(other, name)]) for name in arrays}
    return _Rows(code=one.code + other.code, kind=one.kind + other.kind, **both)


def _points(rows: _Rows) -> Floats:
    """Positions of the open sampling points among the kept sites that have one."""
    open_ = _is_open(rows)
    return chords(rows.lat[open_], rows.lon[open_])


def _is_open(rows: _Rows) -> Bools:
    points = np.array([kind == "sampling_point" for kind in rows.kind], dtype=bool)
    return points & ~np.isnan(rows.lat) & ~np.isnan(rows.lon)


def _computed(places: Homes, kept: Floats, pack: RulePack, deadline: int) -> tuple[Cells, Ints]:
    """The candidates and which of them are opened."""
    demand, coarse = cells(places, FINE), cells(places, COARSE)
    covered = np.zeros(len(demand.people), dtype=bool)
    if len(kept):
        apart, _ = nearest(kept, demand.points)
        covered = apart <= demand.limit
    least = max(1.0, pack["people_per_point_min"])
    chosen = cover(reach(coarse.points, demand), demand.people, covered, least)
    points = np.vstack([kept, coarse.points[chosen]])
    candidates = joined(coarse, demand)
    if len(points):
        points = centred(points, np.arange(len(points)) >= len(kept), coarse.points, demand)
        hours = deadline / pack["round_hours"] if deadline else 1.0
        wanted, most = (pack[name] * hours for name in ("people_per_point", "people_per_point_max"))
        points = _relieved(points, demand, wanted, most)
    _, opened = nearest(candidates.points, points[len(kept) :])
    return candidates, np.unique(opened)


def _relieved(points: Floats, demand: Cells, wanted: float, most: float) -> Floats:
    """Points and more inside the catchment of each that would serve more than `most`, to serve `wanted`."""
    for _ in range(RELIEF_ROUNDS):
        _, owner = nearest(points, demand.points)
        served = np.bincount(owner, weights=demand.people, minlength=len(points))
        crowded = np.flatnonzero(served > most)
        more = [_spread(demand, owner == p, points[p], ceil(served[p] / wanted)) for p in crowded]
        if not more:
            break
        _, places = nearest(demand.points, np.vstack(more))
        apart, _ = nearest(points, demand.points[places])
        new = np.unique(places[apart > 0])
        if not len(new):
            break
        points = np.vstack([points, demand.points[new]])
    return points


def _spread(demand: Cells, mine: Bools, point: Floats, parts: int) -> Floats:
    """Middles of the parts, equal in people, of the catchment of a point, save the one nearest to it."""
    rows = np.flatnonzero(mine)
    middle = (float(demand.lat[rows].mean()), float(demand.lon[rows].mean()))
    heads = np.repeat(np.arange(len(rows)), np.maximum(1, demand.people[rows] // 50))
    labels = bisect(plane(demand.lat[rows], demand.lon[rows], middle)[heads], max(2, parts))
    spots = [demand.points[rows[heads[labels == part]]] for part in np.unique(labels)]
    middles = np.stack([spot.mean(axis=0) for spot in spots])
    return np.delete(middles, int(np.linalg.norm(middles - point, axis=1).argmin()), axis=0)


def _with(problem: Problem, kept: _Rows, candidates: Cells, opened: Ints) -> _Rows:
    """The kept sites and a new one at each opened candidate, coded by its village."""
    used, codes = set(kept.code) | set(problem.sites.code), []
    last: dict[str, int] = {}
    for area in candidates.area[opened].tolist():
        village = problem.areas.code[area]
        number = last.get(village, 0) + 1
        while f"{village}-S{number:02d}" in used:
            number += 1
        last[village] = number
        codes.append(f"{village}-S{number:02d}")
    none = np.zeros(len(opened), dtype=np.int64)
    new = _Rows(
        code=codes,
        kind=["sampling_point"] * len(codes),
        area=candidates.area[opened],
        lat=candidates.lat[opened],
        lon=candidates.lon[opened],
        tables=none,
        rooms=none,
        computed=none + 1,
    )
    return _joined(kept, new)


def _served(problem: Problem, pack: RulePack, rows: _Rows, places: Homes) -> Sites:
    """Every household at its nearest open point, and the tables each point then needs."""
    of_household = np.full(len(places.people), -1, dtype=np.int64)
    beyond = np.ones(len(places.people), dtype=bool)
    open_ = np.flatnonzero(_is_open(rows))
    if len(open_) and places.known.any():
        apart, index = nearest(chords(rows.lat[open_], rows.lon[open_]), places.points[places.known])
        of_household[places.known] = open_[index]
        beyond[places.known] = apart > places.limit[places.known]
    count, sites = len(rows.code), of_household >= 0
    people = np.bincount(of_household[sites], weights=places.people[sites], minlength=count).astype(np.int64)
    far = sites & beyond
    mobile = np.bincount(
        places.area[beyond], weights=places.people[beyond], minlength=len(problem.areas.code)
    )
    hours = pack["round_hours"] / (problem.deadline_hours or pack["round_hours"])
    wanted = np.maximum(1, np.ceil(people * hours / pack["people_per_table"])).astype(np.int64)
    is_point = np.array([kind == "sampling_point" for kind in rows.kind], dtype=bool)
    return Sites(
        code=tuple(rows.code),
        kind=tuple(rows.kind),
        area=rows.area,
        lat=rows.lat,
        lon=rows.lon,
        tables=np.where(is_point & (rows.tables <= 0), wanted, rows.tables),
        rooms=rows.rooms,
        computed=rows.computed,
        people=people,
        beyond_walk=np.bincount(of_household[far], weights=places.people[far], minlength=count).astype(
            np.int64
        ),
        of_household=of_household,
        mobile_people=mobile.astype(np.int64),
    )
