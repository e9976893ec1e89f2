"""A plan from people and hours alone: what the rule pack opens and posts, and the least a round needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.posts import seats
from fangxian.engines.sampling.feasibility import Means, Part, Resource, Terms, weigh
from fangxian.kernel import rulepacks

POOL = 10
"""People a tube; only the tubes depend on it."""
RESULTS_HOURS = 24
"""From the first swab to all results; only the laboratory depends on it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """
    What the planner's rules give without any map, and (`least`) what the round needs whatever its points.

    `early` if no pack was in force yet, so that `pack` is the earliest there is.
    """

    pack: str
    early: bool
    hours: float
    people: int
    numbers: dict[str, int]
    least: dict[str, int]


def pack_of(when: str) -> RulePack:
    """The rule pack in force on a day or in a month; before the first one, that."""
    packs = sorted((rulepacks.load(code) for code in rulepacks.codes()), key=lambda pack: pack.valid_from)
    return next((pack for pack in reversed(packs) if pack.valid_from <= when), packs[0])


def plan(places: Sequence[int], when: str, hours: float = 0) -> Plan:
    """
    The plan for the people of some places, sampled in so many hours, or in those of the pack.

    Each place has as many points as its people ask for, alike; nobody's walk is known. Points and tables
    serve in proportion to the hours, as in `engines.planning.sites`; who stands there is the pack's posts.
    """
    pack = pack_of(when)
    hours = hours or pack["round_hours"]
    share = hours / pack["round_hours"]
    points = [max(1, round(np.ceil(people / (pack["people_per_point"] * share)))) for people in places]
    each = np.repeat(np.array(places) / np.array(points), points)
    tables = np.maximum(1, np.ceil(each / share / pack["people_per_table"])).astype(np.int64)
    measures = {"table": tables, "person": np.ceil(each).astype(np.int64)}
    holders = {
        rule.role: int(rule.crews * seats(rule, rule.crews, measures, len(each)).sum())
        for rule in pack.posts
        if "sampling_point" in rule.at
    }
    workers = sum(holders.values())
    numbers = {
        "points": len(each),
        "tables": int(tables.sum()),
        "samplers": holders["sampler"],
        "helpers": workers - holders["sampler"],
        "workers": workers,
    }
    early, least = when < pack.valid_from[: len(when)], _least(sum(places), len(each), hours)
    return Plan(pack.code, early, hours, sum(places), numbers, least)


def _least(people: int, points: int, hours: float) -> dict[str, int]:
    nothing = Means(points, 0, 0, 0, 0, 0, 0, 0)
    terms = Terms(hours=hours, results_hours=hours + RESULTS_HOURS)
    needs = {need.resource: need.need for need in weigh([Part("", people, POOL)], nothing, terms).needs}
    helpers = needs[Resource.REGISTRARS] + needs[Resource.COURIERS]
    return {
        "tables": needs[Resource.TABLES],
        "samplers": needs[Resource.SAMPLERS],
        "helpers": helpers,
        "workers": needs[Resource.SAMPLERS] + helpers,
    }
