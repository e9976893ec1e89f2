"""A village's running grids fitted to today's register with the fewest households moved."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.band import Band
from fangxian.engines.planning.bisection import bisect
from fangxian.engines.planning.flow import least_cost
from fangxian.engines.planning.problem import Floats, Ints

MOVED = 1_000_000_000
"""Cost of moving a household: more than all distances of a village together, in metres."""


def refit(points: Floats, running: Ints, band: Band) -> Ints:
    """
    Labels that differ from `running` for as few households as the band allows; among those, the nearest.

    Args:
        points: (n, 2) metres; NaN throughout where unknown.
        running: number of the grid of each household, -1 for those without; one at least has a grid.

    Numbers not in `running` are new grids; numbers no longer used are grids given up.
    """
    labels = running.copy()
    least, most = band.counts(len(labels))
    used, sizes = np.unique(labels[labels >= 0], return_counts=True)
    while len(used) > most:
        smallest = int(sizes.argmin())
        labels[labels == used[smallest]] = -1
        used, sizes = np.delete(used, smallest), np.delete(sizes, smallest)
    centres = np.stack([_middle(points[labels == number]) for number in used])
    while len(used) < least:
        rows = np.flatnonzero(labels == used[int(sizes.argmax())])
        half = rows[bisect(points[rows], 2) == 1]
        centres = np.vstack([centres, _middle(points[half])])
        used, sizes = np.append(used, _next_number(used)), np.append(np.minimum(sizes, sizes.max() - 1), 0)
    bounds = band.sizes(len(labels), len(used))
    if (labels >= 0).all() and sizes.min() >= bounds[0] and sizes.max() <= bounds[1]:
        return labels
    return _least_moves(points, labels, used, centres, bounds)


def _next_number(used: Ints) -> int:
    highest = int(used.max())
    return highest + 1 if highest < 999 else int(np.setdiff1d(np.arange(1, 1000), used)[0])


def _middle(points: Floats) -> Floats:
    return np.asarray(np.nan_to_num(points).mean(axis=0))


def _least_moves(points: Floats, labels: Ints, used: Ints, centres: Floats, bounds: tuple[int, int]) -> Ints:
    """A minimum-cost flow from households to grids with bounded sizes."""
    households, grids = len(labels), len(used)
    apart = np.linalg.norm(np.nan_to_num(points)[:, None, :] - centres[None, :, :], axis=2)
    moved = (labels[:, None] >= 0) & (labels[:, None] != used[None, :])
    costs = np.round(apart).astype(np.int64) + np.where(moved, MOVED, 0)
    rows, columns = np.divmod(np.arange(households * grids), grids)
    flows = least_cost(
        np.concatenate([rows, households + np.arange(grids)]),
        np.concatenate([households + columns, np.full(grids, households + grids)]),
        np.repeat([1, bounds[1] - bounds[0]], [households * grids, grids]),
        np.concatenate([costs.ravel(), np.zeros(grids, dtype=np.int64)]),
        np.repeat([1, -bounds[0], grids * bounds[0] - households], [households, grids, 1]),
    )
    return used[columns[flows[: households * grids] > 0]]
