"""Pairs of people and posts offered to the solver first: the nearest of each to the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.market import Market
from fangxian.engines.planning.nearest import several
from fangxian.engines.planning.problem import Bools, Floats, Ints

PER_PERSON, PER_POST = 3, 24
"""Posts of a class offered to each person, people offered to each post."""

SPARSE, PER_SPARSE = (8, 64), 8
"""Of every so many people, picked as by lot, each post is offered some: they live farther away."""

SCARCE = 8
"""A post is offered up to so many times more people where as many seats as people make a class scarce."""


@dataclass(frozen=True, slots=True)
class Offers:
    """Eligible pairs, sorted by person, then post, each once."""

    person: Ints
    post: Ints
    cost: Ints

    def only(self, chosen: Bools) -> Offers:
        """Some of them."""
        return Offers(self.person[chosen], self.post[chosen], self.cost[chosen])


def first_offers(market: Market, per_person: int = PER_PERSON, per_post: int = PER_POST) -> Offers:
    """
    For every class of posts each person's nearest posts and each post's nearest people, and what people hold.

    A post is offered at least twice the people it wants, and the more the scarcer those who may hold it.
    """
    holders = np.flatnonzero(market.people.holds >= 0)
    found = [(holders, market.people.holds[holders])]
    for people, posts in by_class(market):
        scarce = SCARCE * float(market.seats.wanted[posts].sum()) / len(people)
        few = np.maximum(per_post * min(SCARCE, max(1.0, scarce)), 2 * market.seats.wanted[posts])
        found += _near(market, people, posts, per_person, _rounded(few))
    person, post = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    return offers(market, person, post)


def by_class(market: Market) -> Iterator[tuple[Ints, Ints]]:
    """The people and the posts with seats of every class that has both."""
    for number in range(market.people.fits.shape[1]):
        posts = np.flatnonzero((market.seats.of_class == number) & (market.seats.wanted > 0))
        people = np.flatnonzero(market.people.fits[:, number])
        if len(posts) and len(people):
            yield people, posts


def offers(market: Market, person: Ints, post: Ints, more: Offers | None = None) -> Offers:
    """The eligible ones of some pairs, with those there were before."""
    apart = market.apart(person, post)
    good = market.allowed(person, post, apart) & (market.seats.wanted[post] > 0)
    person, post, apart = person[good], post[good], apart[good]
    cost = market.costs(person, post, apart)
    if more is not None:
        person, post = np.concatenate([more.person, person]), np.concatenate([more.post, post])
        cost = np.concatenate([more.cost, cost])
    _, once = np.unique(person * len(market.seats.wanted) + post, return_index=True)
    return Offers(person[once], post[once], cost[once])


def _near(
    market: Market, people: Ints, posts: Ints, per_person: int, per_post: Ints
) -> list[tuple[Ints, Ints]]:
    """Each person's nearest posts, each post's nearest people, and its nearest among those of its village."""
    at_people, at_posts = market.people.at[people], market.seats.at[posts]
    within = float(market.seats.farthest_m[posts].max())
    pairs = [_pairs(*several(at_posts, at_people, per_person, within), people, posts)]
    beside = _beside(at_people, market.people.home[people]), _beside(at_posts, market.seats.area[posts])
    for few in np.unique(per_post).tolist():
        chosen = np.flatnonzero(per_post == few)
        for there, here in ((at_people, at_posts), beside):
            post, person = _pairs(*several(there, here[chosen], few, within), posts[chosen], people)
            pairs.append((person, post))
    for sparse in SPARSE:
        some = np.flatnonzero(_scattered(people) % sparse == 0)
        post, person = _pairs(*several(at_people[some], at_posts, PER_SPARSE, within), posts, people[some])
        pairs.append((person, post))
    return pairs


def _scattered(rows: Ints) -> Ints:
    """A number for every row that looks drawn by lot and is always the same."""
    return np.asarray((rows * 2_654_435_761 % 2**32) >> 7, dtype=np.int64)


def _rounded(count: Floats) -> Ints:
    """Counts rounded up to a power of two, so that few searches serve all."""
    return np.asarray(2 ** np.ceil(np.log2(np.maximum(count, 1))), dtype=np.int64)


def _pairs(apart: Floats, index: Ints, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
    """The finite entries of a search as pairs of (searcher, found)."""
    row, rank = np.nonzero(np.isfinite(apart))
    return rows[row], columns[index[row, rank]]


def _beside(at: Floats, village: Ints) -> Floats:
    """Positions with the village as a fourth axis, so that only those of one village are near."""
    return np.column_stack([at, village * 1e7])
