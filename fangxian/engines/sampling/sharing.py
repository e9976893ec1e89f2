"""
Sharing out: to which point the people of each grid walk.

A grid goes as a whole to one point that it can walk to. Where the nearest ones hold everybody in their hours
that is where people go; where they do not, grids that share points are shared out anew, so that the last
point ends as early as it can and people walk as little as that allows. Nobody is given a point beyond the
walk: those grids are for mobile teams (`tours`).
Source: generalised assignment (Ross and Soland 1975, doi 10.1007/BF01580430), solved by HiGHS in SciPy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isnan
from typing import Any

import numpy as np
from scipy import optimize
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from fangxian.engines.planning.geometry import chords
from fangxian.engines.planning.nearest import several
from fangxian.engines.planning.problem import Floats, Ints
from fangxian.engines.sampling.turns import Grid, Shared, Stand, minutes

AROUND = 12
"""How many of the nearest points a grid may go to."""
NODES, NEAR_ENOUGH = 200, 0.005
"""How long a sharing-out is searched, and the share over the least walking with which the search ends."""
LATE = 1e9
"""What it costs to end a whole day later: more than anybody walks."""


def share(grids: Sequence[Grid], stands: Sequence[Stand], *, an_hour: float = 60.0) -> Shared:
    """
    Share grids out to points; those whose place nobody knows go to a point of the smallest area around.

    >>> near = Grid("91001", 60, 23.0, 106.0, 900), Grid("91002", 60, 23.0, 106.001, 900)
    >>> far = Grid("92001", 60, 23.5, 106.0, 900)
    >>> stands = [Stand("a", "91", 23.0, 106.0, 1, 60), Stand("b", "91", 23.0, 106.003, 1, 60)]
    >>> found = share([*near, far], stands)
    >>> found.point, found.beyond
    ({'91001': 'a', '91002': 'b'}, ('92001',))
    """
    pairs = _pairs(grids, stands)
    able = set(pairs.grid.tolist())
    beyond = tuple(one.code for n, one in enumerate(grids) if n not in able)
    need = np.array(
        [
            minutes(grids[g].people, stands[s].tables, an_hour)
            for g, s in zip(pairs.grid.tolist(), pairs.stand.tolist(), strict=True)
        ],
        dtype=np.int64,
    )
    chosen = _chosen(pairs, need, grids, stands)
    return Shared(
        {grids[pairs.grid[n]].code: stands[pairs.stand[n]].code for n in chosen},
        {grids[pairs.grid[n]].code: float(pairs.apart[n]) for n in chosen},
        beyond,
    )


def beyond(grids: Sequence[Grid], stands: Sequence[Stand]) -> list[Grid]:
    """The grids that can walk to no point: what `share` leaves, without sharing out."""
    able = set(_pairs(grids, stands).grid.tolist())
    return [one for n, one in enumerate(grids) if n not in able]


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Every grid with every point it can go to, by grid, the nearest first."""

    grid: Ints
    stand: Ints
    apart: Floats

    def some(self, rows: Ints) -> _Pairs:
        return _Pairs(self.grid[rows], self.stand[rows], self.apart[rows])


def _pairs(grids: Sequence[Grid], stands: Sequence[Stand]) -> _Pairs:
    rows: list[tuple[int, float, int]] = []
    placed = [n for n, one in enumerate(stands) if not isnan(one.lat + one.lon)]
    known = [n for n, one in enumerate(grids) if placed and not isnan(one.lat + one.lon)]
    if known:
        farthest = max(grids[n].limit_m for n in known)
        apart, index = several(
            _places([stands[n] for n in placed]), _places([grids[n] for n in known]), AROUND, farthest
        )
        for row, n in enumerate(known):
            near = zip(apart[row].tolist(), index[row].tolist(), strict=True)
            rows += [(n, metres, placed[s]) for metres, s in near if metres <= grids[n].limit_m]
    for n in sorted(set(range(len(grids))) - set(known)):
        rows += [(n, float("nan"), s) for s in _around(grids[n].code, stands)]
    rows.sort(key=lambda row: (row[0], row[1] if row[1] == row[1] else inf, row[2]))
    return _Pairs(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array([row[2] for row in rows], dtype=np.int64),
        np.array([row[1] for row in rows], dtype=np.float64),
    )


