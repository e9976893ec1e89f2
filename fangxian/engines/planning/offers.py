"""Pairs of people and posts offered to the solver first: the nearest of each to the other."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.market import Market
from fangxian.engines.planning.nearest import several
from fangxian.engines.planning.problem import Floats, Ints


@dataclass(frozen=True, slots=True)
class Offers:
    """Eligible pairs, sorted by person, then post, each once."""

    person: Ints
    post: Ints
    cost: Ints


def first_offers(market: Market, per_person: int, per_post: int) -> Offers:
    """
    For every class of posts each person's nearest posts and each post's nearest people, and what people hold.

    A post that wants many people is offered at least twice as many.
    """
    holders = np.flatnonzero(market.people.holds >= 0)
    found = [(holders, market.people.holds[holders])]
    for number in range(market.people.fits.shape[1]):
        posts = np.flatnonzero((market.seats.of_class == number) & (market.seats.wanted > 0))
        people = np.flatnonzero(market.people.fits[:, number])
        if len(posts) and len(people):
            found += _near(market, people, posts, per_person, per_post)
    person, post = (np.concatenate([pair[side] for pair in found]) for side in (0, 1))
    return offers(market, person, post)


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
    market: Market, people: Ints, posts: Ints, per_person: int, per_post: int
) -> list[tuple[Ints, Ints]]:
    at_people, at_posts = market.people.at[people], market.seats.at[posts]
    within = float(market.seats.farthest_m[posts].max())
    pairs = [_pairs(*several(at_posts, at_people, per_person, within), people, posts)]
    wanted = market.seats.wanted[posts]
    for few in np.unique(np.maximum(per_post, _rounded(2 * wanted))).tolist():
        chosen = np.flatnonzero(np.maximum(per_post, _rounded(2 * wanted)) == few)
        found = several(at_people, at_posts[chosen], few, within)
        post, person = _pairs(*found, posts[chosen], people)
        pairs.append((person, post))
    return pairs


def _rounded(count: Ints) -> Ints:
    """Counts rounded up to a power of two, so that few searches serve all."""
    return np.asarray(2 ** np.ceil(np.log2(np.maximum(count, 1))), dtype=np.int64)


def _pairs(apart: Floats, index: Ints, rows: Ints, columns: Ints) -> tuple[Ints, Ints]:
    """The finite entries of a search as pairs of (searcher, found)."""
    row, rank = np.nonzero(np.isfinite(apart))
    return rows[row], columns[index[row, rank]]
