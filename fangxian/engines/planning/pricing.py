"""Every eligible pair compared with the prices, most of them without being looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import numpy as np
from scipy.spatial import cKDTree
from scipy.spatial.distance import cdist

from fangxian.engines.planning.market import Market
from fangxian.engines.planning.offers import by_class
from fangxian.engines.planning.problem import Bools, Floats, Ints

LEAF = 48
"""People of a class who live close to each other, compared as one."""

CHUNK = 2_000_000
"""Pairs compared at a time."""

PER_PERSON, PER_POST = 4, 24
"""Gainful pairs of a person or a post that are offered; others come in a later pass if they still gain."""


@dataclass(frozen=True, slots=True)
class Gains:
    """
    Pairs worth more than they cost, by how much, and how many pairs were compared to find them.

    Where many gain, only those of most gain for a person or a post are among them.
    """

    person: Ints
    post: Ints
    gain: Ints
    compared: int

    def best(self) -> Gains:
        """The pairs of most gain for each person or for each post."""
        chosen = _best(self.person, self.post, self.gain)
        return Gains(self.person[chosen], self.post[chosen], self.gain[chosen], self.compared)


def _best(person: Ints, post: Ints, gain: Ints) -> Bools:
    return (_rank(person, gain) < PER_PERSON) | (_rank(post, gain) < PER_POST)


def _rank(key: Ints, gain: Ints) -> Ints:
    """Place of each row among those of its key, most gain first."""
    order = np.lexsort((-gain, key))
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[order][1:] != key[order][:-1]
    starts = np.flatnonzero(first)
    rank = np.empty(len(key), dtype=np.int64)
    rank[order] = np.arange(len(key)) - np.repeat(starts, np.diff(np.append(starts, len(key))))
    return rank


def gainful_pairs(
    market: Market, price: Ints, rent: Ints, *, posts: Bools | None = None, people: Bools | None = None
) -> Gains:
    """
    The eligible pairs with price - cost above the person's rent; given posts or people, pairs of either.

    None is missing that `best` would choose, and there is one wherever there is any.

    All other eligible pairs are ruled out, a leaf of people at a time: the leaf's least distance and least
    rent bound the gain. Pairs of the running plan are taken to be among those offered.
    """
    found: list[tuple[Ints, Ints, Ints]] = []
    compared = 0
    for some, there in by_class(market):
        if posts is None or people is None:
            parts = [(some, there)]
        else:
            parts = [(some, there[posts[there]]), (some[people[some]], there[~posts[there]])]
        for person, post in chain.from_iterable(_candidates(market, *part, price, rent) for part in parts):
            compared += len(person)
            found.append(_gainful(market, person, post, price, rent))
    none = np.zeros(0, dtype=np.int64)
    person, post, gain = (np.concatenate([none, *(row[side] for row in found)]) for side in range(3))
    return Gains(person, post, gain, compared)


def _gainful(market: Market, person: Ints, post: Ints, price: Ints, rent: Ints) -> tuple[Ints, Ints, Ints]:
    worth, apart = price[post] - rent[person], market.apart(person, post)
    near = apart <= (worth - market.tariff.change + 1) * market.tariff.metres
    person, post, worth, apart = person[near], post[near], worth[near], apart[near]
    gain = worth - market.costs(person, post, apart)
    good = (gain > 0) & market.allowed(person, post, apart)
    person, post, gain = person[good], post[good], gain[good]
    best = _best(person, post, gain)
    return person[best], post[best], gain[best]


def _candidates(
    market: Market, people: Ints, posts: Ints, price: Ints, rent: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of a class that cannot be ruled out by their leaf, in chunks."""
    if not len(people) or not len(posts):
        return
    members, starts, middle, radius = _leaves(market, people)
    sizes = np.diff(np.append(starts, len(members)))
    least = np.minimum.reduceat(rent[members], starts)
    step = max(1, CHUNK // max(1, len(starts)))
    for begin in range(0, len(posts), step):
        some = posts[begin : begin + step]
        spread = cdist(market.seats.at[some], middle) - radius
        worth = price[some][:, None] - least[None, :] - market.tariff.change + 1
        limit = np.minimum(market.seats.farthest_m[some][:, None], worth * market.tariff.metres)
        row, leaf = np.nonzero(spread <= limit)
        yield from _expanded(members, starts, sizes, some[row], leaf)


def _expanded(
    members: Ints, starts: Ints, sizes: Ints, post: Ints, leaf: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of posts and leaves as pairs of posts and people, in chunks."""
    step = max(1, CHUNK // LEAF)
    for begin in range(0, len(leaf), step):
        some, count = leaf[begin : begin + step], sizes[leaf[begin : begin + step]]
        ends = np.cumsum(count)
        within = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - count, count)
        yield members[np.repeat(starts[some], count) + within], np.repeat(post[begin : begin + step], count)


def _leaves(market: Market, people: Ints) -> tuple[Ints, Ints, Floats, Floats]:
    """People of a class in the order of a search tree, where each leaf starts, its middle and radius."""
    tree = cKDTree(market.people.at[people], leafsize=LEAF)
    starts, waiting = list[int](), list[Any]([tree.tree])
    while waiting:
        node = waiting.pop()
        if node.split_dim == -1:
            starts.append(node.start_idx)
        else:
            waiting += [node.greater, node.lesser]
    members, begin = people[tree.indices], np.array(sorted(starts), dtype=np.int64)
    sizes = np.diff(np.append(begin, len(members)))
    at = market.people.at[members]
    middle = np.add.reduceat(at, begin) / sizes[:, None]
    off = np.linalg.norm(at - np.repeat(middle, sizes, axis=0), axis=1)
    return members, begin, middle, np.maximum.reduceat(off, begin)
