"""The territory as a tree: which area lies in which, by position in one walk through it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from fangxian.engines.planning.problem import Areas, Bools, Floats, Households, Ints


@dataclass(frozen=True, slots=True)
class Tree:
    """For every area the step of the walk at which it is entered and the one at which all in it are done."""

    enter: Ints
    leave: Ints

    @classmethod
    def of(cls, areas: Areas) -> Tree:
        """
        The tree of areas given parents before children.

        Raises:
            ValueError: a child stands before its parent.
        """
        parent = areas.parent
        if (parent >= np.arange(len(parent))).any():
            raise ValueError("areas stand parents before children")
        size = np.ones(len(parent), dtype=np.int64)
        for child in range(len(parent) - 1, -1, -1):
            if parent[child] >= 0:
                size[parent[child]] += size[child]
        enter = np.zeros(len(parent), dtype=np.int64)
        taken, roots = np.ones(len(parent), dtype=np.int64), 0
        for child, above in enumerate(parent.tolist()):
            if above < 0:
                enter[child], roots = roots, roots + int(size[child])
            else:
                enter[child] = enter[above] + taken[above]
                taken[above] += size[child]
        return cls(enter, enter + size)

    def holds(self, outer: Ints, inner: Ints) -> Bools:
        """Whether each inner area lies in, or is, its outer one; -1 is nowhere."""
        inside = (self.enter[outer] <= self.enter[inner]) & (self.enter[inner] < self.leave[outer])
        return np.asarray(inside & (outer >= 0) & (inner >= 0))


def located(areas: Areas, households: Households) -> Areas:
    """
    The areas, every one with a position: its own, else the mean of its households', of its children's, else
    its parent's. Where nothing at all is known everything lies at one point, and distance decides nothing.
    """
    own = np.stack([areas.lat, areas.lon], axis=1)
    own[np.isnan(own).any(axis=1)] = np.nan
    own = np.where(np.isnan(own), _of_households(len(own), households), own)
    for area in range(len(own) - 1, 0, -1):
        above = areas.parent[area]
        if above >= 0 and np.isnan(own[above, 0]):
            own[above] = _mean(own[areas.parent == above])
    for area, above in enumerate(areas.parent.tolist()):
        if above >= 0 and np.isnan(own[area, 0]):
            own[area] = own[above]
    own = np.where(np.isnan(own), np.nan_to_num(_mean(own)), own)
    return replace(areas, lat=own[:, 0], lon=own[:, 1])


def _mean(points: Floats) -> Floats:
    """The mean of the known points, NaN where there are none."""
    known = points[~np.isnan(points).any(axis=1)]
    return np.asarray(known.mean(axis=0)) if len(known) else np.full(2, np.nan)


def _of_households(count: int, households: Households) -> Floats:
    """Mean position of the households of each area, NaN where none is known."""
    known = ~np.isnan(households.lat) & ~np.isnan(households.lon)
    area, number = households.area[known], np.bincount(households.area[known], minlength=count)
    sums = [
        np.bincount(area, weights=axis[known], minlength=count) for axis in (households.lat, households.lon)
    ]
    with np.errstate(invalid="ignore"):
        return np.stack(sums, axis=1) / number[:, None]
