"""Holders of a post dealt into its crews: who stays in a crew keeps it, the first crew is filled first."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.problem import Ints
from fangxian.engines.planning.result import Posts


def crews(posts: Posts, post: Ints, responder: Ints, stays: Ints) -> Ints:
    """
    The crew of each holder, at most `seats` in each.

    `stays` is the crew held in the running plan, -1 for none. A post with fewer holders than it wants has
    whole crews first: a shift with all its people and one with none is safer than two halves, and shows.
    """
    found = np.full(len(post), -1, dtype=np.int64)
    order = np.lexsort((responder, post))
    starts = np.flatnonzero(np.diff(post[order], prepend=-1))
    for rows in np.split(order, starts[1:]) if len(order) else []:
        at = post[rows[0]]
        found[rows] = _dealt(int(posts.seats[at]), int(posts.crews[at]), stays[rows])
    return found


def _dealt(seats: int, count: int, stays: Ints) -> list[int]:
    """The crews of the holders of one post."""
    wanted = _sizes(seats, count, len(stays))
    dealt = []
    for crew in stays.tolist():
        keeps = 0 <= crew < count and wanted[crew] > 0
        wanted[crew if keeps else 0] -= int(keeps)
        dealt.append(crew if keeps else -1)
    left = [crew for crew, size in enumerate(wanted) for _ in range(size)]
    return [crew if crew >= 0 else left.pop(0) for crew in dealt]


def _sizes(seats: int, count: int, holders: int) -> list[int]:
    """
    How many of the holders each crew has, whole crews first.

    >>> _sizes(2, 3, 5), _sizes(4, 1, 3)
    ([2, 2, 1], [3])
    """
    return [max(0, min(seats, holders - crew * seats)) for crew in range(count)]
