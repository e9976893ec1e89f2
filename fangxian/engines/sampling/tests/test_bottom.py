"""What was missed: against closed forms, against animal health's formula, and against simulated rounds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.engines.sampling.bottom import escapes, freedom, one_more, probe

NEVER, ONCE, TWICE = 0, 1, 2
SAMPLED = np.array([[False, False], [False, True], [True, True]])
ESCAPE = escapes(SAMPLED, np.array([0.9, 0.8]))


def test_who_was_never_swabbed_always_escapes_and_each_swab_finds_its_share():
    assert pytest.approx([1.0, 0.2, 0.02]) == ESCAPE


def test_a_grid_swabbed_whole_by_a_perfect_test_hides_nobody():
    whole = probe(
        np.array([[0, 0, 80]]), np.array([1.0, 0.0, 0.0]), np.array([3]), shape=0.5, expected=np.array([0.1])
    )
    assert whole.nobody[0] == whole.all_clear == 1.0
    assert whole.missed[0] == 0.0


def test_nobody_swabbed_leaves_what_was_expected_before():
    before = probe(np.array([[80, 0, 0]]), ESCAPE, np.array([0]), shape=2.0, expected=np.array([0.4]))
    assert before.missed[0] == pytest.approx(0.4)
    assert before.nobody[0] == pytest.approx((5 / 6) ** 2)


def test_with_a_sharp_prior_it_is_the_thinned_poisson():
    people, expected = np.array([[10, 30, 60]]), np.array([0.3])
    sharp = probe(people, ESCAPE, np.array([0]), shape=1e7, expected=expected)
    unseen = (10 * 1.0 + 30 * 0.2 + 60 * 0.02) / 100
    assert sharp.unseen[0] == pytest.approx(unseen)
    assert sharp.nobody[0] == pytest.approx(np.exp(-0.3 * unseen), rel=1e-6)


def test_for_rare_infections_it_meets_the_probability_of_freedom():
    people, rare = np.array([[20, 80, 0]]), 1e-4
    mine = probe(people, ESCAPE, np.array([0]), shape=1e7, expected=np.array([rare]))
    theirs = freedom(rare, 0.8 * 0.8)
    assert 1 - mine.nobody[0] == pytest.approx(1 - theirs, rel=1e-3)


def test_simulated_rounds_miss_as_often_as_it_says():
    random = np.random.default_rng(11)
    people, shape, expected, draws = np.array([[10, 30, 60]]), 0.5, 0.8, 400_000
    mean = random.gamma(shape, expected / shape, draws)
    infected = random.poisson(mean)
    unseen = float((people @ ESCAPE)[0] / people.sum())
    missed = random.binomial(infected, unseen)
    found = infected - missed
    for k in (0, 1, 3):
        said = probe(people, ESCAPE, np.array([k]), shape=shape, expected=np.array([expected]))
        drawn = missed[found == k]
        assert (drawn == 0).mean() == pytest.approx(said.nobody[0], abs=0.01)
        assert drawn.mean() == pytest.approx(said.missed[0], abs=0.02)


@given(st.lists(st.integers(0, 200), min_size=3, max_size=3), st.integers(0, 5), st.floats(0.01, 3))
def test_one_more_round_never_hides_more_and_more_found_means_more_missed(counts, found, expected):
    people, mean = np.array([counts]), np.array([expected])
    now = probe(people, ESCAPE, np.array([found]), shape=0.5, expected=mean)
    more = one_more(ESCAPE, np.array([0.3, 0.9, 0.95]), 0.8)
    after = probe(people, more, np.array([found]), shape=0.5, expected=mean)
    worse = probe(people, ESCAPE, np.array([found + 1]), shape=0.5, expected=mean)
    assert 0 <= after.missed[0] <= now.missed[0] + 1e-12
    assert after.nobody[0] >= now.nobody[0] - 1e-12
    assert worse.missed[0] >= now.missed[0]


def test_the_whole_area_is_clear_only_if_each_grid_is():
    people = np.array([[10, 30, 60], [0, 0, 100], [0, 0, 0]])
    each = probe(people, ESCAPE, np.array([0, 1, 0]), shape=0.5, expected=np.array([0.2, 0.1, 0.1]))
    assert each.all_clear == pytest.approx(np.prod(each.nobody))
    assert each.nobody[2] == 1.0
