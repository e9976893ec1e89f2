"""The flow against exact answers of small cases: optimum, order of seats, changes, and the proof."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linear_sum_assignment
from scipy.sparse import csr_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from fangxian.engines.planning import duals, optimum
from fangxian.engines.planning.eligibility import open_market
from fangxian.engines.planning.offers import first_offers
from fangxian.engines.planning.tests.town import MIDDLE, areas, posts, responders
from fangxian.kernel import rulepacks

PACK = rulepacks.load("cn-2022-03")


def market(seed: int, people: int, count: int, *, replanning: bool = False, farthest_m: float = 9_000):
    """A market by lot: posts of one to three skills, priorities, crews; people who hold some of them."""
    rng = np.random.default_rng(seed)
    land, folk = areas(4), responders(areas(4), people, seed)
    made = posts(
        [(MIDDLE[0] + a, MIDDLE[1] + b) for a, b in rng.uniform(-0.06, 0.06, (count, 2))],
        skills=rng.choice([0, 1, 2, 3, 6], count).tolist(),
        seats=rng.integers(1, 4, count).tolist(),
        crews=rng.integers(1, 3, count).tolist(),
        priority=rng.integers(0, 3, count).tolist(),
        farthest_m=farthest_m,
    )
    made = replace(made, area=rng.integers(3, 7, count))
    holds = np.where(rng.random(people) < 0.5, rng.integers(0, count, people), -1)
    return open_market(
        *(land, folk, made, PACK),
        holds=holds if replanning else np.full(people, -1),
        free=np.ones(people, dtype=bool),
        filled=np.zeros(count, dtype=np.int64),
        replanning=replanning,
    )


def pairs(at):
    """Every pair of a market: eligible (people, posts) and cost."""
    people, count = len(at.people.of), len(at.seats.wanted)
    person, post = np.divmod(np.arange(people * count), count)
    apart = at.apart(person, post)
    allowed = at.allowed(person, post, apart).reshape(people, count)
    return allowed, at.costs(person, post, apart).reshape(people, count)


def seats(at):
    """The post and rank of every single seat."""
    ranks = [(at.seats.core, at.seats.core_rank), (at.seats.rest, at.seats.rest_rank)]
    index = np.arange(len(at.seats.wanted))
    post = np.concatenate([np.repeat(index, number) for number, _ in ranks])
    return post, np.concatenate([np.repeat(rank, number) for number, rank in ranks])


def exact(at, worth, cost) -> int:
    """The least cost of assigning people to seats, an empty seat costing its `worth`, by dense assignment."""
    allowed, _ = pairs(at)
    post, rank = seats(at)
    table = np.where(allowed[:, post], np.minimum(0, cost[:, post] - worth[rank]), 0)
    rows, columns = linear_sum_assignment(table)
    return int(table[rows, columns].sum() + worth[rank].sum())


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 14), st.booleans())
def test_the_optimum_is_that_of_dense_assignment_and_proven(seed, people, count, replanning):
    at = market(seed, people, count, replanning=replanning)
    best = optimum.find_optimum(at)
    assert best.primal == best.dual == exact(at, at.tariff.vacant, pairs(at)[1])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(5, 80), st.integers(3, 14))
def test_what_the_first_offers_leave_out_is_found_by_price(seed, people, count):
    at = market(seed, people, count)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimum, "first_offers", lambda m: first_offers(m, 1, 1))
        few = optimum.find_optimum(at)
    assert few.primal == few.dual == exact(at, at.tariff.vacant, pairs(at)[1])


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60), st.integers(1, 12))
def test_as_many_seats_of_each_rank_are_filled_as_any_matching_could(seed, people, count):
    at = market(seed, people, count)
    best = optimum.find_optimum(at)
    core, rest = duals.vacancies(at, best.offers, best.taken)
    allowed, (post, rank) = pairs(at)[0], seats(at)
    for limit in range(6):
        up_to = post[rank <= limit]
        empty = core[at.seats.core_rank <= limit].sum() + rest[at.seats.rest_rank <= limit].sum()
        matched = maximum_bipartite_matching(csr_array(allowed[:, up_to]), perm_type="column")
        assert len(up_to) - empty == (matched >= 0).sum()


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 50), st.integers(1, 12))
def test_no_plan_that_fills_as_many_changes_fewer_postings(seed, people, count):
    at = market(seed, people, count, replanning=True)
    best = optimum.find_optimum(at)
    person, post = best.offers.person[best.taken], best.offers.post[best.taken]
    changed = int((at.people.holds[person] != post).sum())
    one = (at.people.holds[:, None] != np.arange(count)).astype(np.int64)
    worth = 1000 * np.arange(len(at.tariff.vacant), 0, -1)
    core, rest = duals.vacancies(at, best.offers, best.taken)
    empty = core @ worth[at.seats.core_rank] + rest @ worth[at.seats.rest_rank]
    assert changed + empty == exact(at, worth, one)


def test_postings_that_are_not_the_best_are_told_from_the_best():
    at = market(3, 40, 8)
    best = optimum.find_optimum(at)
    worse = best.taken.copy()
    first = int(np.flatnonzero(best.taken)[0])
    worse[first] = False
    with pytest.raises(ArithmeticError):
        duals.prices(at, best.offers, worse)


def test_a_price_too_high_gives_a_lower_bound_only():
    at = market(4, 40, 8)
    best = optimum.find_optimum(at)
    price = best.price + 100
    assert duals.bound(at, price, duals.rents(at, best.offers, price)) <= best.primal


def test_nobody_to_post_leaves_every_seat_empty_and_proven():
    at = market(1, 3, 4, farthest_m=0.0)
    best = optimum.find_optimum(at)
    assert best.primal == best.dual
    assert not best.taken.any()
