"""Where townships and villages lie: well apart inside the real outline, villages gathered by township."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.plane import Plane, Points, pulled_inside, scatter
from fangxian.scenarios.debao_2022.scales import COUNTY, DUAN, FUJI, NEXT_COUNTY, NEXT_TOWNSHIP
from fangxian.scenarios.debao_2022.streams import stream
from fangxian.scenarios.debao_2022.weights import is_community, is_town, is_works

BORDER = {DUAN: NEXT_COUNTY, NEXT_TOWNSHIP: COUNTY}
"""Townships that lie at another county: the report places Du'an at the border."""

BORDER_VILLAGES = {FUJI: NEXT_COUNTY}
"""The report's checkpoint at the border is in Fuji village."""

CANDIDATES_A_VILLAGE = 120
VILLAGE_MARGIN_KM, TOWNSHIP_MARGIN_KM = 0.8, 2.0
TOWN_RADIUS_KM, MARKET_RADIUS_KM, WORKS_KM = 2.2, 1.0, 3.5


@dataclass(frozen=True, slots=True)
class Settlement:
    """Positions in a county's plane: one a township-level unit (its seat) and one a village, by code."""

    plane: Plane
    townships: dict[str, npt.NDArray[np.float64]]
    villages: dict[str, npt.NDArray[np.float64]]


def settle(county: str, seed: int) -> Settlement:
    """Lay out a whole county; the result does not depend on the scale."""
    plane = Plane.of(facts.outlines()[county])
    areas = [a for a in facts.territory() if a.code.startswith(county)]
    works = [a.code for a in areas if a.level == "township" and is_works(a.code)]
    townships = [a.code for a in areas if a.level == "township" and a.code not in works]
    villages = [a for a in areas if a.level == "village"]
    rng = stream(seed, "settlement", county)
    ground = scatter(rng, plane.inner(VILLAGE_MARGIN_KM), CANDIDATES_A_VILLAGE * len(villages))
    seats = _seats(rng, plane, townships, ground)
    nearest = cKDTree(np.array([seats[code] for code in townships])).query(ground)[1]
    positions: dict[str, npt.NDArray[np.float64]] = {}
    for index, code in enumerate(townships):
        inside = [v for v in villages if v.parent_code == code]
        positions |= _villages(rng, plane, code, seats[code], inside, ground[nearest == index])
    for code in works:
        seats[code] = _beside_town(rng, plane, next(seats[c] for c in townships if is_town(c)))
        positions |= {v.code: seats[code] for v in villages if v.parent_code == code}
    return Settlement(plane, seats, positions)


def spread(rng: np.random.Generator, ground: Points, count: int, rounds: int = 12) -> Points:
    """
    Return `count` of the given points, well apart and evenly over the ground (Lloyd's algorithm).

    Raises:
        ValueError: there are fewer points than asked for.
    """
    if len(ground) < count:
        raise ValueError(f"{count} places asked for on {len(ground)} points")
    centres = ground[rng.choice(len(ground), size=count, replace=False)]
    for _ in range(rounds):
        nearest = cKDTree(centres).query(ground)[1]
        sizes = np.bincount(nearest, minlength=count)
        sums = np.stack([np.bincount(nearest, ground[:, axis], count) for axis in (0, 1)], axis=1)
        centres = np.where(sizes[:, None] > 0, sums / np.maximum(sizes, 1)[:, None], centres)
    # A mean may fall into a bay of the outline; the nearest point of the ground does not.
    chosen: Points = ground[_distinct_nearest(ground, centres)]
    return chosen


def _distinct_nearest(ground: Points, centres: Points) -> list[int]:
    tree, taken = cKDTree(ground), dict[int, None]()
    for centre in centres:
        order: list[int] = np.atleast_1d(tree.query(centre, k=len(centres))[1]).tolist()
        taken[next(i for i in order if i not in taken)] = None
    return list(taken)


