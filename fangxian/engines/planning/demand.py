"""Where people live and how far they may walk, gathered into small cells for choosing sampling points."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning.geometry import EARTH_RADIUS_M, chords
from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import Areas, Bools, Floats, Households, Ints


@dataclass(frozen=True, slots=True)
class Homes:
    """Positions (chords), walking limits in straight metres, and people, one row a household."""

    points: Floats
    lat: Floats
    lon: Floats
    limit: Floats
    people: Ints
    area: Ints
    known: Bools


@dataclass(frozen=True, slots=True)
class Cells:
    """Households close to each other as one: position of the one in the middle, people, limit, village."""

    points: Floats
    lat: Floats
    lon: Floats
    limit: Floats
    people: Ints
    area: Ints


def walking_limit(pack: RulePack, *, mountain: Bools) -> Floats:
    """
    Straight metres that may lie between a home and its point: minutes x pace / detour.

    Source: the pack's `walk_minutes_*`, `walk_km_h_*`, `detour_*`.
    """
    limits = [
        pack[f"walk_minutes_{land}"] / 60 * pack[f"walk_km_h_{land}"] * 1000 / pack[f"detour_{land}"]
        for land in ("plain", "mountain")
    ]
    return np.where(mountain, limits[1], limits[0]).astype(np.float64)


def homes(areas: Areas, households: Households, pack: RulePack) -> Homes:
    """Every household at its own position, else at its village's, else nowhere (`known` false)."""
    lat = np.where(np.isnan(households.lat), areas.lat[households.area], households.lat)
    lon = np.where(np.isnan(households.lon), areas.lon[households.area], households.lon)
    limit = walking_limit(pack, mountain=areas.mountain)[households.area]
    known = ~np.isnan(lat) & ~np.isnan(lon)
    return Homes(chords(lat, lon), lat, lon, limit, households.members, households.area, known)


def cells(places: Homes, share_of_limit: float) -> Cells:
    """
    Known homes gathered by village into squares whose side is a share of the walking limit.

    Each cell stands at the home nearest the middle of its homes, so that it is a place people live at.
    """
    rows = np.flatnonzero(places.known)
    side = np.degrees(places.limit[rows] * share_of_limit / EARTH_RADIUS_M)
    north = np.floor(places.lat[rows] / side).astype(np.int64)
    east = np.floor(places.lon[rows] * np.cos(np.radians(places.lat[rows])) / side).astype(np.int64)
    _, label = np.unique(
        np.stack([places.area[rows], north, east], axis=1), axis=0, return_inverse=True, sorted=True
    )
    label = label.ravel()
    count = np.bincount(label)
    sums = [np.bincount(label, weights=places.points[rows, axis]) / count for axis in range(3)]
    off = np.linalg.norm(places.points[rows] - np.stack(sums, axis=1)[label], axis=1)
    order = np.lexsort((np.arange(len(rows)), off, label))
    middle = rows[order[np.searchsorted(label[order], np.arange(len(count)))]]
    people = np.bincount(label, weights=places.people[rows]).astype(np.int64)
    return Cells(
        places.points[middle],
        places.lat[middle],
        places.lon[middle],
        places.limit[middle],
        people,
        places.area[middle],
    )


def joined(one: Cells, other: Cells) -> Cells:
    """The cells of both, in this order."""
    names = ("points", "lat", "lon", "limit", "people", "area")
    return Cells(*(np.concatenate([getattr(one, name), getattr(other, name)]) for name in names))
