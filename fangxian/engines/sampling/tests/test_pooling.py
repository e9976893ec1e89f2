"""Pools against Dorfman's table, his limit, and counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.engines.sampling.pooling import NO_GAIN_ABOVE, best_size, cost, cost_a_person, positive_share

DORFMAN = [(0.001, 32, 0.0628), (0.01, 11, 0.1956), (0.02, 8, 0.2742), (0.05, 5, 0.4262), (0.1, 4, 0.5939)]


@pytest.mark.parametrize(("infected", "size", "tests"), DORFMAN)
def test_the_best_size_and_its_cost_are_those_of_the_table(infected, size, tests):
    assert best_size(infected) == size
    assert round(cost_a_person(infected, size), 4) == tests


def test_above_the_limit_no_pool_saves_a_test():
    assert round(NO_GAIN_ABOVE, 4) == 0.3066
    assert best_size(NO_GAIN_ABOVE - 1e-6) == 3
    assert best_size(NO_GAIN_ABOVE + 1e-6) == 1


@given(st.integers(0, 5_000), st.integers(1, 40), st.floats(0, 1), st.floats(0.5, 1))
def test_tubes_hold_everybody_and_nobody_is_tested_again_more_than_once(people, size, infected, sensitivity):
    found = cost(people, size, infected, sensitivity)
    assert found.tubes * size >= people > (found.tubes - 1) * size or people == found.tubes == 0
    assert 0 <= found.positive <= found.tubes + 1e-9
    assert found.again <= people + 1e-9


def test_a_round_drawn_at_random_costs_what_the_formula_says():
    random = np.random.default_rng(7)
    people, size, infected, sensitivity = 20_000, 10, 0.01, 0.9
    sick = random.random((200, people // size, size)) < infected
    positive = sick.any(axis=2) & (random.random(sick.shape[:2]) < sensitivity)
    expected = cost(people, size, infected, sensitivity)
    assert positive.sum(axis=1).mean() == pytest.approx(expected.positive, rel=0.02)
    assert size * positive.sum(axis=1).mean() == pytest.approx(expected.again, rel=0.02)
    assert positive.mean() == pytest.approx(positive_share(infected, size, sensitivity), rel=0.02)
