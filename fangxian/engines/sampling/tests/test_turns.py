"""Grids shared out to points and mobile teams: everybody once, in time, with the least walking."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.engines.sampling.sharing import beyond, share
from fangxian.engines.sampling.tours import plan_tours
from fangxian.engines.sampling.turns import Grid, Stand, lines, minutes, queue

NAN = float("nan")
METRE = 1 / 111_195
"""A metre in degrees of latitude."""


def grid(code, people, metres, limit=1000.0):
    return Grid(code, people, 23 + metres * METRE, 106.0, limit)


def stand(code, metres, tables=1, minutes=600, area="9"):
    return Stand(code, area, 23 + metres * METRE, 106.0, tables, minutes)


some_grids = st.lists(
    st.tuples(st.sampled_from([30, 60, 90]), st.integers(0, 1500)), min_size=1, max_size=6
).map(lambda rows: [grid(f"9{n}", people, metres) for n, (people, metres) in enumerate(rows)])
some_stands = st.lists(
    st.tuples(st.integers(0, 1500), st.integers(1, 2), st.sampled_from([60, 120])), min_size=1, max_size=3
).map(lambda rows: [stand(f"p{n}", at, tables, hours) for n, (at, tables, hours) in enumerate(rows)])


def cost(grids, stands, choice):
    """By how much the latest point runs over, and the walking; None for a walk that is too long."""
    load, walked = dict.fromkeys((one.code for one in stands), 0), 0.0
    for one, to in zip(grids, choice, strict=True):
        metres = abs(one.lat - to.lat) / METRE
        if metres > one.limit_m:
            return None
        load[to.code] += minutes(one.people, to.tables, 60)
        walked += metres * one.people
    over = max(max(0.0, load[to.code] / to.minutes - 1) for to in stands)
    return over, walked


@settings(max_examples=40, deadline=None)
@given(some_grids, some_stands)
def test_no_sharing_out_ends_earlier_or_walks_less(grids, stands):
    found = share(grids, stands)
    assert [one.code for one in beyond(grids, stands)] == list(found.beyond)
    assert sorted([*found.point, *found.beyond]) == sorted(one.code for one in grids)
    able = [one for one in grids if one.code in found.point]
    by_code = {one.code: one for one in stands}
    mine = cost(able, stands, [by_code[found.point[one.code]] for one in able])
    every = (cost(able, stands, choice) for choice in product(stands, repeat=len(able)))
    over, walked = min(one for one in every if one is not None)
    assert mine is not None
    assert mine[0] <= over + 1e-6
    assert mine[1] <= walked * 1.006 + 1
    for code in found.beyond:
        (one,) = (each for each in grids if each.code == code)
        assert all(abs(one.lat - to.lat) / METRE > one.limit_m - 1 for to in stands)


def test_whose_place_nobody_knows_goes_to_a_point_of_the_smallest_area_around():
    unknown = [Grid("9101", 60, NAN, NAN, 900), Grid("9201", 60, NAN, NAN, 900)]
    found = share(unknown, [stand("a", 0, area="91"), stand("b", 0, area="9"), stand("c", 0, area="92")])
    assert found.point == {"9101": "a", "9201": "c"}
    assert share(unknown, []).beyond == ("9101", "9201")


def test_grids_come_one_after_another_the_nearest_first():
    grids = [grid("91", 60, 500), grid("92", 30, 100), grid("93", 45, 300)]
    (order,) = lines(share(grids, [stand("a", 0)]), grids).values()
    assert [one.code for one in order] == ["92", "93", "91"]
    times = queue((one.code, minutes(one.people, 1, 60)) for one in order)
    assert times == {"92": (0, 30), "93": (30, 75), "91": (75, 135)}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 700), st.integers(0, 30_000), st.sampled_from("ab")), max_size=12))
def test_every_place_is_on_one_tour_that_holds_it(rows):
    stops = [(group, grid(f"9{n}", people, at)) for n, (people, at, group) in enumerate(rows)]
    people, groups = {one.code: one.people for _, one in stops}, {one.code: group for group, one in stops}
    tours = plan_tours(stops, {"a": (23.0, 106.0)}, each=200)
    assert sorted(code for tour in tours for code in tour.stops) == sorted(people)
    for tour in tours:
        assert {groups[code] for code in tour.stops} == {tour.group}
        assert sum(people[code] for code in tour.stops) <= 200 * tour.teams
        clock = 0
        for code, (start, end) in zip(tour.stops, tour.at_min, strict=True):
            assert start >= clock + 10
            assert end - start == minutes(people[code], tour.teams, 60)
            clock = end


def test_near_places_share_a_tour_and_far_ones_come_first():
    stops = [("9", grid("near", 50, 1000)), ("9", grid("far", 100, 9000)), ("9", grid("by", 50, 8500))]
    (tour,) = plan_tours(stops, {"9": (23.0, 106.0)})
    assert (tour.teams, tour.stops) == (1, ("near", "by", "far"))
