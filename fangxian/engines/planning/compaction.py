"""Parts made compact by moving points to nearer middles, within bounds on the size of a part."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.problem import Floats, Ints

ROUNDS = 12
LEAST_GAIN_M2 = 1.0


def middles(points: Floats, labels: Ints, parts: int) -> Floats:
    """Mean position (parts, 2) of each part; NaN for an empty one."""
    sizes = np.bincount(labels, minlength=parts)
    with np.errstate(invalid="ignore"):
        sums = [np.bincount(labels, weights=points[:, axis], minlength=parts) for axis in (0, 1)]
        return np.stack(sums, axis=1) / sizes[:, None]


def compact(points: Floats, labels: Ints, parts: int, fewest: int, most: int) -> Ints:
    """
    Move points to nearer parts while it gains, never leaving `fewest` ≤ size ≤ `most`.

    Every move shortens the sum of squared distances to the middles, so it ends; sizes that were within the
    bounds stay so.
    """
    labels = labels.copy()
    for _ in range(ROUNDS):
        if not _move(points, labels, middles(points, labels, parts), fewest, most):
            break
    return labels


def _move(points: Floats, labels: Ints, centres: Floats, fewest: int, most: int) -> int:
    """One round of moves in the order of what they gain; changes `labels`, returns how many moved."""
    squares = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    nearest = squares.argmin(axis=1)
    rows = np.arange(len(points))
    gains = squares[rows, labels] - squares[rows, nearest]
    wishing = np.flatnonzero(gains > LEAST_GAIN_M2)
    wishing = wishing[np.argsort(-gains[wishing], kind="stable")]
    sizes = np.bincount(labels, minlength=len(centres)).tolist()
    moved, came, went = 0, labels[wishing].tolist(), nearest[wishing].tolist()
    for row, old, new in zip(wishing.tolist(), came, went, strict=True):
        if sizes[old] > fewest and sizes[new] < most:
            sizes[old] -= 1
            sizes[new] += 1
            labels[row] = new
            moved += 1
    return moved
