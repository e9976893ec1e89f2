"""People on posts: once each, with the skills, within their hours; and why a seat is empty."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.engines.planning.postings import fill_posts
from fangxian.engines.planning.problem import Edits, Problem, RunningPlan, kind_mask, skill_mask
from fangxian.engines.planning.tests.town import MIDDLE, areas, given_sites, households, posts, responders
from fangxian.kernel import rulepacks

PACK = rulepacks.load("cn-2022-03")
SWAB = skill_mask(("swab",))


def problem(people: int, seed: int = 1) -> Problem:
    land = areas(4)
    return Problem(land, households(land, [1, 1, 1, 1]), responders(land, people, seed), given_sites())


def one_post(**changes):
    made = posts([MIDDLE], skills=[SWAB], seats=[1], farthest_m=changes.pop("farthest_m", 10_000.0))
    return replace(made, **changes)


def only(base: Problem, **changes) -> Problem:
    """A roster of two people with the skill at the post, changed as said."""
    folk = responders(base.areas, 2)
    folk = replace(
        folk,
        skills=np.array([SWAB, SWAB]),
        lat=np.full(2, MIDDLE[0]),
        lon=np.full(2, MIDDLE[1]),
        max_hours_week=np.zeros(2, dtype=np.int64),
    )
    return replace(base, responders=replace(folk, **changes))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 120))
def test_nobody_stands_in_two_places_and_everybody_fits(seed, people):
    rng = np.random.default_rng(seed)
    base = problem(people, seed)
    folk = replace(
        base.responders,
        available_from=rng.choice([0, 600], people),
        available_until=rng.choice([1000, 50_000], people),
    )
    base = replace(base, responders=folk)
    made = posts(
        [(MIDDLE[0] + a, MIDDLE[1] + b) for a, b in rng.uniform(-0.05, 0.05, (9, 2))],
        skills=rng.choice([0, 1, 3, 8], 9).tolist(),
        seats=rng.integers(1, 4, 9).tolist(),
        crews=rng.integers(1, 4, 9).tolist(),
        farthest_m=8_000,
    )
    made = replace(made, hours_week=rng.choice([0.0, 48.0, 60.0], 9), kinds=rng.choice([3, 127], 9))
    found, _ = fill_posts(base, PACK, made)
    who, at = found.responder, found.post
    assert len(set(who.tolist())) == len(who)
    assert ((folk.skills[who] & made.skills[at]) == made.skills[at]).all()
    assert ((1 << folk.kind[who]) & made.kinds[at] > 0).all()
    assert (folk.available_from[who] <= made.starts[at]).all()
    assert (folk.available_until[who] >= made.ends[at]).all()
    own = np.where(folk.max_hours_week > 0, folk.max_hours_week, PACK["hours_week"])[who]
    assert (own >= made.hours_week[at]).all()
    assert (found.distance_m <= 8_000).all()
    assert found.proof.gap == 0
    held = np.bincount(at, minlength=9)
    assert (held <= made.wanted).all()
    assert {v.post: v.missing for v in found.vacancies} == {
        p: int(made.wanted[p] - held[p]) for p in range(9) if made.wanted[p] > held[p]
    }
    crews = np.unique(np.stack([at, found.crew], axis=1), axis=0, return_counts=True)
    assert all(count <= made.seats[p] for (p, _), count in zip(*crews, strict=True))
    assert (found.crew < made.crews[at]).all()


def test_an_empty_seat_says_why():
    base = problem(1)
    seats = one_post(seats=np.array([3]))
    reason = {}
    reason["all_posted"] = fill_posts(only(base), PACK, seats)
    reason["no_skill"] = fill_posts(only(base, skills=np.zeros(2, dtype=np.int64)), PACK, seats)
    reason["too_far"] = fill_posts(only(base, lat=np.full(2, MIDDLE[0] + 1)), PACK, seats)
    away = Edits(unavailable=frozenset({"P00000", "P00001"}))
    reason["unavailable"] = fill_posts(only(base), PACK, seats, edits=away)
    for expected, (found, _) in reason.items():
        assert [v.reason for v in found.vacancies] == [expected]
        assert found.vacancies[0].skills == SWAB
    assert reason["all_posted"][0].vacancies[0].missing == 1
    assert reason["too_far"][0].vacancies[0].nearest_km == pytest.approx(111.2, rel=0.01)
    assert reason["no_skill"][0].vacancies[0].alternatives == ()
    assert {who for who, _, _ in reason["all_posted"][0].vacancies[0].alternatives} == {0, 1}


def test_a_week_that_is_too_long_for_everybody_is_all_posted():
    found, _ = fill_posts(
        only(problem(1), max_hours_week=np.array([48, 48])), PACK, one_post(hours_week=np.array([60.0]))
    )
    assert [v.reason for v in found.vacancies] == ["all_posted"]
    assert not len(found.responder)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 1000))
def test_all_posted_is_true(seed):
    """Whoever could hold a seat that is `all_posted` holds a post, or would go over the hours."""
    base = problem(40, seed)
    rng = np.random.default_rng(seed)
    made = posts(
        [(MIDDLE[0] + a, MIDDLE[1] + b) for a, b in rng.uniform(-0.05, 0.05, (6, 2))],
        skills=rng.choice([1, 2, 3], 6).tolist(),
        seats=[9] * 6,
        farthest_m=7_000,
    )
    found, _ = fill_posts(base, PACK, made)
    posted = set(found.responder.tolist())
    for vacancy in found.vacancies:
        if vacancy.reason == "all_posted":
            near = [who for who, km, _ in vacancy.alternatives if km <= vacancy.within_km]
            assert set(near) <= posted


def test_the_nearer_of_two_is_posted_and_home_counts_as_nearer():
    base = only(problem(1), lat=np.array([MIDDLE[0] + 0.01, MIDDLE[0] + 0.02]), home=np.array([3, 4]))
    base = replace(base, responders=replace(base.responders, unit_area=np.array([-1, -1])))
    elsewhere, _ = fill_posts(base, PACK, one_post(area=np.array([5])))
    assert elsewhere.responder.tolist() == [0]
    at_home, _ = fill_posts(base, PACK, one_post(area=np.array([4])))
    assert at_home.responder.tolist() == [1]


def test_a_pin_is_kept_and_an_impossible_one_is_refused():
    base = only(problem(1), lat=np.array([MIDDLE[0], MIDDLE[0] + 0.05]))
    kept, refused = fill_posts(base, PACK, one_post(), edits=Edits(pins=(("P00001", "X0-work"),)))
    assert kept.responder.tolist() == [1]
    assert kept.pinned.tolist() == [1]
    assert not refused
    unskilled = replace(base, responders=replace(base.responders, skills=np.array([SWAB, 0])))
    fallback, refused = fill_posts(
        unskilled, PACK, one_post(), edits=Edits(pins=(("P00001", "X0-work"), ("P9", "X0-work")))
    )
    assert fallback.responder.tolist() == [0]
    assert [notice.code for notice in refused] == ["pin_refused", "pin_refused"]


def test_an_officer_of_the_police_is_no_nurse():
    base = only(problem(1), kind=np.array([3, 3]))
    found, _ = fill_posts(base, PACK, one_post(kinds=np.array([kind_mask(("medic",))])))
    assert [v.reason for v in found.vacancies] == ["no_skill"]


def test_crews_of_the_running_plan_stay():
    base = only(problem(1))
    seats = one_post(crews=np.array([2]))
    none = given_sites()
    running = RunningPlan(
        *((), np.full(4, -1), none, ("P00000", "P00001"), ("X0-work", "X0-work")), crew=np.array([1, 0])
    )
    found, _ = fill_posts(base, PACK, seats, running=running)
    assert dict(zip(found.responder.tolist(), found.crew.tolist(), strict=True)) == {0: 1, 1: 0}
    assert found.changed == 0
