"""Too many that report to one lead, split into balanced groups of neighbours that each can be led."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fangxian.engines.planning.bisection import bisect
from fangxian.engines.planning.geometry import filled, plane

MOST = 7
"""Source: span of control in the Incident Command System, three to seven reports (FEMA, ICS 100)."""


def split(places: Sequence[tuple[float | None, float | None]], most: int = MOST) -> list[list[int]]:
    """
    Groups of indices of places (lat, lon), each of at most `most`, as few as possible and of even size.

    Neighbours stay together: the field of places is cut where it is widest. A place whose position is unknown
    goes with the one before it in the given order; where none is known the order alone decides. Groups are
    given in the order of their first place, and places in the given order within them.

    >>> split([(0.0, float(east)) for east in (0, 9, 1, 8, 2, 7, 3, 6)])
    [[0, 2, 4, 6], [1, 3, 5, 7]]
    >>> split([(None, None)] * 3, most=2)
    [[0, 1], [2]]
    """
    count = len(places)
    if not count:
        return []
    parts = -(-count // most)
    known = np.array([[np.nan if part is None else part for part in place] for place in places], dtype=float)
    lat, lon = filled(known).T
    middle = (float(lat.mean()), float(lon.mean()))
    labels = bisect(plane(lat, lon, middle), parts)
    groups = [np.flatnonzero(labels == part).tolist() for part in range(parts)]
    return sorted(groups, key=lambda group: group[0])
