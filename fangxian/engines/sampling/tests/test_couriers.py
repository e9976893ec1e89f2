"""Couriers bring every tube back in time, carry what they can, and leave out only what nobody reaches."""

from __future__ import annotations

import numpy as np

from fangxian.engines.sampling.couriers import Call, Fleet, minutes, plan_rounds

LAB = (23.33, 106.61)


def around(number, seed=3, within=180, tubes=30):
    """Points within about 25 km of the laboratory."""
    random = np.random.default_rng(seed)
    at = random.uniform(-0.2, 0.2, (number, 2))
    return [
        Call(f"P{n:02d}", LAB[0] + float(a), LAB[1] + float(b), tubes, within) for n, (a, b) in enumerate(at)
    ]


def test_every_tube_is_back_before_its_clock_runs_out():
    calls = around(14)
    fleet = Fleet(vehicles=4, capacity=200)
    found = plan_rounds(LAB, calls, fleet, seconds=1)
    assert found.unserved == ()
    assert sorted(code for trip in found.trips for code in trip.calls) == sorted(one.code for one in calls)
    by_code = {one.code: one for one in calls}
    for trip in found.trips:
        assert trip.back_min <= min(by_code[code].within_min for code in trip.calls)
        assert trip.tubes == sum(by_code[code].tubes for code in trip.calls) <= fleet.capacity
        assert list(trip.at_min) == sorted(trip.at_min)


def test_the_minutes_of_a_trip_are_those_of_the_ways():
    calls, fleet = around(3), Fleet(vehicles=1)
    (trip,) = plan_rounds(LAB, calls, fleet, seconds=1).trips
    order = [next(n for n, one in enumerate(calls, 1) if one.code == code) for code in trip.calls]
    apart = minutes([LAB[0], *(one.lat for one in calls)], [LAB[1], *(one.lon for one in calls)], fleet)
    ways = [apart[a, b] for a, b in zip([0, *order], [*order, 0], strict=True)]
    assert trip.back_min == sum(ways) + fleet.stop_min * len(order)


def test_a_point_too_far_for_its_clock_is_told_and_the_others_are_served():
    far = Call("far", LAB[0] + 2, LAB[1] + 2, 10, 120)
    found = plan_rounds(LAB, [*around(5), far], Fleet(vehicles=2), seconds=1)
    assert found.unserved == ("far",)
    assert sum(len(trip.calls) for trip in found.trips) == 5


def test_too_few_vehicles_leave_out_the_fewest_tubes():
    few = Call("few", LAB[0], LAB[1] + 0.1, 1, 60)
    many = Call("many", LAB[0], LAB[1] - 0.1, 90, 60)
    found = plan_rounds(LAB, [few, many], Fleet(vehicles=1), seconds=1)
    assert found.unserved == ("few",)


def test_nobody_to_send_serves_nobody():
    assert plan_rounds(LAB, around(2), Fleet(vehicles=0)).unserved == ("P00", "P01")


def test_the_same_calls_give_the_same_rounds_before_the_time_is_over():
    calls, fleet = around(12), Fleet(vehicles=3)
    assert plan_rounds(LAB, calls, fleet, seconds=20) == plan_rounds(LAB, calls, fleet, seconds=20)


def test_what_is_late_anyway_gives_way_to_what_can_be_in_time():
    late = Call("late", LAB[0], LAB[1] + 0.1, 90, 60, late=True)
    timely = Call("timely", LAB[0], LAB[1] - 0.1, 1, 60)
    assert plan_rounds(LAB, [late, timely], Fleet(vehicles=1), seconds=1).unserved == ("late",)
