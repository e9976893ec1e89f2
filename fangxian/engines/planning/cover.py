"""The fewest places from which most people are within reach, moved to the middle of whom they serve."""

from __future__ import annotations

import heapq
from typing import Any

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import KDTree

from fangxian.engines.planning.demand import Cells
from fangxian.engines.planning.nearest import nearest
from fangxian.engines.planning.problem import Bools, Floats, Ints

BEYOND_M = 1e6
"""What a person beyond the walking limit costs when a point is moved: more than any walk."""


def reach(places: Floats, cells: Cells) -> csr_array:
    """Which cells (columns) lie within their own walking limit of which places (rows)."""
    tree = KDTree(cells.points)
    reachable: Any = tree.query_ball_point(places, float(cells.limit.max(initial=0.0)), return_sorted=True)
    near = [np.asarray(found, dtype=np.int64) for found in reachable]
    rows = np.repeat(np.arange(len(places)), [len(found) for found in near])
    columns = np.concatenate([np.zeros(0, np.int64), *near])
    apart = np.linalg.norm(places[rows] - cells.points[columns], axis=1)
    keep = apart <= cells.limit[columns]
    shape = (len(places), len(cells.people))
    return csr_array((np.ones(int(keep.sum()), dtype=np.int8), (rows[keep], columns[keep])), shape=shape)


def cover(within: csr_array, people: Ints, covered: Bools, least_people: float) -> list[int]:
    """
    Rows of `within` chosen one by one for the people they newly reach, until none reaches `least_people`.

    Greedy cover reaches at least 63 % of what the same number of places could. Source: Nemhauser, Wolsey and
    Fisher 1978, doi 10.1007/BF01588971. Ties go to the lower row.
    """
    covered = covered.copy()
    start, columns = within.indptr, within.indices
    first: list[int] = np.add.reduceat(np.append(people[columns], 0), start[:-1]).tolist()
    heap = [(-gain, row) for row, gain in enumerate(first) if gain >= least_people]
    heapq.heapify(heap)
    chosen = []
    while heap:
        promised, row = heapq.heappop(heap)
        reached = columns[start[row] : start[row + 1]]
        gain = int(people[reached[~covered[reached]]].sum())
        if gain < least_people:
            continue
        if gain < -promised:
            heapq.heappush(heap, (-gain, row))
            continue
        chosen.append(row)
        covered[reached] = True
    return chosen


def centred(points: Floats, movable: Bools, candidates: Floats, cells: Cells, rounds: int = 3) -> Floats:
    """
    Points (n, 3), the movable ones moved to the candidate best for the cells nearest to them.

    Best is fewest people beyond their limit, then least walking; each round can only improve both, because
    cells then go to whichever point is nearest.
    """
    points = points.copy()
    for _ in range(rounds):
        _, owner = nearest(points, cells.points)
        _, home = nearest(points, candidates)
        served, offered = _groups(owner, len(points)), _groups(home, len(points))
        moved = False
        for point in np.flatnonzero(movable).tolist():
            best = _best(points[point], candidates[offered[point]], cells, served[point])
            moved |= bool((best != points[point]).any())
            points[point] = best
        if not moved:
            break
    return points


def _groups(label: Ints, count: int) -> list[Ints]:
    order = np.argsort(label, kind="stable")
    return np.split(order, np.searchsorted(label[order], np.arange(1, count)))


def _best(present: Floats, offered: Floats, cells: Cells, served: Ints) -> Floats:
    places = np.vstack([present, offered])
    apart = np.linalg.norm(places[:, None, :] - cells.points[served][None, :, :], axis=2)
    cost = np.where(apart > cells.limit[served], BEYOND_M, apart) @ cells.people[served].astype(np.float64)
    return np.asarray(places[int(np.argmin(np.round(cost, 3)))])
