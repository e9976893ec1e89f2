"""Sampling points: found ones stay, computed ones reach people, everybody goes to the nearest."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.engines.planning.demand import walking_limit
from fangxian.engines.planning.geometry import chords
from fangxian.engines.planning.planner import plan
from fangxian.engines.planning.problem import Edits
from fangxian.engines.planning.sites import locate_sites
from fangxian.engines.planning.tests.town import MIDDLE, as_running, county, given_sites
from fangxian.kernel import rulepacks

PACK = rulepacks.load("cn-2022-03")


def apart(problem, sites):
    """Metres from every household (rows) to every sampling point (columns)."""
    homes = chords(problem.households.lat, problem.households.lon)
    points = [i for i, kind in enumerate(sites.kind) if kind == "sampling_point"]
    at = chords(sites.lat[points], sites.lon[points])
    return np.array(points), np.linalg.norm(homes[:, None] - at[None], axis=2)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000))
def test_everybody_goes_to_the_nearest_point_and_the_rest_is_counted(seed):
    problem = county(people=1, seed=seed)
    sites = locate_sites(problem, PACK)
    points, metres = apart(problem, sites)
    rows = np.arange(len(metres))
    own = metres[rows, np.searchsorted(points, sites.of_household)]
    assert np.allclose(own, metres.min(axis=1))
    limit = walking_limit(PACK, mountain=problem.areas.mountain)[problem.households.area]
    beyond = problem.households.members[own > limit].sum()
    assert int(sites.mobile_people.sum()) == int(sites.beyond_walk.sum()) == int(beyond)
    assert int(sites.people.sum()) == int(problem.households.members.sum())
    assert beyond < 0.25 * problem.households.members.sum()


def test_tables_follow_from_people_and_the_deadline():
    problem = county(people=1)
    day, half = locate_sites(problem, PACK), locate_sites(replace(problem, deadline_hours=12), PACK)
    mine = [i for i, kind in enumerate(day.kind) if kind == "sampling_point"]
    expected = np.maximum(1, np.ceil(day.people[mine] / PACK["people_per_table"]))
    assert (day.tables[mine] == expected).all()
    assert half.tables.sum() >= day.tables.sum()


def test_found_points_are_kept_as_they_are_and_closed_ones_are_not_used():
    problem = county(people=1)
    found = given_sites(
        ("A", "sampling_point", 3, *MIDDLE, 5, 0), ("B", "sampling_point", 4, 23.31, 106.61, 0, 0)
    )
    problem = replace(problem, sites=found, site_mode="found")
    both = locate_sites(problem, PACK)
    assert both.code == ("A", "B")
    assert both.tables[0] == 5
    assert both.tables[1] >= 1
    closed = locate_sites(problem, PACK, edits=Edits(closed_sites=frozenset({"A"})))
    assert closed.code == ("B",)
    assert set(closed.of_household.tolist()) == {0}


def test_points_are_added_to_found_ones_only_where_people_cannot_walk():
    problem = county(people=1)
    alone = replace(problem, sites=given_sites(("A", "sampling_point", 3, *MIDDLE, 0, 0)), site_mode="found")
    few = locate_sites(alone, PACK)
    more = locate_sites(replace(alone, site_mode="complete"), PACK)
    assert more.code[0] == "A"
    assert more.computed[1:].all()
    assert more.mobile_people.sum() < few.mobile_people.sum()


def test_computed_points_of_the_running_plan_stay():
    problem = county(people=60)
    first = plan(problem, PACK)
    again = locate_sites(problem, PACK, running=as_running(problem, first))
    assert again.code == first.sites.code
    assert (again.lat == first.sites.lat).all()


def test_a_crowd_gets_more_points():
    problem = county(people=1, sizes=(900,))
    homes = replace(
        problem.households,
        members=np.full(900, 10),
        lat=MIDDLE[0] + np.random.default_rng(0).normal(0, 0.0015, 900),
        lon=np.full(900, MIDDLE[1]),
    )
    sites = locate_sites(replace(problem, households=homes), PACK)
    assert sites.people.max() <= PACK["people_per_point_max"]


def test_without_any_position_nobody_has_a_point():
    problem = county(people=1)
    homes = replace(problem.households, lat=np.full(640, np.nan))
    land = replace(problem.areas, lat=np.full(7, np.nan))
    sites = locate_sites(replace(problem, households=homes, areas=land), PACK)
    assert (sites.of_household == -1).all()
    assert int(sites.mobile_people.sum()) == int(homes.members.sum())
