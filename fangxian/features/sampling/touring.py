"""What waits as the engine wants it, and who drives which of the tours it gives back."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.engines.sampling.couriers import Call, Fleet, Rounds, minutes
from fangxian.features.sampling.models import CourierPlan
from fangxian.features.sampling.selectors.waiting_tubes import Driver, Waiting

LATE_MIN = 30
"""What is late anyway is fetched within the way there and back and so many minutes more."""


def calls(plan: CourierPlan, placed: Sequence[Waiting], fleet: Fleet) -> list[Call]:
    """What waits as the engine wants it; what cannot be in time any more is fetched soon all the same."""
    lat = [plan.lat, *(one.lat or 0.0 for one in placed)]
    lon = [plan.lon, *(one.lon or 0.0 for one in placed)]
    ways = minutes(lat, lon, fleet)
    found = []
    for n, one in enumerate(placed, start=1):
        left = int((one.latest - plan.leaves_at).total_seconds() // 60)
        direct = int(ways[0, n] + ways[n, 0]) + fleet.stop_min
        late = left < direct
        within = direct + LATE_MIN if late else left
        tubes = min(one.tubes, fleet.capacity)
        found.append(Call(one.point, lat[n], lon[n], tubes, within, late))
    return found


def assign(found: Rounds, on: Sequence[Driver]) -> list[Driver | None]:
    """Who drives which tour: somebody posted at a point on it, else whoever is left."""
    left, assigned = list(on), list[Driver | None]()
    for trip in found.trips:
        near = next((one for one in left if one.place in trip.calls), None)
        assigned.append(near)
        if near is not None:
            left.remove(near)
    return [one or (left.pop(0) if left else None) for one in assigned]
