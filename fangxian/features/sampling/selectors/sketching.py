"""A small drawing of couriers' tours: places on a plane, in a box as wide as it is asked; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from fangxian.features.sampling.models import CourierCall, CourierPlan
from fangxian.features.sampling.selectors.couriers import Picture

WIDTH, EDGE, LOWEST = 640.0, 24.0, 160.0
COLOURS = ("#0b6bcb", "#c2410c", "#15803d", "#7e22ce", "#a16207", "#be185d", "#0f766e", "#4b5563")


@dataclass(frozen=True, slots=True)
class Dot:
    """One place: where it is drawn, what stands in it, and what it is called."""

    x: float
    y: float
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Way:
    """One tour: its line from the laboratory and back, its dots and its colour."""

    number: int
    colour: str
    line: str
    dots: list[Dot]


@dataclass(frozen=True, slots=True)
class Sketch:
    """The whole drawing; `left` are the points in no tour."""

    width: float
    height: float
    laboratory: Dot
    ways: list[Way]
    left: list[Dot]


def sketch(found: Picture) -> Sketch | None:
    """The drawing of a plan; None where there is no place to draw."""
    plan = found.plan
    calls = [call for tour in found.tours for call in tour.calls] + [call for call, _why in found.left]
    placed = [call for call in calls if call.lat is not None]
    if plan is None or not placed:
        return None
    plane = _Plane(plan, placed)
    home = plane.dot(plan.lat, plan.lon, "", plan.laboratory)
    ways = []
    for tour in found.tours:
        dots = [plane.of(call, str(call.position)) for call in tour.calls]
        line = " ".join(f"{dot.x},{dot.y}" for dot in (home, *dots, home))
        ways.append(Way(tour.number, COLOURS[(tour.number - 1) % len(COLOURS)], line, dots))
    left = [plane.of(call, "!") for call, _why in found.left if call.lat is not None]
    return Sketch(WIDTH, plane.height, home, ways, left)


class _Plane:
    """Degrees → the box: north up, as wide as high on the ground."""

    def __init__(self, plan: CourierPlan, calls: Sequence[CourierCall]) -> None:
        lats = [plan.lat, *(call.lat or 0.0 for call in calls)]
        lons = [plan.lon, *(call.lon or 0.0 for call in calls)]
        self.north, self.west = max(lats), min(lons)
        self.narrow = cos(radians(self.north))
        wide, high = (max(lons) - self.west) * self.narrow, self.north - min(lats)
        self.scale = (WIDTH - 2 * EDGE) / max(wide, high, 0.001)
        self.height = round(max(LOWEST, high * self.scale + 2 * EDGE), 1)
        self.inset = (WIDTH - wide * self.scale) / 2

    def dot(self, lat: float, lon: float, text: str, name: str) -> Dot:
        x = self.inset + (lon - self.west) * self.narrow * self.scale
        return Dot(round(x, 1), round(EDGE + (self.north - lat) * self.scale, 1), text, name)

    def of(self, call: CourierCall, text: str) -> Dot:
        return self.dot(call.lat or 0.0, call.lon or 0.0, text, call.name)
