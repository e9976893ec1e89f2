"""A county as a flat map: its outline in kilometres, degrees there and back, and what lies inside."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Points = npt.NDArray[np.float64]
"""An array of shape (n, 2): kilometres east and north of the middle of the county."""

KM_PER_DEGREE = 111.32


@dataclass(frozen=True, slots=True)
class Plane:
    """A county's outline in kilometres around (`lon`, `lat`), the middle of its bounding box in degrees."""

    lon: float
    lat: float
    outline: BaseGeometry

    @classmethod
    def of(cls, outline: BaseGeometry) -> Plane:
        """Flatten an outline given in degrees."""
        west, south, east, north = outline.bounds
        middle = cls((west + east) / 2, (south + north) / 2, outline)
        return cls(middle.lon, middle.lat, middle.flat(outline))

    @property
    def scale(self) -> Points:
        """Kilometres in a degree of longitude and of latitude."""
        return np.array([KM_PER_DEGREE * np.cos(np.radians(self.lat)), KM_PER_DEGREE])

    def flat(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as kilometres of this plane."""
        flattened: BaseGeometry = shapely.transform(
            geometry, lambda degrees: (degrees - [self.lon, self.lat]) * self.scale
        )
        return flattened

    def degrees(self, points: Points) -> Points:
        """Return longitude and latitude, to six decimals (a decimetre)."""
        return np.round(points / self.scale + [self.lon, self.lat], 6)

    def inner(self, margin_km: float) -> BaseGeometry:
        """Return what lies at least so far inside the outline, prepared for many questions."""
        inner = self.outline.buffer(-margin_km)
        shapely.prepare(inner)
        return inner


def scatter(rng: np.random.Generator, inner: BaseGeometry, count: int) -> Points:
    """Return `count` points spread evenly over a geometry."""
    west, south, east, north = inner.bounds
    found: list[Points] = []
    missing = count
    while missing > 0:
        points = rng.uniform((west, south), (east, north), size=(2 * missing + 16, 2))
        inside = points[shapely.contains_xy(inner, points)][:missing]
        found.append(inside)
        missing -= len(inside)
    return np.concatenate(found)


def pulled_inside(points: Points, anchors: Points, inner: BaseGeometry) -> Points:
    """
    Return the points, each one outside drawn half-way to its anchor until it is inside.

    `anchors` (n, 2) lie inside; a point that will not come in after twelve halvings becomes its anchor.
    """
    points = points.copy()
    for _ in range(12):
        outside = np.flatnonzero(~shapely.contains_xy(inner, points))
        if not len(outside):
            return points
        points[outside] = (points[outside] + anchors[outside]) / 2
    outside = np.flatnonzero(~shapely.contains_xy(inner, points))
    points[outside] = anchors[outside]
    return points
