"""The best postings over all eligible pairs, with the bound that proves them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning import duals
from fangxian.engines.planning.market import Market
from fangxian.engines.planning.network import best_postings, repaired
from fangxian.engines.planning.offers import Offers, first_offers, offers
from fangxian.engines.planning.pricing import Gains, gainful_pairs
from fangxian.engines.planning.problem import Bools, Ints, Progress
from fangxian.engines.planning.reach import disturbed

NEAR_M = 1_000.0
"""Offers that lack more than this to be worth it are set aside when the whole is solved again."""

MANY = 0.5
"""Share of the posts that, once touched, has everything solved again."""

PASSES = 60


@dataclass(frozen=True, slots=True)
class Optimum:
    """Postings (the taken offers), the prices that prove them, and what it took."""

    offers: Offers
    taken: Bools
    price: Ints
    primal: int
    dual: int
    offered: int
    priced: int
    passes: int


@dataclass(frozen=True, slots=True)
class _State:
    """Postings with their prices and rents over the offers."""

    offers: Offers
    taken: Bools
    price: Ints
    rent: Ints

    def slack(self) -> Ints:
        """What each offer lacks to be worth taking."""
        return self.offers.cost - self.price[self.offers.post] + self.rent[self.offers.person]


def find_optimum(market: Market, progress: Progress | None = None) -> Optimum:
    """
    Solve over the nearest pairs, then add whatever pair would gain at the prices found, until none would.

    The bound at the end is over every eligible pair: that a seat stays empty is not for want of an offer.
    """
    state = _solved(market, first_offers(market), None)
    offered, passes, everywhere = len(state.offers.person), 1, True
    new = gainful_pairs(market, state.price, state.rent)
    while len(new.person) or not everywhere:
        if passes > PASSES:
            raise ArithmeticError("the postings do not settle")
        if progress:
            progress("postings", 1 - 1 / (1 + passes))
        before, passes, everywhere = state, passes + 1, not len(new.person)
        if everywhere:
            new = gainful_pairs(market, state.price, state.rent)
            continue
        new = new.best()
        state = _with(market, state, new)
        offered += len(new.person)
        new = gainful_pairs(
            market,
            state.price,
            state.rent,
            posts=state.price > before.price,
            people=state.rent < before.rent,
        )
    primal = duals.primal(market, state.offers, state.taken)
    dual = duals.bound(market, state.price, state.rent)
    return Optimum(state.offers, state.taken, state.price, primal, dual, offered, new.compared, passes)


def _solved(market: Market, found: Offers, taken: Bools | None) -> _State:
    """Proven postings over some offers: those given, else solved lightly, else solved in the full tariff."""
    tried = 0
    while True:
        if taken is None:
            taken = best_postings(market, found, market.tariff if tried else market.tariff.light())
            tried += 1
        try:
            price = duals.prices(market, found, taken)
        except ArithmeticError:
            if tried > 1:
                raise
            taken = None
            continue
        rent = duals.rents(market, found, price)
        if duals.primal(market, found, taken) == duals.bound(market, price, rent):
            return _State(found, taken, price, rent)
        if tried > 1:
            raise ArithmeticError("the solver's postings are not optimal")
        taken = None


def _with(market: Market, state: _State, new: Gains) -> _State:
    """Proven postings over the offers there were and some more."""
    near = (state.slack() * market.tariff.metres <= NEAR_M) | state.taken
    kept, taken = state.offers.only(near), state.taken[near]
    more = offers(market, new.person, new.post, kept)
    touched = disturbed(market, kept, taken, state.price, new)
    if touched.mean() > MANY:
        return _solved(market, more, None)
    held = np.isin(_keys(market, more), _keys(market, kept.only(taken)))
    return _solved(market, more, repaired(market, more, held, touched, market.tariff.light()))


def _keys(market: Market, found: Offers) -> Ints:
    return found.person * len(market.seats.wanted) + found.post