def _seats(
    rng: np.random.Generator, plane: Plane, townships: Sequence[str], ground: Points
) -> dict[str, Points]:
    """Seat the county town nearest the middle, border townships at their border, the others in any order."""
    inner = ground[shapely.contains_xy(plane.inner(TOWNSHIP_MARGIN_KM), ground)]
    free = list(spread(rng, inner, len(townships), rounds=30))
    middle = np.array(plane.outline.centroid.coords[0])
    chosen: dict[str, Points] = {}
    for code in sorted(townships, key=lambda c: (not is_town(c), c not in BORDER, c)):
        if is_town(code):
            distances = [float(np.hypot(p[0] - middle[0], p[1] - middle[1])) for p in free]
        elif code in BORDER:
            distances = _distances(plane, BORDER[code], free)
        else:
            distances = [0.0]
        chosen[code] = free.pop(int(np.argmin(distances)))
    return chosen


def _beside_town(rng: np.random.Generator, plane: Plane, town: Points) -> Points:
    """Return a place for an industrial unit, which has no territory of its own: the edge of the town."""
    turn = rng.uniform(0, 2 * np.pi)
    place = town + WORKS_KM * np.array([[np.cos(turn), np.sin(turn)]])
    beside: Points = pulled_inside(place, town[None, :], plane.inner(VILLAGE_MARGIN_KM))[0]
    return beside


def _distances(plane: Plane, neighbour: str, points: Sequence[Points]) -> list[float]:
    outline: BaseGeometry = plane.flat(facts.outlines()[neighbour])
    return [float(shapely.Point(point).distance(outline)) for point in points]


def _villages(
    rng: np.random.Generator,
    plane: Plane,
    township: str,
    seat: Points,
    villages: Sequence[facts.Area],
    ground: Points,
) -> dict[str, Points]:
    """Place communities and the first village at the seat, the others over the township, denser near it."""
    urban = [v for v in villages if is_community(v)]
    if not urban and villages:
        urban = [villages[0]]
    rural = [v for v in villages if v not in urban]
    radius = TOWN_RADIUS_KM if is_town(township) else MARKET_RADIUS_KM
    outer = ground[np.linalg.norm(ground - seat, axis=1) > radius]
    placed = dict(zip((v.code for v in urban), _ring(rng, plane, seat, len(urban), radius), strict=True))
    if rural:
        places = spread(rng, outer if len(outer) >= len(rural) else ground, len(rural))
        places = _gathered(plane, places, seat, radius)
        placed |= dict(zip((v.code for v in rural), places, strict=True))
    return _at_the_border(plane, placed)


def _ring(rng: np.random.Generator, plane: Plane, seat: Points, count: int, radius: float) -> Points:
    """Return places of a town's communities: the first at the seat, the others on a circle half-way out."""
    turns = rng.uniform(0, 2 * np.pi) + 2 * np.pi * np.arange(count) / max(count - 1, 1)
    circle = seat + (radius / 2) * np.stack([np.cos(turns), np.sin(turns)], axis=1)
    circle[:1] = seat
    return pulled_inside(circle, np.broadcast_to(seat, circle.shape), plane.inner(VILLAGE_MARGIN_KM))


def _gathered(plane: Plane, places: Points, seat: Points, radius: float) -> Points:
    """Return places drawn towards the seat, near ones more, never into the town nor over the border."""
    away = places - seat
    distance = np.hypot(away[:, 0], away[:, 1])
    drawn = np.maximum(distance * (distance / distance.max()) ** 0.25, np.minimum(distance, radius))
    moved = seat + away * (drawn / distance)[:, None]
    inside = shapely.contains_xy(plane.inner(VILLAGE_MARGIN_KM), moved)
    return np.where(inside[:, None], moved, places)


def _at_the_border(plane: Plane, placed: dict[str, Points]) -> dict[str, Points]:
    """Let a border village change places with the village of its township that is nearest the border."""
    for village, neighbour in BORDER_VILLAGES.items():
        if village in placed:
            codes = [code for code in placed if code[-3:] != "200"]
            nearest = codes[int(np.argmin(_distances(plane, neighbour, [placed[c] for c in codes])))]
            placed[village], placed[nearest] = placed[nearest], placed[village]
    return placed
