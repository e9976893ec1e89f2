"""Positions on the earth as metres: chords for searching trees, local planes for splitting villages."""

from __future__ import annotations

import numpy as np

from fangxian.engines.planning.problem import Floats

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius; Source: IUGG 1980, Moritz, Geodetic Reference System."""


def chords(lat: Floats, lon: Floats) -> Floats:
    """
    Points (n, 3) in metres whose straight distance stands for the distance on the ground.

    A chord is short of the arc by less than 0.01 % up to 300 km.

    >>> a, b = chords(np.array([23.3, 23.4]), np.array([106.6, 106.6]))
    >>> round(float(np.linalg.norm(a - b)))
    11120
    """
    phi, lam = np.radians(lat), np.radians(lon)
    flat = np.cos(phi)
    return EARTH_RADIUS_M * np.stack([flat * np.cos(lam), flat * np.sin(lam), np.sin(phi)], axis=-1)


def plane(lat: Floats, lon: Floats, middle: tuple[float, float]) -> Floats:
    """Points (n, 2) in metres east and north of `middle` (lat, lon); good to 0.1 % within 50 km."""
    east = np.radians(lon - middle[1]) * np.cos(np.radians(middle[0]))
    return EARTH_RADIUS_M * np.stack([east, np.radians(lat - middle[0])], axis=-1)


def degrees(points: Floats, middle: tuple[float, float]) -> tuple[Floats, Floats]:
    """The latitudes and longitudes of `plane` points."""
    lat = middle[0] + np.degrees(points[..., 1] / EARTH_RADIUS_M)
    lon = middle[1] + np.degrees(points[..., 0] / EARTH_RADIUS_M / np.cos(np.radians(middle[0])))
    return lat, lon


def filled(points: Floats) -> Floats:
    """
    Points with those unknown (NaN) put where their neighbour in the register is: the one before, else after.

    All unknown stays unknown.
    """
    known = ~np.isnan(points).any(axis=1)
    if known.all() or not known.any():
        return points
    order = np.where(known, np.arange(len(points)), -1)
    before = np.maximum.accumulate(order)
    before[before < 0] = int(np.argmax(known))
    return points[before]
