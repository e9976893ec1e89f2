"""Sites found before the plan: sampling points, checkpoints, isolation, hospital, depots, laboratory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

import numpy as np
import shapely

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.layout import County, Village
from fangxian.scenarios.debao_2022.plane import Points, pulled_inside
from fangxian.scenarios.debao_2022.scales import DUAN
from fangxian.scenarios.debao_2022.shares import share_with_floor
from fangxian.scenarios.debao_2022.sheets import Sheet
from fangxian.scenarios.debao_2022.streams import stream
from fangxian.scenarios.facts import figures

PERSONS_A_TABLE = 700
"""Source: 600-800 people a table, National Health Commission, 13 May 2022."""

ROOMS_A_SITE = 110
NEIGHBOUR_KM = 12.0
"""A township whose seat is nearer than this to another county has a checkpoint on the road there."""

SEALED = DUAN
"""Sealed on 9 February 2022: it has checkpoints towards its neighbours inside the county too."""

SEALED_GATES = 3


@dataclass(frozen=True, slots=True)
class Site:
    """One site; `at` in kilometres of the county's plane."""

    name: str
    kind: str
    area_code: str
    at: Points
    tables: int = 0
    rooms: int = 0


def write_sites(county: County, seed: int, sheet: Sheet) -> None:
    """Append a county's sites; a county that brings no sampling points of its own brings no sites."""
    if not county.scale.town_points:
        return
    found = list(_found(county, seed))
    places = county.plane.degrees(np.array([s.at for s in found]))
    sheet.write(
        [
            [f"S{county.scale.code}-{n:03d}" for n in range(1, len(found) + 1)],
            [s.name for s in found],
            [s.kind for s in found],
            [s.area_code for s in found],
            places[:, 1].tolist(),
            places[:, 0].tolist(),
            [s.tables for s in found],
            [s.rooms for s in found],
        ]
    )


def _found(county: County, seed: int) -> Iterator[Site]:
    yield from _town_points(county, seed)
    yield from _border_gates(county)
    yield from _sealed_gates(county)
    yield from _isolation(county)
    centre = county.town[0]
    yield Site(f"{county.name}人民医院(定点)", "treatment_point", centre.code, centre.at)
    yield Site(f"{county.name}应急物资中心库", "depot", centre.code, centre.at)
    for village in _market_places(county):
        name = f"{county.townships[village.township]}物资站"
        yield Site(name, "depot", village.code, village.at)
    yield Site(f"{county.name}疾控中心核酸检测实验室", "laboratory", centre.code, centre.at)


def _town_points(county: County, seed: int) -> Iterator[Site]:
    """Share the town's points among its communities by population, each at a block, tables for its people."""
    town = county.town
    if county.scale.town_points < len(town):
        town = tuple(sorted(town, key=lambda v: -v.residents)[: county.scale.town_points])
    shares = share_with_floor(county.scale.town_points, [v.residents for v in town], floor=1)
    inner = county.plane.inner(0.05)
    for village, count in zip(town, shares.tolist(), strict=True):
        rng = stream(seed, "sampling points", village.code)
        blocks = village.hamlets[np.arange(count) % len(village.hamlets)]
        points = pulled_inside(blocks + rng.normal(0.0, 0.08, blocks.shape), blocks, inner)
        tables = max(2, ceil(village.residents / count / PERSONS_A_TABLE))
        for number, at in enumerate(points, start=1):
            yield Site(
                f"{village.short_name}采样点{number}", "sampling_point", village.code, at, tables=tables
            )


def _border_gates(county: County) -> Iterator[Site]:
    """Place a checkpoint where a township's road meets a neighbouring county, for each township near one."""
    inner = county.plane.inner(0.1)
    for code, outline in facts.outlines().items():
        if code == county.scale.code:
            continue
        neighbour = county.plane.flat(outline)
        if neighbour.distance(county.plane.outline) > 1.0:
            continue
        name = next(a.name for a in facts.territory() if a.code == code)
        for village in _nearest_by_township(county, neighbour):
            border = shapely.shortest_line(shapely.Point(village.at), neighbour)
            at = pulled_inside(np.array([border.coords[-1]]), village.at[None, :], inner)[0]
            yield Site(f"{village.short_name}(往{name})卡点", "checkpoint", village.code, at)


def _nearest_by_township(county: County, neighbour: shapely.Geometry) -> Iterator[Village]:
    """Yield, for each township near a neighbour, its village nearest to it, its market place last."""
    for township in dict.fromkeys(v.township for v in county.peopled if not v.on_paper):
        if shapely.Point(county.seats[township]).distance(neighbour) <= NEIGHBOUR_KM:
            inside = [v for v in county.peopled if v.township == township]
            yield min(inside, key=lambda v: (v.urban, shapely.Point(v.at).distance(neighbour)))


def _sealed_gates(county: County) -> Iterator[Site]:
    """Place checkpoints half-way between the sealed township and its nearest neighbours in the county."""
    if SEALED not in {v.township for v in county.peopled}:
        return
    seat = county.seats[SEALED]
    others = sorted((c for c in county.townships if c != SEALED), key=lambda c: _km(county.seats[c], seat))
    inside = [v for v in county.peopled if v.township == SEALED]
    for code in others[:SEALED_GATES]:
        half_way = (seat + county.seats[code]) / 2
        at = pulled_inside(half_way[None, :], seat[None, :], county.plane.inner(0.1))[0]
        village = min(inside, key=lambda v: _km(v.at, at))
        yield Site(f"{village.short_name}(往{county.townships[code]})卡点", "checkpoint", village.code, at)


def _isolation(county: County) -> Iterator[Site]:
    """Place isolation sites in the town and the market places until there are rooms enough."""
    rooms = ceil(county.scale.residents / 10_000 * figures.ISOLATION_ROOMS_PER_10_000)
    places = [*county.town, *_market_places(county)]
    sites = ceil(rooms / ROOMS_A_SITE)
    for number in range(sites):
        village = places[number % len(places)]
        name = f"{village.short_name}集中隔离点{number // len(places) + 1}"
        at = village.hamlets[-1 - number // len(places) % len(village.hamlets)]
        yield Site(name, "isolation_site", village.code, at, rooms=ceil(rooms / sites))


def _market_places(county: County) -> list[Village]:
    """The first village of every township but the county's town and its works."""
    town = {v.township for v in county.town}
    first: dict[str, Village] = {}
    for village in county.peopled:
        if village.township not in town and not village.on_paper:
            first.setdefault(village.township, village)
    return list(first.values())


def _km(one: Points, other: Points) -> float:
    return float(np.hypot(*(one - other)))
