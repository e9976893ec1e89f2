"""Scales: totals are the published ones, exactly, and Debao is the same at both scales that hold it whole."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.scenarios.debao_2022.scales import COUNTY, scale_of
from fangxian.scenarios.debao_2022.shares import largest_remainder, share_with_floor
from fangxian.scenarios.facts import figures


def test_the_prefecture_adds_up_to_its_published_totals():
    prefecture = scale_of("prefecture")
    assert prefecture.residents == figures.RESIDENTS_OF_BAISE == 3_571_505
    assert prefecture.households == figures.HOUSEHOLDS_OF_BAISE == 1_161_311
    assert sum(c.responders for c in prefecture.counties) == figures.MEMBERS_OF_BAISE == 170_000
    assert len(prefecture.counties) == 12


def test_debao_is_the_same_in_the_county_and_in_the_prefecture():
    county, prefecture = (
        next(c for c in scale_of(name).counties if c.code == COUNTY) for name in ("county", "prefecture")
    )
    assert county == prefecture
    assert county.residents == 300_000
    assert county.residents / county.households == pytest.approx(2.89, abs=1e-4)


def test_counties_share_people_by_the_stated_rule():
    others = [c for c in scale_of("prefecture").counties if c.code != COUNTY]
    sizes = np.array([c.residents / c.households for c in others])
    assert np.ptp(sizes) < 1e-3
    largest = max(others, key=lambda c: c.residents)
    assert largest.code == "451081"


@given(st.integers(0, 10**7), st.lists(st.floats(0.01, 100), min_size=1, max_size=40))
def test_shares_are_whole_and_exact_and_within_one_of_fair(total, weights):
    parts = largest_remainder(total, weights)
    fair = np.array(weights) * total / sum(weights)
    assert parts.sum() == total
    assert (np.abs(parts - fair) <= 1 + 1e-6).all()


@given(st.integers(0, 500), st.lists(st.floats(0.01, 100), min_size=1, max_size=40))
def test_a_floor_is_kept_or_refused(total, weights):
    if total < len(weights):
        with pytest.raises(ValueError, match="cannot be shared"):
            share_with_floor(total, weights, floor=1)
    else:
        parts = share_with_floor(total, weights, floor=1)
        assert parts.sum() == total
        assert parts.min() >= 1
