"""The proof: prices of seats found apart from the solver, and the bound they give."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.market import Market
from fangxian.engines.planning.offers import Offers
from fangxian.engines.planning.problem import Bools, Ints


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
        ArithmeticError: the postings are not optimal (a chain of changes would gain for ever).
    """
    seats, vacant = market.seats, market.tariff.vacant
    _, rest = vacancies(market, offers, taken)
    price = vacant[seats.core_rank].copy()
    room = (seats.rest > 0) & (rest < seats.rest)
    price[room] = vacant[seats.rest_rank[room]]
    post_of = np.full(len(market.people.of), -1, dtype=np.int64)
    cost_of = np.zeros(len(post_of), dtype=np.int64)
    post_of[offers.person[taken]] = offers.post[taken]
    cost_of[offers.person[taken]] = offers.cost[taken]
    idle = post_of[offers.person] < 0
    np.minimum.at(price, offers.post[idle], offers.cost[idle])
    moving = ~idle & ~taken
    person, there = offers.person[moving], offers.post[moving]
    return _relaxed(price, post_of[person], there, offers.cost[moving] - cost_of[person])


def _relaxed(price: Ints, here: Ints, there: Ints, step: Ints) -> Ints:
    """Prices lowered along (here, there) until none can be: price[there] ≤ price[here] + step."""
    order = np.lexsort((step, here, there))
    here, there, step = here[order], there[order], step[order]
    first = np.ones(len(here), dtype=bool)
    first[1:] = (here[1:] != here[:-1]) | (there[1:] != there[:-1])
    here, there, step = here[first], there[first], step[first]
    heads, starts = np.unique(there, return_index=True)
    for _ in range(len(price) + 1):
        if not len(heads):
            return price
        lowered = np.minimum(price[heads], np.minimum.reduceat(price[here] + step, starts))
        if (lowered == price[heads]).all():
            return price
        price[heads] = lowered
    raise ArithmeticError("the postings are not optimal")


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
