"""Nearest places, with the types a search tree leaves open."""

from __future__ import annotations

import numpy as np
from scipy.spatial import KDTree

from fangxian.engines.planning.problem import Floats, Ints


def nearest(places: Floats, points: Floats) -> tuple[Floats, Ints]:
    """
    Metres to the nearest place and its index, for every point.

    Raises:
        ValueError: there are no places.
    """
    if not len(places):
        raise ValueError("there are no places to be near to")
    apart, index = KDTree(places).query(points)
    return np.asarray(apart, dtype=np.float64), np.asarray(index, dtype=np.int64)


def several(places: Floats, points: Floats, count: int, within: float) -> tuple[Floats, Ints]:
    """
    Metres to and indices of up to `count` nearest places within `within` metres, (points, count) each.

    Where there are fewer, the rest is infinite and `len(places)`.
    """
    wanted = list(range(1, min(count, len(places)) + 1))
    if not wanted or not len(points):
        return np.zeros((len(points), 0)), np.zeros((len(points), 0), dtype=np.int64)
    apart, index = KDTree(places).query(points, k=wanted, distance_upper_bound=within)
    return np.asarray(apart, dtype=np.float64), np.asarray(index, dtype=np.int64)
