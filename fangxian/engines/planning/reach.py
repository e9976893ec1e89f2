"""How far the effect of new pairs reaches through postings that were the best without them."""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from fangxian.engines.planning.duals import Steps, ground, least_prices
from fangxian.engines.planning.market import Market
from fangxian.engines.planning.offers import Offers
from fangxian.engines.planning.pricing import Gains
from fangxian.engines.planning.problem import Bools, Floats, Ints


def disturbed(market: Market, offers: Offers, taken: Bools, price: Ints, new: Gains) -> Bools:
    """
    Posts that a chain of changes may run through, if one new pair of it gains more than its other moves lose.

    Args:
        offers: those the postings are best for, at these prices.
        new: pairs that gain.

    A chain leads from the post of the new pair back to the one its person leaves; idle people and empty seats
    link any two posts. Where several new pairs gain only together the chain may run elsewhere.
    """
    steps = Steps.of(market, offers, taken)
    posts = len(price)
    outside, origin = posts, posts + 1
    index = np.arange(posts)
    tails = np.concatenate([steps.here, np.full(posts, outside), index])
    heads = np.concatenate([steps.there, index, np.full(posts, outside)])
    losses = (
        price[steps.here] + steps.step - price[steps.there],
        np.minimum(ground(market, offers, taken), steps.arrival) - price,
        price - least_prices(market, offers, taken),
    )
    loss = np.concatenate(losses).astype(np.float64)
    left = np.where(steps.post_of[new.person] < 0, outside, steps.post_of[new.person])
    onward = _within(tails, heads, loss, new.post, new.gain, origin)
    back = _within(heads, tails, loss, left, new.gain, origin)
    return np.asarray((onward & back)[:posts])


def _within(tails: Ints, heads: Ints, loss: Floats, start: Ints, gain: Ints, origin: int) -> Bools:
    """Nodes reached from the starts before the gain of the start is lost."""
    most = float(gain.max(initial=0))
    first, worth = np.unique(start), np.zeros(origin)
    np.maximum.at(worth, start, gain)
    rows = np.concatenate([tails, np.full(len(first), origin)])
    columns = np.concatenate([heads, first])
    weights = np.concatenate([loss, most - worth[first]])
    near = weights < most
    graph: Any = csr_array((weights[near], (rows[near], columns[near])), shape=(origin + 1, origin + 1))
    search: Any = dijkstra
    return np.asarray(search(graph, indices=origin, limit=most)[:-1] < most)
