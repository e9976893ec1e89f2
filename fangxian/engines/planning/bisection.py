"""Points cut in halves again and again: balanced parts to start from."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.problem import Floats, Ints

_ANGLES = np.arange(8) * np.pi / 8
DIRECTIONS: Floats = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)])


def bisect(points: Floats, parts: int) -> Ints:
    """
    Label every point (n, 2) with one of `parts` whose sizes differ by at most one in each cut.

    Each cut is along the direction, of eight, that leaves the least spread; points at one place are taken in
    their order, so a building is cut only where a boundary must run through it.
    """
    labels = np.zeros(len(points), dtype=np.int64)
    waiting = [(np.arange(len(points)), 0, parts)]
    while waiting:
        rows, first, count = waiting.pop()
        if count == 1:
            labels[rows] = first
            continue
        left = count // 2
        size = round(len(rows) * left / count)
        order = _best_order(points[rows], size)
        waiting.append((rows[order[size:]], first + left, count - left))
        waiting.append((rows[order[:size]], first, left))
    return labels


def _best_order(points: Floats, size: int) -> Ints:
    """Indices ordered along the direction whose first `size` and the rest are tightest around their means."""
    if np.isnan(points).any() or not 0 < size < len(points):
        return np.arange(len(points))
    centred = points - points.mean(axis=0)
    orders = np.argsort(np.round(centred @ DIRECTIONS, 3), axis=0, kind="stable")
    sums = centred[orders[:size]].sum(axis=0)
    apart = (sums**2).sum(axis=1)
    return orders[:, int(np.argmax(apart))]
