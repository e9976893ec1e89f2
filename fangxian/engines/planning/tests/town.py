"""A small made county for the planner's tests: two townships, a few villages, people with every skill."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.problem import (
    KINDS,
    SKILLS,
    Areas,
    GivenSites,
    Households,
    Problem,
    Responders,
    RunningPlan,
)
from fangxian.engines.planning.result import Plan, Posts

MIDDLE = (23.3, 106.6)


def ints(*values: int) -> np.ndarray:
    return np.array(values, dtype=np.int64)


def areas(villages: int = 4) -> Areas:
    """A county, two townships and villages shared between them, some kilometres apart."""
    rng = np.random.default_rng(5)
    count = 3 + villages
    own = tuple(f"45102410{v % 2}{v + 200:03d}" for v in range(villages))
    return Areas(
        code=("451024", "451024100", "451024101", *own),
        level=("county", "township", "township", *(("village",) * villages)),
        parent=np.array([-1, 0, 0, *(1 + v % 2 for v in range(villages))], dtype=np.int64),
        lat=MIDDLE[0] + rng.uniform(-0.05, 0.05, count),
        lon=MIDDLE[1] + rng.uniform(-0.05, 0.05, count),
        population=np.zeros(count, dtype=np.int64),
        mountain=np.ones(count, dtype=bool),
    )


def households(land: Areas, sizes: list[int], seed: int = 1) -> Households:
    """`sizes` households in the villages, in three clusters each."""
    rng = np.random.default_rng(seed)
    area = 3 + np.repeat(np.arange(len(sizes)), sizes)
    cluster = rng.normal(0, 0.004, (len(sizes), 3, 2))[area - 3, rng.integers(0, 3, len(area))]
    spread = rng.normal(0, 0.001, (len(area), 2))
    return Households(
        area=area,
        lat=land.lat[area] + cluster[:, 0] + spread[:, 0],
        lon=land.lon[area] + cluster[:, 1] + spread[:, 1],
        members=rng.integers(1, 6, len(area)),
    )


def responders(land: Areas, count: int, seed: int = 2, skilled: float = 0.35) -> Responders:
    """People of every kind spread over the villages, each with some skills."""
    rng = np.random.default_rng(seed)
    home = rng.integers(3, len(land.code), count)
    has = rng.random((count, len(SKILLS))) < skilled
    return Responders(
        code=tuple(f"P{i:05d}" for i in range(count)),
        kind=rng.integers(0, len(KINDS), count),
        skills=(has * (1 << np.arange(len(SKILLS)))).sum(axis=1),
        member=rng.random(count) < 0.5,
        home=home,
        unit_area=land.parent[home],
        lat=land.lat[home] + rng.normal(0, 0.004, count),
        lon=land.lon[home] + rng.normal(0, 0.004, count),
        available_from=np.zeros(count, dtype=np.int64),
        available_until=np.full(count, 30 * 1440),
        max_hours_week=rng.choice([0, 48, 60], count),
    )


def given_sites(*rows: tuple[str, str, int, float, float, int, int]) -> GivenSites:
    """Sites from (code, kind, area, lat, lon, tables, rooms)."""
    columns = list(zip(*rows, strict=True)) if rows else [()] * 7
    return GivenSites(
        code=tuple(columns[0]),
        kind=tuple(columns[1]),
        area=np.array(columns[2], dtype=np.int64),
        lat=np.array(columns[3], dtype=np.float64),
        lon=np.array(columns[4], dtype=np.float64),
        tables=np.array(columns[5], dtype=np.int64),
        rooms=np.array(columns[6], dtype=np.int64),
    )


def county(people: int = 700, sizes: tuple[int, ...] = (300, 210, 90, 40), seed: int = 1) -> Problem:
    """A county with a gate and an isolation site."""
    land = areas(len(sizes))
    return Problem(
        areas=land,
        households=households(land, list(sizes), seed),
        responders=responders(land, people, seed + 1),
        sites=given_sites(
            ("G1", "checkpoint", 3, *MIDDLE, 0, 0), ("I1", "isolation_site", 3, *MIDDLE, 0, 40)
        ),
    )


def posts(
    places: list[tuple[float, float]],
    *,
    skills: list[int],
    seats: list[int],
    priority: list[int] | None = None,
    crews: list[int] | None = None,
    farthest_m: float = 50_000,
) -> Posts:
    """Posts straight from figures, all day, any kind, in area 0."""
    count = len(places)
    return Posts(
        code=tuple(f"X{i}-work" for i in range(count)),
        role=("work",) * count,
        place=tuple(f"X{i}" for i in range(count)),
        place_kind=("sampling_point",) * count,
        area=np.zeros(count, dtype=np.int64),
        area_code=("451024",) * count,
        lat=np.array([lat for lat, _ in places]),
        lon=np.array([lon for _, lon in places]),
        skills=np.array(skills, dtype=np.int64),
        kinds=np.full(count, (1 << len(KINDS)) - 1),
        seats=np.array(seats, dtype=np.int64),
        crews=np.array(crews or [1] * count, dtype=np.int64),
        starts=np.zeros(count, dtype=np.int64),
        ends=np.full(count, 1440),
        duty=np.ones(count, dtype=np.int64),
        hours_week=np.full(count, 40.0),
        priority=np.array(priority or [0] * count, dtype=np.int64),
        farthest_m=np.full(count, float(farthest_m)),
    )


def as_running(problem: Problem, plan: Plan) -> RunningPlan:
    """A plan as the one that runs."""
    made = np.flatnonzero(plan.sites.computed == 1)
    return RunningPlan(
        grid_code=plan.grids.code,
        household_grid=plan.grids.of_household,
        sites=GivenSites(
            code=tuple(plan.sites.code[i] for i in made),
            kind=tuple(plan.sites.kind[i] for i in made),
            area=plan.sites.area[made],
            lat=plan.sites.lat[made],
            lon=plan.sites.lon[made],
            tables=plan.sites.tables[made],
            rooms=plan.sites.rooms[made],
        ),
        responder_code=tuple(problem.responders.code[i] for i in plan.postings.responder.tolist()),
        post_code=tuple(plan.posts.code[i] for i in plan.postings.post.tolist()),
        crew=plan.postings.crew,
    )
