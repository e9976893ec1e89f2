"""The proof: prices of seats found apart from the solver, and the bound they give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.market import Market
from fangxian.engines.planning.offers import Offers
from fangxian.engines.planning.problem import Bools, Ints

NEVER = np.int64(2**62)
"""A cost nobody pays."""


def vacancies(market: Market, offers: Offers, taken: Bools) -> tuple[Ints, Ints]:
    """Empty seats of the first crew and of the rest at every post; the first crew is filled first."""
    seats = market.seats
    held = np.bincount(offers.post[taken], minlength=len(seats.wanted))
    return np.maximum(0, seats.core - held), seats.rest - np.maximum(0, held - seats.core)


def primal(market: Market, offers: Offers, taken: Bools) -> int:
    """What the postings and the empty seats cost."""
    core, rest = vacancies(market, offers, taken)
    vacant, seats = market.tariff.vacant, market.seats
    empty = int(core @ vacant[seats.core_rank]) + int(rest @ vacant[seats.rest_rank])
    return int(offers.cost[taken].sum()) + empty


def prices(market: Market, offers: Offers, taken: Bools) -> Ints:
    """
    The price of a seat at every post: the least cost of bringing one more person there.

    Somebody idle may come, the seat may stay empty, or somebody posted elsewhere comes and is replaced there:
    shortest paths in the residual graph, by Bellman and Ford in integers over posts.

    Raises:
        ArithmeticError: the postings are not optimal (some chain of changes would gain).
    """
    least, steps = least_prices(market, offers, taken), Steps.of(market, offers, taken)
    price = np.minimum(ground(market, offers, taken), steps.arrival)
    while (price >= least).all():
        lowered = steps.lowered(price)
        if (lowered == price).all():
            return price
        price = lowered
    raise ArithmeticError("the postings are not optimal")


def ground(market: Market, offers: Offers, taken: Bools) -> Ints:
    """What leaving one more seat empty costs at every post."""
    seats, vacant = market.seats, market.tariff.vacant
    _, rest = vacancies(market, offers, taken)
    room = (seats.rest > 0) & (rest < seats.rest)
    return np.where(room, vacant[seats.rest_rank], vacant[seats.core_rank])


@dataclass(frozen=True, slots=True)
class Steps:
    """
    Moves of posted people from `here` to `there` and what each adds to the cost, the cheapest of each kind,
    sorted by `there`; `heads` and `starts` say where each post begins. `arrival` is the least cost of an idle
    person at each post; `post_of` is where each person is, -1 for idle.
    """

    here: Ints
    there: Ints
    step: Ints
    heads: Ints
    starts: Ints
    arrival: Ints
    post_of: Ints

    @classmethod
    def of(cls, market: Market, offers: Offers, taken: Bools) -> Steps:
        """The moves that offers leave open to those posted."""
        post_of = np.full(len(market.people.of), -1, dtype=np.int64)
        cost_of = np.zeros(len(post_of), dtype=np.int64)
        post_of[offers.person[taken]] = offers.post[taken]
        cost_of[offers.person[taken]] = offers.cost[taken]
        idle = post_of[offers.person] < 0
        arrival = np.full(len(market.seats.wanted), NEVER)
        np.minimum.at(arrival, offers.post[idle], offers.cost[idle])
        moving = ~idle & ~taken
        person, there = offers.person[moving], offers.post[moving]
        here, step = post_of[person], offers.cost[moving] - cost_of[person]
        order = np.lexsort((step, here, there))
        here, there, step = here[order], there[order], step[order]
        first = np.ones(len(here), dtype=bool)
        first[1:] = (here[1:] != here[:-1]) | (there[1:] != there[:-1])
        heads, starts = np.unique(there[first], return_index=True)
        return cls(here[first], there[first], step[first], heads, starts, arrival, post_of)

    def lowered(self, price: Ints) -> Ints:
        """Prices after one round: price[there] ≤ price[here] + step."""
        if not len(self.heads):
            return price
        after = price.copy()
        after[self.heads] = np.minimum(
            price[self.heads], np.minimum.reduceat(price[self.here] + self.step, self.starts)
        )
        return after


def least_prices(market: Market, offers: Offers, taken: Bools) -> Ints:
    """Below this no price of an optimum lies: what the dearest holder costs, or the seat left empty."""
    seats, vacant = market.seats, market.tariff.vacant
    core, rest = vacancies(market, offers, taken)
    least = np.zeros(len(seats.wanted), dtype=np.int64)
    np.maximum.at(least, offers.post[taken], offers.cost[taken])
    least = np.maximum(least, vacant[seats.rest_rank] * (rest > 0))
    return np.maximum(least, vacant[seats.core_rank] * (core > 0))


def rents(market: Market, offers: Offers, price: Ints) -> Ints:
    """What each person is worth above their cost at these prices, over the offered pairs; at least 0."""
    rent = np.zeros(len(market.people.of), dtype=np.int64)
    np.maximum.at(rent, offers.person, price[offers.post] - offers.cost)
    return rent


def bound(market: Market, price: Ints, rent: Ints) -> int:
    """
    The dual objective: no postings cost less, if no eligible pair has price - cost above its person's rent.

    Source: weak duality of the transportation problem with capacities.
    """
    seats, vacant = market.seats, market.tariff.vacant
    core = seats.core * np.maximum(0, price - vacant[seats.core_rank])
    rest = seats.rest * np.maximum(0, price - vacant[seats.rest_rank])
    return int((seats.wanted * price - core - rest).sum() - rent.sum())
