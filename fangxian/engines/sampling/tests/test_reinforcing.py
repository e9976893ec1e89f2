"""The team to move: as a simulation of every choice minute by minute says, and none that does not help."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.engines.sampling.reinforcing import Force, best_help

forces = st.builds(
    Force,
    code=st.uuids().map(str),
    left=st.integers(0, 400),
    an_hour=st.sampled_from([0.0, 30.0, 60.0, 120.0]),
    teams=st.integers(1, 3),
    lat=st.floats(23.0, 23.2),
    lon=st.floats(106.0, 106.2),
)
LONG = 60 * 24 * 30


def simulated(late, other, comes):
    """Minutes until both are through, the team working at the late point from `comes` on."""
    each = late.an_hour / late.teams if late.an_hour else 60.0
    left, own, clock = float(late.left), float(other.left), 0
    while (left > 1e-9 or own > 1e-9) and clock < LONG:
        left -= (late.an_hour + (each if clock >= comes else 0)) / 60
        own -= other.an_hour * (other.teams - 1) / other.teams / 60
        clock += 1
    return clock


@settings(max_examples=30, deadline=None)
@given(forces.filter(lambda one: one.left and one.an_hour), st.lists(forces, max_size=4))
def test_no_other_team_ends_earlier(late, others):
    found = best_help(late, others)
    able = [one for one in others if one.teams > 1 or not one.left]
    now = late.left / late.an_hour * 60
    if found is None:
        comes = {one.code: help_.comes_min for one in able if (help_ := best_help(late, [one]))}
        assert not comes
        return
    (one,) = (each for each in others if each.code == found.code)
    assert found.latest_min < now
    assert abs(simulated(late, one, found.comes_min) - found.latest_min) <= 2
    for other in able:
        alone = best_help(late, [other])
        assert alone is None or alone.latest_min >= found.latest_min


def test_nobody_gives_the_last_team_while_people_are_left():
    late = Force("late", 600, 60, 1)
    assert best_help(late, [Force("a", 10, 60, 1), Force("late", 0, 0, 5)]) is None
    assert best_help(late, [Force("a", 0, 0, 1)]).code == "a"
    assert best_help(Force("late", 5, 60, 1), [Force("a", 0, 0, 1)]) is None


def test_the_nearest_of_those_alike_comes_and_a_point_at_rest_is_helped():
    late = Force("late", 60, 0, 1, 23.0, 106.0)
    near, far = Force("near", 0, 0, 1, 23.01, 106.0), Force("far", 0, 0, 1, 23.3, 106.0)
    found = best_help(late, [far, near])
    assert (found.code, found.ends_min) == ("near", found.comes_min + 60)
