"""Villages split into compact, balanced grids of the size the rule pack asks for."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from fangxian.engines.planning.band import Band
from fangxian.engines.planning.bisection import bisect
from fangxian.engines.planning.compaction import compact
from fangxian.engines.planning.geometry import degrees, filled, plane
from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import Areas, Bools, Floats, Households, Ints, Progress, RunningPlan
from fangxian.engines.planning.regrid import refit
from fangxian.engines.planning.result import Grids


def split_grids(
    areas: Areas,
    households: Households,
    pack: RulePack,
    *,
    running: RunningPlan | None = None,
    progress: Progress | None = None,
) -> Grids:
    """
    Put every household in exactly one grid of its village.

    Sizes keep the pack's band, and the largest is at most `grid_balance` times the mean of its village; a
    village smaller than the band is one grid, a village without households has none. A village without
    positions is split in the order of the register. Grids of the running plan stay with their number, and as
    few households change grid as the sizes allow.

    Raises:
        ValueError: a household's area is no village, or a village needs more than 999 grids.
    """
    _check(areas, households)
    band, was = Band.of(pack), _running_numbers(areas, households, running)
    numbers = np.zeros(len(households.area), dtype=np.int64)
    points = np.full((len(numbers), 2), np.nan)
    centre = {}
    for done, (village, rows) in enumerate(_by_village(households.area)):
        centre[village] = _middle(households, rows)
        points[rows] = plane(households.lat[rows], households.lon[rows], centre[village])
        numbers[rows] = _village(filled(points[rows]), was[rows], band)
        if progress and done % 50 == 0:
            progress("grids", float(rows[-1] + 1) / len(numbers))
    if len(numbers) and numbers.max() > 999:
        raise ValueError("a village needs more than 999 grids; widen the band of the rule pack")
    return _assembled(areas, households, numbers, points, centre)


def _check(areas: Areas, households: Households) -> None:
    villages = np.array([level == "village" for level in areas.level], dtype=bool)
    if len(households.area) and not villages[households.area].all():
        raise ValueError("every household lies in a village")


def _by_village(area: Ints) -> Iterator[tuple[int, Ints]]:
    """Each village that has households, with their rows in the order of the register."""
    if not len(area):
        return
    order = np.argsort(area, kind="stable")
    villages, starts = np.unique(area[order], return_index=True)
    yield from zip(villages.tolist(), np.split(order, starts[1:]), strict=True)


def _running_numbers(areas: Areas, households: Households, running: RunningPlan | None) -> Ints:
    """The running grid's number in its village for every household, -1 for none or one of another village."""
    if running is None or not running.grid_code:
        return np.full(len(households.area), -1, dtype=np.int64)
    index = {code: i for i, code in enumerate(areas.code)}
    village = np.array([index.get(code[:-3], -1) for code in running.grid_code] + [-2])
    number = np.array([int(code[-3:]) for code in running.grid_code] + [-1])
    return np.where(village[running.household_grid] == households.area, number[running.household_grid], -1)


def _village(points: Floats, was: Ints, band: Band) -> Ints:
    """Numbers from 1 of the grids of one village's households."""
    if (was >= 0).any():
        return refit(points, was, band)
    parts = band.count(len(points))
    labels = bisect(points, parts)
    if parts > 1 and not np.isnan(points[0, 0]):
        labels = compact(points, labels, parts, *band.sizes(len(points), parts))
    return _in_order_of_register(labels)


def _in_order_of_register(labels: Ints) -> Ints:
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(1, len(first) + 1)
    return rank[inverse]


def _middle(households: Households, rows: Ints) -> tuple[float, float]:
    """Mean position of the households, (0, 0) where none is known."""
    lat, lon = households.lat[rows], households.lon[rows]
    known = ~np.isnan(lat) & ~np.isnan(lon)
    return (float(lat[known].mean()), float(lon[known].mean())) if known.any() else (0.0, 0.0)


def _assembled(
    areas: Areas,
    households: Households,
    numbers: Ints,
    points: Floats,
    centre: dict[int, tuple[float, float]],
) -> Grids:
    """The grids with their figures, sorted by code."""
    keys, of_household = np.unique(households.area * 1000 + numbers, return_inverse=True)
    count = np.bincount(of_household, minlength=len(keys))
    known = np.asarray(~np.isnan(points).any(axis=1))
    placed = np.bincount(of_household[known], minlength=len(keys))
    with np.errstate(invalid="ignore"):
        middle = np.stack([_sums(of_household, points[:, axis], known, len(keys)) for axis in (0, 1)], axis=1)
        middle /= placed[:, None]
        apart = np.linalg.norm(points - middle[of_household], axis=1)
        radius = _sums(of_household, apart, known, len(keys)) / placed
    village, number = np.divmod(keys, 1000)
    base = np.array([centre[v] for v in village.tolist()]).reshape(-1, 2)
    lat, lon = _degrees(middle, base)
    code = [f"{areas.code[v]}{n:03d}" for v, n in zip(village.tolist(), number.tolist(), strict=True)]
    order = np.array(sorted(range(len(code)), key=code.__getitem__), dtype=np.int64)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    people = np.bincount(of_household, weights=households.members, minlength=len(keys)).astype(np.int64)
    return Grids(
        code=tuple(code[i] for i in order),
        area=village[order],
        households=count[order],
        population=people[order],
        lat=lat[order],
        lon=lon[order],
        radius_m=radius[order],
        of_household=place[of_household],
    )


def _sums(label: Ints, values: Floats, known: Bools, parts: int) -> Floats:
    return np.bincount(label[known], weights=values[known], minlength=parts).astype(np.float64)


def _degrees(points: Floats, base: Floats) -> tuple[Floats, Floats]:
    lat, lon = base[:, 0], base[:, 1]
    north, east = degrees(points, (0.0, 0.0))
    return lat + north, lon + east / np.cos(np.radians(lat))
