"""The whole plan: the same twice, whole, led at every level, and hardly disturbed when people drop out."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import ceil

import numpy as np
import pytest

from fangxian.engines.planning import plan
from fangxian.engines.planning.eligibility import open_market
from fangxian.engines.planning.problem import Edits
from fangxian.engines.planning.result import REASONS
from fangxian.engines.planning.tests.test_optimum import exact
from fangxian.engines.planning.tests.town import as_running, county
from fangxian.engines.planning.tree import located
from fangxian.kernel import rulepacks

PACK = rulepacks.load("cn-2022-03")
PEOPLE = 180


@cache
def made(people: int = PEOPLE):
    problem = county(people)
    return problem, plan(problem, PACK, seed=7)


def columns(table):
    return {name: getattr(table, name) for name in table.__slots__ if name != "proof"}


def same(one, other) -> bool:
    ours, theirs = columns(one), columns(other)
    return all(
        np.array_equal(ours[n], theirs[n], equal_nan=ours[n].dtype.kind == "f")
        if isinstance(ours[n], np.ndarray)
        else ours[n] == theirs[n]
        for n in ours
    )


def test_the_same_problem_gives_the_same_plan():
    problem, first = made()
    again = plan(problem, PACK, seed=7)
    for stage in ("grids", "sites", "posts", "postings", "shifts", "organisation"):
        assert same(getattr(first, stage), getattr(again, stage)), stage
    assert first.notices == again.notices


def test_progress_goes_forward_through_every_step():
    told = []
    plan(county(60, (120,)), PACK, progress=lambda step, share: told.append((step, share)))
    assert {step for step, _ in told} == {"grids", "sites", "posts", "postings", "shifts", "organisation"}
    assert [share for _, share in told] == sorted(share for _, share in told)
    assert told[-1][1] == 1.0


def test_posts_follow_the_pack():
    problem, found = made()
    posts, sites = found.posts, found.sites
    at = {code: i for i, code in enumerate(posts.code)}
    for site in np.flatnonzero(np.array(sites.kind) == "sampling_point"):
        sampler = at[f"{sites.code[site]}-sampler"]
        assert posts.seats[sampler] >= sites.tables[site]
        assert posts.wanted[sampler] >= sites.people[site] / 360
        assert posts.seats[at[f"{sites.code[site]}-registrar"]] == sites.tables[site]
    gate = at["G1-gate_guard"]
    assert (posts.seats[gate], posts.wanted[gate]) == (2, 6)
    for grid in found.grids.code:
        assert f"{grid}-area_lead" in at
        assert f"{grid}-grid_worker" in at
    assert len(set(posts.code)) == len(posts.code)
    assert (posts.area >= 0).all()
    assert problem.areas.code[int(posts.area[gate])] == posts.area_code[gate]


def test_shifts_cover_the_opening_hours_with_every_crew_known():
    _, found = made()
    shifts, posts = found.shifts, found.posts
    assert (shifts.crew < posts.crews[shifts.post]).all()
    assert (shifts.starts >= posts.starts[shifts.post]).all()
    assert (shifts.ends <= posts.ends[shifts.post]).all()
    gate = posts.code.index("G1-gate_guard")
    mine = shifts.post == gate
    assert int((shifts.ends - shifts.starts)[mine].sum()) == 7 * 1440


def test_nobody_works_over_their_hours_or_without_rest():
    problem, found = made()
    shifts, limit = found.shifts, PACK["hours_week"]
    own = np.where(problem.responders.max_hours_week > 0, problem.responders.max_hours_week, limit)
    by_crew: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for post, crew, starts, ends in zip(
        *(shifts.post.tolist(), shifts.crew.tolist(), shifts.starts.tolist(), shifts.ends.tolist()),
        strict=True,
    ):
        by_crew.setdefault((post, crew), []).append((starts, ends))
    rows = zip(
        *(found.postings.responder.tolist(), found.postings.post.tolist(), found.postings.crew.tolist()),
        strict=True,
    )
    for responder, post, crew in rows:
        mine = by_crew.get((post, crew), [])
        assert sum(end - start for start, end in mine) <= own[responder] * 60
        gaps = [b[0] - a[1] for a, b in pairwise(mine)]
        assert all(gap >= PACK["rest_hours"] * 60 for gap in gaps)


def test_who_answers_is_a_holder_of_the_post_for_it():
    problem, found = made()
    places = (*problem.areas.code, *found.grids.code)
    assert len(found.organisation.lead) == len(found.organisation.deputy) == len(places)
    holder = {
        found.posts.code[p]: r
        for r, p in zip(found.postings.responder.tolist(), found.postings.post.tolist(), strict=True)
        if found.posts.role[p] in ("area_lead", "area_deputy")
    }
    for who, role in ((found.organisation.lead, "area_lead"), (found.organisation.deputy, "area_deputy")):
        for place, responder in zip(places, who.tolist(), strict=True):
            assert responder == holder.get(f"{place}-{role}", -1)
    both = np.concatenate([found.organisation.lead, found.organisation.deputy])
    held = both[both >= 0]
    assert len(set(held.tolist())) == len(held)
    assert (found.organisation.lead >= 0).mean() > 0.9


def test_temporary_branches_are_where_three_members_stand():
    problem, found = made()
    members: dict[str, set[int]] = {}
    for r, p in zip(found.postings.responder.tolist(), found.postings.post.tolist(), strict=True):
        kind = found.posts.place_kind[p]
        if kind in ("sampling_point", "checkpoint", "isolation_site") and problem.responders.member[r]:
            members.setdefault(found.posts.place[p], set()).add(r)
    expected = {place: who for place, who in members.items() if len(who) >= 3}
    assert expected
    assert {b.place: set(b.members) for b in found.organisation.branches} == expected
    assert all(b.secretary in b.members for b in found.organisation.branches)
    assert all(t.leader in t.responders for t in found.organisation.teams)


def test_a_pioneer_post_is_held_by_a_member():
    problem, found = made()
    members = found.postings.post[problem.responders.member[found.postings.responder]]
    assert set(np.flatnonzero(found.organisation.pioneer).tolist()) == set(members.tolist())


def test_a_wide_span_is_noticed():
    problem = county(300, (120,) * 20)
    found = plan(problem, PACK)
    noticed = {n.place: n.found for n in found.notices if n.code == "span_wide"}
    assert noticed["451024100"] == 10
    assert all(span > PACK["span_of_control"] for span in noticed.values())


@pytest.mark.parametrize("people", [PEOPLE, 2500])
@pytest.mark.parametrize("seed", [0, 1])
def test_when_one_in_a_hundred_drops_out_hardly_anything_else_changes(people, seed):
    problem, first = made(people)
    rng = np.random.default_rng(seed)
    gone = rng.choice(people, max(1, people // 100), replace=False)
    edits = Edits(unavailable=frozenset(problem.responders.code[i] for i in gone.tolist()))
    again = plan(problem, PACK, running=as_running(problem, first), edits=edits)
    assert again.grids.code == first.grids.code
    assert again.posts.code == first.posts.code
    assert not set(again.postings.responder.tolist()) & set(gone.tolist())
    assert again.postings.changed <= ceil(1.1 * _needed(problem, first, again, gone))
    if people > 2000:
        assert again.postings.changed <= 1.1 * len(gone)


def _needed(problem, first, again, gone) -> int:
    """Fewest changed postings of any plan that fills as many seats of every rank, by dense assignment."""
    problem = replace(problem, areas=located(problem.areas, problem.households))
    holds = np.full(len(problem.responders.code), -1)
    holds[first.postings.responder] = first.postings.post
    free = np.ones(len(holds), dtype=bool)
    free[gone] = False
    none = np.zeros(len(again.posts.code), dtype=np.int64)
    at = open_market(
        *(problem.areas, problem.responders, again.posts, PACK),
        holds=holds,
        free=free,
        filled=none,
        replanning=True,
    )
    one = (at.people.holds[:, None] != np.arange(len(none))).astype(np.int64)
    worth = 100_000 * np.arange(len(at.tariff.vacant), 0, -1)
    return exact(at, worth, one) % 100_000


def test_nothing_changes_when_nothing_happened():
    problem, first = made()
    again = plan(problem, PACK, running=as_running(problem, first))
    assert again.postings.changed == 0
    assert again.sites.code == first.sites.code
    assert (again.grids.of_household == first.grids.of_household).all()


def test_an_area_without_positions_people_or_households_is_planned_all_the_same():
    problem = county(120, (150, 80))
    blank = np.full(len(problem.areas.code), np.nan)
    lost = replace(
        problem,
        areas=replace(problem.areas, lat=blank, lon=blank),
        households=replace(problem.households, lat=np.full(230, np.nan)),
        responders=replace(problem.responders, lat=np.full(120, np.nan)),
    )
    found = plan(lost, PACK)
    assert found.postings.proof.gap == 0
    assert len(found.postings.responder)
    empty = plan(county(0, (0, 0)), PACK)
    assert not len(empty.postings.responder)
    assert {v.reason for v in empty.postings.vacancies} == {"no_skill"}


def test_reasons_are_the_known_ones_and_the_gap_is_zero():
    _, found = made()
    assert {v.reason for v in found.postings.vacancies} <= set(REASONS)
    assert found.postings.proof.gap == 0
    assert found.postings.vacancies