def _places(some: Sequence[Grid] | Sequence[Stand]) -> Floats:
    return chords(np.array([one.lat for one in some]), np.array([one.lon for one in some]))


def _around(grid: str, stands: Sequence[Stand]) -> list[int]:
    """The points of the smallest area around a grid that has any."""
    for length in range(len(grid), 0, -1):
        found = [n for n, one in enumerate(stands) if one.area.startswith(grid[:length])]
        if found:
            return found[:AROUND]
    return list(range(len(stands)))[:AROUND]


def _chosen(pairs: _Pairs, need: Ints, grids: Sequence[Grid], stands: Sequence[Stand]) -> list[int]:
    """Rows of the pairs that hold: the nearest, or shared out where the nearest points cannot hold them."""
    if not len(pairs.grid):
        return []
    first = np.flatnonzero(np.diff(pairs.grid, prepend=-1))
    free = np.array([one.minutes - one.taken for one in stands], dtype=np.float64)
    load = np.bincount(pairs.stand[first], weights=need[first], minlength=len(stands))
    links = coo_array(
        (np.ones(len(pairs.grid)), (pairs.grid, len(grids) + pairs.stand)),
        shape=(len(grids) + len(stands),) * 2,
    )
    components: Any = connected_components
    _count, label = components(links, directed=False)
    crowded = set(label[len(grids) + np.flatnonzero(load > free)].tolist())
    chosen = [n for n in first.tolist() if label[pairs.grid[n]] not in crowded]
    for one in sorted(crowded):
        rows = np.flatnonzero(label[pairs.grid] == one)
        if len(rows):
            kept = _solved(pairs.some(rows), need[rows], [grids[g].people for g in pairs.grid[rows]], stands)
            chosen += rows[kept].tolist()
    return sorted(chosen)


def _solved(pairs: _Pairs, need: Ints, people: Sequence[int], stands: Sequence[Stand]) -> list[int]:
    """
    Which pairs hold, so that the last point ends as early as it can, and then that people walk least.

    One variable a pair, and one for the share of its hours by which the latest point runs over.
    """
    grids, grid = np.unique(pairs.grid, return_inverse=True)
    used, stand = np.unique(pairs.stand, return_inverse=True)
    count, over = len(grid), len(grid)
    columns = np.arange(count)
    once = coo_array((np.ones(count), (grid, columns)), shape=(len(grids), count + 1))
    hours = np.array([max(1, stands[s].minutes) for s in used], dtype=np.float64)
    free = hours - np.array([stands[s].taken for s in used])
    held = coo_array(
        (
            np.append(need, -hours),
            (np.append(stand, np.arange(len(used))), np.append(columns, np.full(len(used), over))),
        ),
        shape=(len(used), count + 1),
    )
    walked = np.nan_to_num(pairs.apart) * np.array(people)
    solve: Any = optimize.milp
    found = solve(
        np.append(walked, LATE),
        constraints=[
            optimize.LinearConstraint(once.tocsr(), 1, 1),
            optimize.LinearConstraint(held.tocsr(), -np.inf, free),
        ],
        integrality=np.append(np.ones(count), 0),
        bounds=optimize.Bounds(0, np.append(np.ones(count), np.inf)),
        options={"node_limit": NODES, "mip_rel_gap": NEAR_ENOUGH},
    )
    if found.x is None:
        return np.flatnonzero(np.diff(grid, prepend=-1)).tolist()
    best: dict[int, tuple[float, int]] = {}
    for n, (g, weight) in enumerate(zip(grid.tolist(), found.x[:count].tolist(), strict=True)):
        best[g] = max(best.get(g, (-1.0, n)), (weight, n))
    return sorted(n for _weight, n in best.values())
