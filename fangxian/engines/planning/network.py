"""The posting flow: every offered pair an arc, every empty seat paid for by its rank."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.flow import least_cost
from fangxian.engines.planning.market import Market
from fangxian.engines.planning.offers import Offers
from fangxian.engines.planning.problem import Bools, Ints


def arcs(market: Market, offers: Offers) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """
    Tails, heads, capacities, costs and supplies; the offered pairs come first.

    Nodes are people, posts and one source, which sends each person at most once and pays for empty seats.
    """
    people, seats = len(market.people.of), market.seats
    posts, source = len(seats.wanted), people + len(seats.wanted)
    used = np.unique(offers.person)
    index = np.arange(posts)
    tails = [offers.person, np.full(len(used) + 2 * posts, source)]
    heads = [people + offers.post, used, people + index, people + index]
    capacities = [np.ones(len(offers.person) + len(used), dtype=np.int64), seats.core, seats.rest]
    vacant = market.tariff.vacant
    costs = [
        offers.cost,
        np.zeros(len(used), dtype=np.int64),
        vacant[seats.core_rank],
        vacant[seats.rest_rank],
    ]
    supplies = np.concatenate([np.zeros(people, dtype=np.int64), -seats.wanted, [seats.wanted.sum()]])
    return (
        np.concatenate(tails),
        np.concatenate(heads),
        np.concatenate(capacities),
        np.concatenate(costs),
        supplies,
    )


def best_postings(market: Market, offers: Offers) -> Bools:
    """Which of the offered pairs are postings in an optimum."""
    flows = least_cost(*arcs(market, offers))
    return np.asarray(flows[: len(offers.person)] > 0)
