"""Who may hold which post and what it costs, in integers: the ground the flow is solved on."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import Bools, Floats, Ints
from fangxian.engines.planning.tree import Tree

COST_BITS = 62
"""The solver multiplies costs by the number of nodes; the product stays below 2 to this."""

FINEST_M = 10.0
"""Finest unit of distance, metres."""

LIGHT_M = 2_000.0
"""A hundred of these outrank distance in the light tariff, metres."""


@dataclass(frozen=True, slots=True)
class People:
    """
    Those who can be posted, one row each; `of` is the index in the roster.

    Attributes:
        at: chord positions (n, 3); home, unit: index in `Areas` or -1; holds: post of the running plan or -1.
        fits: (n, classes) whether they may hold posts of a class, distance aside.
    """

    of: Ints
    at: Floats
    home: Ints
    unit: Ints
    holds: Ints
    fits: Bools


@dataclass(frozen=True, slots=True)
class Seats:
    """
    What is still to be filled at every post.

    Attributes:
        core: holders of the first crew, wanted before those of the `rest`.
        core_rank, rest_rank: order in which seats are filled, 0 first.
    """

    at: Floats
    area: Ints
    of_class: Ints
    farthest_m: Floats
    core: Ints
    rest: Ints
    core_rank: Ints
    rest_rank: Ints

    @property
    def wanted(self) -> Ints:
        """Holders still wanted."""
        return self.core + self.rest


@dataclass(frozen=True, slots=True)
class Tariff:
    """
    Integer costs that rank what matters: no sum of a lesser thing outweighs one unit of a greater.

    Attributes:
        metres: length of one unit of distance.
        home, unit: units given up for those who live, or whose work unit is, where the post is.
        change: cost of a posting that is not in the running plan.
        vacant: cost of an empty seat by rank.
    """

    metres: float
    home: int
    unit: int
    change: int
    vacant: Ints

    def light(self) -> Tariff:
        """
        The same ranking in smaller steps, which the flow solves faster.

        No longer certain to rank one chain of a hundred moves against another, so what it gives is proven in
        the full tariff, or solved again.
        """
        unit = round(100 * LIGHT_M / self.metres)
        change = unit if self.change else 0
        ranks = np.arange(len(self.vacant), 0, -1)
        return replace(self, change=change, vacant=(change * 100 + unit) * ranks)


@dataclass(frozen=True, slots=True)
class Market:
    """People, seats and what pairs of them cost."""

    people: People
    seats: Seats
    tariff: Tariff
    tree: Tree

    def apart(self, person: Ints, post: Ints) -> Floats:
        """Metres between the members of each pair."""
        a, b = self.people.at[person], self.seats.at[post]
        x, y, z = a[:, 0] - b[:, 0], a[:, 1] - b[:, 1], a[:, 2] - b[:, 2]
        return np.asarray(np.sqrt(x * x + y * y + z * z), dtype=np.float64)

    def costs(self, person: Ints, post: Ints, apart: Floats) -> Ints:
        """Cost of each pair: distance, less what home and unit count for, and the change if it is one."""
        tariff, area = self.tariff, self.seats.area[post]
        near = tariff.home * self.tree.holds(self.people.home[person], area)
        near = near + tariff.unit * self.tree.holds(self.people.unit[person], area)
        changed = self.people.holds[person] != post
        units = np.round(apart / tariff.metres).astype(np.int64)
        cost = units + (tariff.home + tariff.unit - near) + tariff.change * changed
        return np.asarray(cost, dtype=np.int64)

    def allowed(self, person: Ints, post: Ints, apart: Floats) -> Bools:
        """Whether each pair is eligible: skills, kind, hours, period and distance."""
        fits = self.people.fits[person, self.seats.of_class[post]]
        return np.asarray(fits & (apart <= self.seats.farthest_m[post]))


def tariff(seats: Seats, people: int, pack: RulePack, *, replanning: bool) -> Tariff:
    """
    The finest tariff that integers hold.

    Raises:
        ValueError: there are too many seats to rank at all.
    """
    most = min(people, int(seats.wanted.sum())) + 1
    ranks = int(max(seats.core_rank.max(initial=0), seats.rest_rank.max(initial=0))) + 1
    nodes, metres = people + len(seats.wanted) + 2, FINEST_M
    while True:
        home, unit = (round(pack[name] * 1000 / metres) for name in ("home_bonus_km", "unit_bonus_km"))
        farthest = np.sort(np.repeat(np.ceil(seats.farthest_m / metres).astype(np.int64), seats.wanted))
        distance = int(farthest[-most:].sum()) + most * (home + unit + 1) + 1
        change = distance if replanning else 0
        vacancy = most * change + distance
        if vacancy * ranks * nodes < 2**COST_BITS:
            return Tariff(metres, home, unit, change, vacancy * (ranks - np.arange(ranks, dtype=np.int64)))
        metres *= 2
        if metres > 100_000:
            raise ValueError("too many seats to rank in one plan")
