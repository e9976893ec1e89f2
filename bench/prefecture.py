"""A made prefecture for the planning bench: villages, people and posts as arrays, from a seed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import KINDS, Areas, Floats, Ints, Responders, kind_mask, skill_mask
from fangxian.engines.planning.result import Posts

VILLAGES, TOWNSHIPS = 1899, 137
SPAN = ((22.9, 25.1), (104.5, 107.9))
"""Latitudes and longitudes of Baise."""

JOBS: tuple[tuple[str, float, dict[str, float], float], ...] = (
    ("medic", 0.15, {"care": 0.75, "swab": 0.62, "register": 0.26, "screen": 0.35, "lead": 0.04}, 0.25),
    ("police", 0.05, {"guard": 1.0, "drive": 0.45, "screen": 0.25, "lead": 0.08}, 0.62),
    ("cadre", 0.19, {"register": 0.65, "screen": 0.55, "lead": 0.28, "drive": 0.3, "guard": 0.2}, 0.8),
    ("grid_worker", 0.14, {"screen": 0.97, "register": 0.6, "lead": 0.1, "guard": 0.1}, 0.4),
    ("member", 0.26, {"screen": 0.4, "guard": 0.45, "register": 0.35, "drive": 0.25, "disinfect": 0.18}, 1.0),
    ("volunteer", 0.13, {"register": 0.5, "screen": 0.3, "guard": 0.25, "drive": 0.25}, 0.14),
    ("worker", 0.08, {"drive": 0.52, "disinfect": 0.3, "guard": 0.25}, 0.2),
)
"""Kind, share of the roster, share that has each skill, share of members."""


@dataclass(frozen=True, slots=True)
class Prefecture:
    """Villages with the people who live in them and the posts to fill."""

    areas: Areas
    responders: Responders
    posts: Posts


def make_prefecture(pack: RulePack, *, responders: int, posts: int, seed: int) -> Prefecture:
    """Villages clustered by township; a third of the people live in the seats of townships."""
    rng = np.random.default_rng(seed)
    areas = _areas(rng)
    return Prefecture(areas, _responders(rng, areas, responders), _posts(rng, areas, pack, posts))


def _areas(rng: np.random.Generator) -> Areas:
    lat, lon = (rng.uniform(*span, TOWNSHIPS) for span in SPAN)
    township = np.sort(rng.integers(0, TOWNSHIPS, VILLAGES))
    parent = np.concatenate([[-1], np.zeros(TOWNSHIPS, dtype=np.int64), township + 1])
    village = [f"4510{t:05d}{v:03d}" for v, t in enumerate(township.tolist())]
    return Areas(
        code=("4510", *(f"4510{t:05d}" for t in range(TOWNSHIPS)), *village),
        level=("prefecture",) + ("township",) * TOWNSHIPS + ("village",) * VILLAGES,
        parent=parent,
        lat=np.concatenate([[24.0], lat, lat[township] + rng.normal(0, 0.06, VILLAGES)]),
        lon=np.concatenate([[106.2], lon, lon[township] + rng.normal(0, 0.06, VILLAGES)]),
        population=np.zeros(len(parent), dtype=np.int64),
        mountain=np.ones(len(parent), dtype=bool),
    )


def _around(rng: np.random.Generator, areas: Areas, area: Ints) -> tuple[Floats, Floats]:
    return areas.lat[area] + rng.normal(0, 0.012, len(area)), areas.lon[area] + rng.normal(
        0, 0.012, len(area)
    )


def _villages(rng: np.random.Generator, areas: Areas, count: int) -> Ints:
    """Villages drawn by a skewed weight; every third draw is the first village of a township."""
    weight = np.random.default_rng(1).lognormal(0, 0.6, VILLAGES)
    drawn = 1 + TOWNSHIPS + rng.choice(VILLAGES, count, p=weight / weight.sum())
    seats = np.unique(areas.parent[1 + TOWNSHIPS :], return_index=True)[1] + 1 + TOWNSHIPS
    return np.where(rng.random(count) < 1 / 3, seats[rng.integers(0, len(seats), count)], drawn)


def _responders(rng: np.random.Generator, areas: Areas, count: int) -> Responders:
    job = rng.choice(len(JOBS), count, p=[share for _, share, _, _ in JOBS])
    home = _villages(rng, areas, count)
    lat, lon = _around(rng, areas, home)
    skills, member = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=bool)
    for number, (_, _, has, members) in enumerate(JOBS):
        mine = np.flatnonzero(job == number)
        member[mine] = rng.random(len(mine)) < members
        for skill, share in has.items():
            skills[mine] |= skill_mask([skill]) * (rng.random(len(mine)) < share)
    return Responders(
        code=tuple(f"P{i:06d}" for i in range(count)),
        kind=np.array([KINDS.index(kind) for kind, *_ in JOBS])[job],
        skills=skills,
        member=member,
        home=home,
        unit_area=areas.parent[home],
        lat=lat,
        lon=lon,
        available_from=np.zeros(count, dtype=np.int64),
        available_until=np.full(count, 60 * 1440),
        max_hours_week=rng.choice([48, 54, 60], count, p=[0.5, 0.3, 0.2]),
    )


def _posts(rng: np.random.Generator, areas: Areas, pack: RulePack, count: int) -> Posts:
    """Seven posts a sampling point, one a gate, three a grid, in the shares 0.42, 0.04, 0.54."""
    kinds = {"sampling_point": 0.42, "checkpoint": 0.04, "grid": 0.54}
    rules = {kind: [rule for rule in pack.posts if kind in rule.at] for kind in kinds}
    rules["grid"] = [r for r in rules["grid"] if r.role in ("area_lead", "grid_worker", "door_knock")]
    rows = []
    for kind, share in kinds.items():
        area = _villages(rng, areas, round(count * share / len(rules[kind])))
        lat, lon = _around(rng, areas, area)
        for rule in rules[kind]:
            seats = rule.take * rng.integers(1, 4 if rule.per == "table" else 2, len(area))
            rows += [(rule, *row) for row in zip(area, lat, lon, seats, range(len(area)), strict=True)]
    rows = rows[:count]
    return Posts(
        code=tuple(f"{areas.code[area]}-{kind_number}-{rule.role}" for rule, area, *_, kind_number in rows),
        role=tuple(rule.role for rule, *_ in rows),
        place=tuple(f"{areas.code[area]}-{number}" for _, area, *_, number in rows),
        place_kind=tuple(rule.at[0] for rule, *_ in rows),
        area=np.array([row[1] for row in rows]),
        area_code=tuple(areas.code[row[1]] for row in rows),
        lat=np.array([row[2] for row in rows]),
        lon=np.array([row[3] for row in rows]),
        skills=np.array([skill_mask(row[0].skills) for row in rows]),
        kinds=np.array([kind_mask(row[0].kinds) for row in rows]),
        seats=np.array([row[4] for row in rows]),
        crews=np.array([row[0].crews for row in rows]),
        starts=np.zeros(len(rows), dtype=np.int64),
        ends=np.full(len(rows), 7 * 1440),
        duty=np.array([row[0].duty for row in rows]),
        hours_week=np.array([{0: 0.0, 3: 60.0, 5: 42.0}.get(row[0].duty, 32.0) for row in rows]),
        priority=np.array([row[0].priority for row in rows]),
        farthest_m=np.array([row[0].farthest_km * 1000 for row in rows]),
    )
