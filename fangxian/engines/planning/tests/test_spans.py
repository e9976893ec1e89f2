"""Splitting a span: every area once, no group too wide, none much larger than another, neighbours as one."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fangxian.engines.planning.spans import MOST, split

DEGREES = st.floats(min_value=-60, max_value=60, allow_nan=False)
PLACES = st.lists(
    st.one_of(st.tuples(DEGREES, DEGREES), st.just((None, None))),
    max_size=120,
)
MOSTS = st.integers(min_value=1, max_value=12)


@given(PLACES, MOSTS)
def test_every_place_is_in_one_group_and_no_group_is_too_wide(places, most):
    groups = split(places, most)
    assert sorted(one for group in groups for one in group) == list(range(len(places)))
    assert all(1 <= len(group) <= most for group in groups)


@given(PLACES, MOSTS)
def test_there_are_as_few_groups_as_can_be_and_they_are_even(places, most):
    groups = split(places, most)
    assert len(groups) == -(-len(places) // most)
    if groups:
        sizes = [len(group) for group in groups]
        assert max(sizes) - min(sizes) <= max(1, len(groups) // 2)


@given(PLACES, MOSTS)
def test_the_same_places_give_the_same_groups(places, most):
    assert split(places, most) == split(list(places), most)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=60, unique=True))
def test_places_along_a_road_are_cut_into_stretches(kilometres):
    groups = split([(23.0, 106 + one / 100_000) for one in kilometres])
    stretches = sorted((min(kilometres[i] for i in g), max(kilometres[i] for i in g)) for g in groups)
    assert all(first[1] < second[0] for first, second in pairwise(stretches))


@given(st.integers(1, 100))
def test_without_positions_the_order_of_the_codes_decides(count):
    groups = split([(None, None)] * count)
    assert [one for group in groups for one in group] == list(range(count))


def test_seven_stay_together_and_eight_do_not():
    assert [len(group) for group in split([(23.0, 106.0)] * MOST)] == [7]
    assert [len(group) for group in split([(23.0, 106.0)] * (MOST + 1))] == [4, 4]
