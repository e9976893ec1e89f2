"""
Whether a round can be done with what there is: what each resource must hold, what is missing, and ways out.

Everything is a rate times a time. Sampling: tables × people a table an hour × hours. Laboratory: tubes
tested once, single and pooled ones at their own rates, and everybody of a positive pool again singly, on
average (Dorfman, `pooling`), from the first delivery until results are due. Couriers: each point is called at
every so many hours, because tubes stand at room temperature for four hours at most.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from math import ceil, inf

from fangxian.engines.sampling.pooling import Cost, cost

SIZES = (1, 5, 10, 20)
"""Pool sizes in use; 20 is the largest tube."""


class Resource(StrEnum):
    """What a round needs."""

    TABLES = "tables"
    SAMPLERS = "samplers"
    REGISTRARS = "registrars"
    COURIERS = "couriers"
    TUBES = "tubes"
    POOLED = "pooled"
    SINGLE = "single"


class Way(StrEnum):
    """Where what is missing could come from."""

    SECOND = "second"
    LONGER = "longer"
    LATER = "later"
    LARGER_POOLS = "larger_pools"


@dataclass(frozen=True, slots=True)
class Part:
    """The people of one zone, in tubes of `size`; with `households`, a tube for each of that many."""

    code: str
    people: int
    size: int
    households: int = 0


@dataclass(frozen=True, slots=True)
class Means:
    """What there is. `pooled` and `single` are tubes of each sort that all laboratories test in an hour."""

    points: int
    tables: int
    samplers: int
    registrars: int
    couriers: int
    tubes: int
    pooled: float
    single: float


@dataclass(frozen=True, slots=True)
class Terms:
    """
    How it is done.

    Attributes:
        hours: in which swabs are taken; `shift_hours` of one crew at a table.
        results_hours: from the first swab until all results are due.
        delivery_hours: from a swab until its tube is in the laboratory.
        people_table_hour: whom one table samples in an hour.
        people_sampler: whom one sampler can sample in a round, rest included.
        call_hours: how often a courier calls at a point; `stop_minutes` what one call takes with driving.
        infected, sensitivity: for what comes back positive.
    """

    hours: float
    results_hours: float
    shift_hours: float = 6.0
    delivery_hours: float = 4.0
    people_table_hour: float = 60.0
    people_sampler: float = 360.0
    call_hours: float = 2.0
    stop_minutes: float = 20.0
    infected: float = 0.0
    sensitivity: float = 1.0


@dataclass(frozen=True, slots=True)
class Need:
    """One resource: what the round needs, and what there is."""

    resource: Resource
    need: int
    have: int

    @property
    def missing(self) -> int:
        """How much more is needed."""
        return max(0, self.need - self.have)


@dataclass(frozen=True, slots=True)
class Exit:
    """
    A way out for one resource: `amount` people or things to get, or hours that would suffice.

    For larger pools `amount` is the size, `tubes` how many there are then, and `again` how many more people
    would be sampled a second time because more of them share a positive tube.
    """

    way: Way
    resource: Resource
    amount: float
    tubes: int = 0
    again: float = 0.0


@dataclass(frozen=True, slots=True)
class Feasibility:
    """What a round needs, whether there is enough, and ways out of each shortage."""

    needs: tuple[Need, ...]
    exits: tuple[Exit, ...]
    people: int
    tubes: int
    again: float

    @property
    def feasible(self) -> bool:
        """Whether nothing is missing."""
        return not any(need.missing for need in self.needs)


def weigh(parts: Sequence[Part], means: Means, terms: Terms) -> Feasibility:
    """
    Hold a round against what there is.

    >>> means = Means(40, 50, 600, 600, 40, 20_000, 3_000, 500)
    >>> town = weigh([Part("", 60_000, 10)], means, Terms(hours=12, results_hours=24))
    >>> [(str(need.resource), need.missing) for need in town.needs if need.missing]
    [('tables', 34)]
    """
    costs = [_cost(part, terms) for part in parts]
    needs = tuple(_needs(parts, costs, means, terms))
    short = [need for need in needs if need.missing]
    exits = tuple(way for need in short for way in _exits(need, parts, means, terms))
    return Feasibility(
        needs, exits, _people(parts), sum(one.tubes for one in costs), sum(one.again for one in costs)
    )


def _people(parts: Sequence[Part]) -> int:
    return sum(part.people for part in parts)


def _cost(part: Part, terms: Terms) -> Cost:
    if not part.households:
        return cost(part.people, part.size, terms.infected, terms.sensitivity)
    each = max(1, round(part.people / part.households))
    like = cost(part.people, each, terms.infected, terms.sensitivity)
    return replace(like, tubes=part.households)


def _needs(parts: Sequence[Part], costs: Sequence[Cost], means: Means, terms: Terms) -> list[Need]:
    people = _people(parts)
    tables = ceil(people / (terms.people_table_hour * terms.hours))
    crews = ceil(terms.hours / terms.shift_hours)
    tubes = sum(one.tubes for one in costs)
    pooled = sum(one.tubes for one in costs if one.size > 1)
    # Whoever is sampled again takes a tube of their own, tested singly.
    single = tubes - pooled + ceil(sum(one.again for one in costs))
    tested = max(terms.results_hours - terms.delivery_hours, 0.0)
    calls = means.points * terms.stop_minutes / (60 * terms.call_hours)
    return [
        Need(Resource.TABLES, tables, means.tables),
        Need(Resource.SAMPLERS, max(tables * crews, ceil(people / terms.people_sampler)), means.samplers),
        Need(Resource.REGISTRARS, tables * crews, means.registrars),
        Need(Resource.COURIERS, ceil(calls), means.couriers),
        Need(Resource.TUBES, tubes + ceil(sum(one.again for one in costs)), means.tubes),
        Need(Resource.POOLED, pooled, int(means.pooled * tested)),
        Need(Resource.SINGLE, single, int(means.single * tested)),
    ]


def _exits(need: Need, parts: Sequence[Part], means: Means, terms: Terms) -> list[Exit]:
    if need.resource in (Resource.POOLED, Resource.SINGLE):
        rate = means.pooled if need.resource is Resource.POOLED else means.single
        later = [Exit(Way.LATER, need.resource, _hours(need.need, rate) + terms.delivery_hours)]
        return [one for one in later if one.amount < inf] + _larger(need, parts, terms)
    if need.resource is Resource.TUBES:
        return _larger(need, parts, terms)
    exits = [Exit(Way.SECOND, need.resource, need.missing)]
    if need.resource is Resource.TABLES:
        longer = _hours(_people(parts), terms.people_table_hour * means.tables)
        exits += [Exit(Way.LONGER, need.resource, longer)] if longer < inf else []
    return exits


def _hours(amount: float, rate: float) -> float:
    return amount / rate if rate > 0 else inf


def _larger(need: Need, parts: Sequence[Part], terms: Terms) -> list[Exit]:
    """The smallest size of pools, for all zones with smaller ones, with which there is enough."""
    now = sum(_cost(part, terms).again for part in parts)
    for size in SIZES:
        larger = [replace(part, size=max(size, part.size), households=0) for part in parts]
        if [one.size for one in larger] == [one.size for one in parts]:
            continue
        costs = [_cost(part, terms) for part in larger]
        tubes, again = sum(one.tubes for one in costs), sum(one.again for one in costs)
        wanted = {
            Resource.TUBES: tubes + ceil(again),
            Resource.POOLED: sum(one.tubes for one in costs if one.size > 1),
            Resource.SINGLE: sum(one.tubes for one in costs if one.size == 1) + ceil(again),
        }[need.resource]
        if wanted <= need.have:
            return [Exit(Way.LARGER_POOLS, need.resource, size, tubes, again - now)]
    return []
