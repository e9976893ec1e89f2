"""The territory as a tree: which area lies in which, by position in one walk through it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.problem import Areas, Bools, Ints


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


def positions(areas: Areas) -> tuple[list[float], list[float]]:
    """Latitude and longitude of every area: its own, else the mean of its children's, else its parent's."""
    lat, lon = areas.lat.tolist(), areas.lon.tolist()
    children: dict[int, list[int]] = {}
    for child, above in enumerate(areas.parent.tolist()):
        children.setdefault(above, []).append(child)
    for area in range(len(lat) - 1, -1, -1):
        known = [c for c in children.get(area, []) if not np.isnan(lat[c]) and not np.isnan(lon[c])]
        if (np.isnan(lat[area]) or np.isnan(lon[area])) and known:
            lat[area] = sum(lat[c] for c in known) / len(known)
            lon[area] = sum(lon[c] for c in known) / len(known)
    for area, above in enumerate(areas.parent.tolist()):
        if (np.isnan(lat[area]) or np.isnan(lon[area])) and above >= 0:
            lat[area], lon[area] = lat[above], lon[above]
    return lat, lon
