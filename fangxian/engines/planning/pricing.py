"""Every eligible pair compared with the prices, most of them without being looked at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from scipy.spatial import cKDTree

from fangxian.engines.planning.market import Market
from fangxian.engines.planning.problem import Floats, Ints

LEAF = 48
"""People of a class who live close to each other, compared as one."""

CHUNK = 2_000_000
"""Pairs compared at a time."""


def gainful_pairs(market: Market, price: Ints, rent: Ints) -> tuple[Ints, Ints, Ints, int]:
    """
    Person, post and gain of every eligible pair with price - cost above the person's rent, and how many were
    compared one by one.

    All other eligible pairs are ruled out, a leaf of people at a time: the leaf's least distance and least
    rent bound the gain. Pairs of the running plan are taken to be among those offered.
    """
    found: list[tuple[Ints, Ints, Ints]] = []
    compared = 0
    for number in range(market.people.fits.shape[1]):
        posts = np.flatnonzero((market.seats.of_class == number) & (market.seats.wanted > 0))
        people = np.flatnonzero(market.people.fits[:, number])
        if not len(posts) or not len(people):
            continue
        for person, post in _candidates(market, people, posts, price, rent):
            compared += len(person)
            found.append(_gainful(market, person, post, price, rent))
    none = np.zeros(0, dtype=np.int64)
    person, post, gain = (np.concatenate([none, *(row[side] for row in found)]) for side in range(3))
    return person, post, gain, compared


def _gainful(market: Market, person: Ints, post: Ints, price: Ints, rent: Ints) -> tuple[Ints, Ints, Ints]:
    apart = market.apart(person, post)
    gain = price[post] - rent[person] - market.costs(person, post, apart)
    good = (gain > 0) & market.allowed(person, post, apart)
    return person[good], post[good], gain[good]


def _candidates(
    market: Market, people: Ints, posts: Ints, price: Ints, rent: Ints
) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of a class that cannot be ruled out by their leaf, in chunks."""
    members, starts, middle, radius = _leaves(market, people)
    sizes = np.diff(np.append(starts, len(members)))
    least = np.minimum.reduceat(rent[members], starts)
    step = max(1, CHUNK // max(1, len(starts)))
    for begin in range(0, len(posts), step):
        some = posts[begin : begin + step]
        spread = np.linalg.norm(market.seats.at[some][:, None, :] - middle[None, :, :], axis=2) - radius
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
