"""Grids hold every household once, keep the band, are balanced and compact, and stay where they were."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.cluster.vq import kmeans2

from fangxian.engines.planning.band import Band
from fangxian.engines.planning.geometry import plane
from fangxian.engines.planning.grids import split_grids
from fangxian.engines.planning.problem import RunningPlan
from fangxian.engines.planning.regrid import refit
from fangxian.engines.planning.tests.town import MIDDLE, areas, given_sites, households
from fangxian.kernel import rulepacks

PACK = rulepacks.load("cn-2022-03")
BAND = Band.of(PACK)


def running(grids, of_household):
    return RunningPlan(grids.code, of_household, given_sites(), (), (), np.zeros(0, dtype=np.int64))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=5), st.integers(0, 99), st.floats(0, 1))
def test_every_household_is_in_one_grid_of_its_village_within_the_band(sizes, seed, unknown):
    land = areas(len(sizes))
    homes = households(land, sizes, seed)
    lost = np.random.default_rng(seed).random(len(homes.area)) < (unknown if unknown > 0.5 else 0)
    homes = replace(homes, lat=np.where(lost, np.nan, homes.lat))
    grids = split_grids(land, homes, PACK)
    assert (grids.area[grids.of_household] == homes.area).all()
    assert (np.bincount(grids.of_household, minlength=len(grids.code)) == grids.households).all()
    assert int(grids.population.sum()) == int(homes.members.sum())
    assert list(grids.code) == sorted(set(grids.code))
    for code, area in zip(grids.code, grids.area.tolist(), strict=True):
        assert code[:-3] == land.code[area]
    for village, size in enumerate(sizes):
        mine = grids.households[grids.area == 3 + village]
        assert mine.sum() == size
        if size:
            assert mine.max() <= BAND.most
            assert mine.min() >= min(size, BAND.fewest)
            assert mine.max() <= max(np.ceil(size / len(mine)), BAND.balance * size / len(mine))


def test_a_tower_of_one_point_is_split_evenly_in_the_order_of_the_register():
    land = areas(1)
    homes = households(land, [400])
    homes = replace(homes, lat=np.full(400, 23.3), lon=np.full(400, 106.6))
    grids = split_grids(land, homes, PACK)
    assert grids.households.max() - grids.households.min() <= 1
    assert (np.diff(grids.of_household) >= 0).all()


@pytest.mark.parametrize(("tight", "most"), [(False, 1.10), (True, 1.45)])
def test_grids_are_nearly_as_compact_as_clusters_of_any_size(tight, most):
    """In tight hamlets whose size is no multiple of a grid's, the balance asks for grids across hamlets."""
    land = areas(4)
    homes = households(land, [700, 600, 500, 650], 3)
    if not tight:
        where = np.random.default_rng(4).uniform(-0.02, 0.02, (2, len(homes.area)))
        homes = replace(homes, lat=MIDDLE[0] + where[0], lon=MIDDLE[1] + where[1])
    grids = split_grids(land, homes, PACK)
    ours = free = 0.0
    for village in range(3, 7):
        rows = np.flatnonzero(homes.area == village)
        points = plane(homes.lat[rows], homes.lon[rows], MIDDLE)
        parts = int((grids.area == village).sum())
        free += min(_radius(points, kmeans2(points, parts, minit="++", rng=s)[1]) for s in range(5))
        ours += _radius(points, grids.of_household[rows])
    assert ours <= most * free


def _radius(points, labels):
    middles = {label: points[labels == label].mean(axis=0) for label in np.unique(labels)}
    return float(np.mean([np.linalg.norm(p - middles[g]) for p, g in zip(points, labels, strict=True)]))


def test_the_same_register_gives_the_same_grids_and_a_running_plan_stays():
    land = areas(3)
    homes = households(land, [500, 130, 20])
    grids = split_grids(land, homes, PACK)
    again = split_grids(land, homes, PACK, running=running(grids, grids.of_household))
    assert again.code == grids.code
    assert (again.of_household == grids.of_household).all()


def test_new_households_join_and_those_there_keep_their_grid_and_number():
    land = areas(1)
    homes = households(land, [520])
    first = split_grids(land, replace(homes, **_rows(homes, slice(0, 480))), PACK)
    was = np.concatenate([first.of_household, np.full(40, -1)])
    now = split_grids(land, homes, PACK, running=running(first, was))
    kept = np.array(now.code)[now.of_household[:480]] == np.array(first.code)[first.of_household]
    assert kept.mean() > 0.97
    assert now.households.max() <= BAND.most


def _rows(homes, rows):
    return {name: getattr(homes, name)[rows] for name in ("area", "lat", "lon", "members")}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(1, 3), min_size=6, max_size=8), st.integers(0, 50))
def test_fewest_households_move_as_trying_everything_shows(was, seed):
    band = Band(3, 2, 4, 1.5)
    points = np.random.default_rng(seed).uniform(0, 900, (len(was), 2))
    before = np.array(was, dtype=np.int64)
    after = refit(points, before, band)
    used = np.unique(after)
    low, high = band.sizes(len(was), len(used))
    moves = int((after != before).sum())
    possible = (
        sum(a != b for a, b in zip(labels, was, strict=True))
        for labels in product(used.tolist(), repeat=len(was))
        if all(low <= labels.count(g) <= high for g in used.tolist())
    )
    assert moves == min(possible)


def test_a_household_outside_every_village_is_refused():
    land = areas(1)
    homes = replace(households(land, [3]), area=np.zeros(3, dtype=np.int64))
    with pytest.raises(ValueError, match="village"):
        split_grids(land, homes, PACK)
