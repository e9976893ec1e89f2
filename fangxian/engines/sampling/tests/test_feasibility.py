"""Whether a round can be done: rates times hours, against what there is, and ways out that suffice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.engines.sampling.feasibility import Means, Part, Resource, Terms, Way, weigh
from fangxian.engines.sampling.pooling import cost

PLENTY = Means(10**3, 10**6, 10**6, 10**6, 10**6, 10**9, 1e9, 1e9)
TERMS = Terms(hours=12, results_hours=24, infected=0.001)


def needs(found):
    return {need.resource: need for need in found.needs}


def test_with_plenty_of_everything_it_is_feasible_and_has_no_ways_out():
    found = weigh([Part("a", 207_506, 10)], PLENTY, TERMS)
    assert found.feasible
    assert found.exits == ()
    assert found.tubes == cost(207_506, 10, 0.001).tubes


def test_samplers_follow_the_rule_of_one_for_360_people():
    found = weigh([Part("a", 207_506, 10)], PLENTY, replace(TERMS, people_table_hour=1000))
    assert needs(found)[Resource.SAMPLERS].need == 577  # 207,506 / 360


def test_a_tube_for_each_household_takes_as_many_tubes_as_households():
    found = weigh([Part("a", 2_890, 1, households=1_000)], PLENTY, TERMS)
    assert found.tubes == 1_000


def test_too_few_tables_are_told_with_people_to_second_or_longer_hours():
    found = weigh([Part("a", 7_200, 10)], replace(PLENTY, tables=5), TERMS)
    (short,) = [need for need in found.needs if need.missing]
    assert (short.resource, short.need, short.missing) == (Resource.TABLES, 10, 5)
    assert [(one.way, one.amount) for one in found.exits] == [(Way.SECOND, 5), (Way.LONGER, 24.0)]


def test_a_laboratory_too_slow_is_helped_by_larger_pools_at_a_price():
    parts = [Part("a", 100_000, 5)]
    means = replace(PLENTY, pooled=600.0, single=2_000.0)
    found = weigh(parts, means, TERMS)
    ways = {one.way: one for one in found.exits}
    assert ways[Way.LATER].amount == pytest.approx(20_000 / 600 + 4)
    assert ways[Way.LARGER_POOLS].amount == 10
    dearer = cost(100_000, 10, 0.001).again - cost(100_000, 5, 0.001).again
    assert ways[Way.LARGER_POOLS].again == pytest.approx(dearer)


def test_without_a_laboratory_no_waiting_helps():
    found = weigh([Part("a", 1_000, 10)], replace(PLENTY, pooled=0.0), TERMS)
    assert [one.way for one in found.exits] == []


sizes = st.sampled_from([1, 5, 10, 20])


@given(
    st.lists(st.tuples(st.integers(0, 50_000), sizes), min_size=1, max_size=4),
    st.integers(1, 400),
    st.floats(1, 5_000),
    st.floats(0, 0.05),
)
def test_every_way_out_suffices_when_it_is_taken(zones, tables, pooled, infected):
    parts = [Part(str(n), people, size) for n, (people, size) in enumerate(zones)]
    means, terms = replace(PLENTY, tables=tables, pooled=pooled), replace(TERMS, infected=infected)
    for way in weigh(parts, means, terms).exits:
        mended, mine, when = parts, means, terms
        match way.way:
            case Way.SECOND:
                mine = replace(means, tables=tables + int(way.amount))
            case Way.LONGER:
                when = replace(terms, hours=way.amount * 1.0001)
            case Way.LATER:
                when = replace(terms, results_hours=way.amount + 1e-6 + 1 / pooled)
            case Way.LARGER_POOLS:
                mended = [replace(part, size=max(part.size, int(way.amount))) for part in parts]
        assert needs(weigh(mended, mine, when))[way.resource].missing == 0
