"""Posts derived from places by the rule pack: which skills, how many on duty, in how many crews, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.pack import PostRule, RulePack
from fangxian.engines.planning.places import Places, places
from fangxian.engines.planning.problem import Floats, Ints, Problem, kind_mask, skill_mask
from fangxian.engines.planning.result import Grids, Notice, Posts, Sites
from fangxian.engines.planning.rota import Limits, Rota, make_rota


@dataclass(frozen=True, slots=True)
class _Block:
    """The posts of one rule at one kind of place."""

    rule: PostRule
    kind: str
    at: Places
    seats: Ints
    crews: int
    starts: int
    ends: int
    hours_week: float


def derive_posts(
    problem: Problem, pack: RulePack, grids: Grids, sites: Sites
) -> tuple[Posts, tuple[Notice, ...]]:
    """
    One post for every rule at every place it names.

    A rule whose crews are too few for rest and hours gets as many as needed, with a notice; a duty that has
    no shift within the plan gives no post.
    """
    found, blocks, notices = places(problem.areas, grids, sites), [], []
    for rule in pack.posts:
        rota = _rota(problem, pack, rule)
        if rota is not None and not rota.shifts:
            continue
        if rota is not None and rota.crews > rule.crews:
            notices.append(Notice("crews_raised", rule.role, rule.crews, rota.crews))
        blocks += [
            _block(problem, rule, rota, kind, found[kind]) for kind in rule.at if len(found[kind].code)
        ]
    return _posts(blocks), tuple(notices)


def _rota(problem: Problem, pack: RulePack, rule: PostRule) -> Rota | None:
    """The rota of a rule, None for a charge without shifts."""
    duty = pack.duties[rule.duty]
    if duty.opens == duty.closes:
        return None
    return make_rota(duty, rule.crews, problem.days, problem.start_minute, Limits.of(pack))


def _block(problem: Problem, rule: PostRule, rota: Rota | None, kind: str, at: Places) -> _Block:
    crews = rota.crews if rota else rule.crews
    return _Block(
        rule=rule,
        kind=kind,
        at=at,
        seats=seats(rule, crews, at.measures, len(at.code)),
        crews=crews,
        starts=rota.shifts[0][0] if rota else 0,
        ends=max(end for _, end, _ in rota.shifts) if rota else problem.days * 1440,
        hours_week=rota.hours_week if rota else 0.0,
    )


def seats(rule: PostRule, crews: int, measures: Mapping[str, Ints], count: int) -> Ints:
    """Holders on duty at once, at each of `count` places of a kind with these measures."""
    none = np.zeros(count, dtype=np.int64)
    found = rule.take * np.maximum(1, np.ceil(measures.get(rule.per, none) / rule.each))
    if rule.people_each:
        everyone = np.ceil(measures.get("person", none) / rule.people_each)
        found = np.maximum(found, np.ceil(everyone / crews))
    return found.astype(np.int64)


def _posts(blocks: list[_Block]) -> Posts:
    """The blocks as one table, sorted by code."""
    codes = [f"{place}-{block.rule.role}" for block in blocks for place in block.at.code]
    order = np.array(sorted(range(len(codes)), key=codes.__getitem__), dtype=np.int64)
    sizes = [len(block.at.code) for block in blocks]

    def each(values: list[float]) -> Floats:
        return np.repeat(np.array(values, dtype=np.float64), sizes)[order]

    def whole(values: list[int]) -> Ints:
        return np.repeat(np.array(values, dtype=np.int64), sizes)[order]

    def joined(parts: Sequence[Ints | Floats]) -> Floats:
        return np.concatenate(parts).astype(np.float64)[order] if parts else np.zeros(0)

    def words(parts: list[tuple[str, ...]]) -> tuple[str, ...]:
        flat = [word for part in parts for word in part]
        return tuple(flat[i] for i in order.tolist())

    return Posts(
        code=tuple(codes[i] for i in order.tolist()),
        role=words([(b.rule.role,) * len(b.at.code) for b in blocks]),
        place=words([b.at.code for b in blocks]),
        place_kind=words([(b.kind,) * len(b.at.code) for b in blocks]),
        area=joined([b.at.area for b in blocks]).astype(np.int64),
        area_code=words([b.at.area_code for b in blocks]),
        lat=joined([b.at.lat for b in blocks]),
        lon=joined([b.at.lon for b in blocks]),
        skills=whole([skill_mask(b.rule.skills) for b in blocks]),
        kinds=whole([kind_mask(b.rule.kinds) for b in blocks]),
        seats=joined([b.seats for b in blocks]).astype(np.int64),
        crews=whole([b.crews for b in blocks]),
        starts=whole([b.starts for b in blocks]),
        ends=whole([b.ends for b in blocks]),
        duty=whole([b.rule.duty for b in blocks]),
        hours_week=each([b.hours_week for b in blocks]),
        priority=whole([b.rule.priority for b in blocks]),
        farthest_m=each([b.rule.farthest_km * 1000 for b in blocks]),
    )
