"""The posting flow: every offered pair an arc, every empty seat paid for by its rank."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.flow import least_cost
from fangxian.engines.planning.market import Market, Tariff
from fangxian.engines.planning.offers import Offers
from fangxian.engines.planning.problem import Bools, Ints

Network = tuple[Ints, Ints, Ints, Ints, Ints]
"""Tails, heads, capacities, costs of arcs, and supplies of nodes."""


def network(market: Market, offers: Offers, tariff: Tariff, core: Ints, rest: Ints) -> Network:
    """
    The arcs, the offered pairs first.

    Nodes are the people offered, who supply one each, the posts, a place where people stay, and a source that
    pays for empty seats. `core` and `rest` are the seats to fill.
    """
    used, person = np.unique(offers.person, return_inverse=True)
    people, posts, total = len(used), len(core), int((core + rest).sum())
    post, idle, empty = people + np.arange(posts), people + posts, people + posts + 1
    changed = market.people.holds[offers.person] != offers.post
    cost = offers.cost + (tariff.change - market.tariff.change) * changed
    ranks = tariff.vacant[market.seats.core_rank], tariff.vacant[market.seats.rest_rank]
    parts = (
        (person, np.arange(people), np.full(2 * posts + 1, empty)),
        (people + offers.post, np.full(people, idle), post, post, [idle]),
        (np.ones(len(person) + people, dtype=np.int64), core, rest, [total]),
        (cost, np.zeros(people, dtype=np.int64), *ranks, [0]),
        (np.ones(people, dtype=np.int64), -(core + rest), [-people, total]),
    )
    one, two, three, four, five = (np.concatenate(part).astype(np.int64) for part in parts)
    return one, two, three, four, five


def best_postings(market: Market, offers: Offers, tariff: Tariff) -> Bools:
    """Which of the offered pairs are postings in an optimum under a tariff."""
    flows = least_cost(*network(market, offers, tariff, market.seats.core, market.seats.rest))
    return np.asarray(flows[: len(offers.person)] > 0)


def repaired(market: Market, offers: Offers, taken: Bools, touched: Bools, tariff: Tariff) -> Bools:
    """
    The postings with only those at the touched posts solved again, among their holders and people not posted.
    """
    post_of = np.full(len(market.people.of), -1, dtype=np.int64)
    post_of[offers.person[taken]] = offers.post[taken]
    loose = np.append(touched, True)[post_of]
    again = np.flatnonzero(loose[offers.person] & touched[offers.post])
    chosen = np.zeros(len(offers.person), dtype=bool)
    chosen[again] = True
    seats = market.seats
    flows = least_cost(
        *network(market, offers.only(chosen), tariff, seats.core * touched, seats.rest * touched)
    )
    result = taken & ~touched[offers.post]
    result[again] = flows[: len(again)] > 0
    return result
