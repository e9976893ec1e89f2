"""Who answers where: leads and deputies, span of control, teams, temporary branches, pioneer posts."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from fangxian.engines.planning.pack import RulePack
from fangxian.engines.planning.problem import SITE_KINDS, Ints, Problem, skill_mask
from fangxian.engines.planning.result import Branch, Grids, Notice, Organisation, Postings, Posts, Team

LEADING = ("site_lead", "lead", "grid_worker")
"""Roles whose holders lead the team they stand in."""

CHARGES = ("area_lead", "area_deputy")


def organise(
    problem: Problem, pack: RulePack, grids: Grids, posts: Posts, postings: Postings
) -> tuple[Organisation, tuple[Notice, ...]]:
    """
    Leads and deputies are the holders of the posts `area_lead` and `area_deputy`, so the proof covers them.

    A team is who stands in one crew at one place; a work site with enough party members has a temporary
    branch; a post held by a member is a pioneer post. Wider spans than the pack's are noticed.
    """
    lead, deputy = (_holders(problem, grids, posts, postings, role) for role in CHARGES)
    span = _span(problem, grids)
    teams = _teams(problem, posts, postings)
    pioneer = np.zeros(len(posts.code), dtype=np.int64)
    pioneer[postings.post[problem.responders.member[postings.responder]]] = 1
    found = Organisation(
        lead=lead,
        deputy=deputy,
        span=span,
        teams=teams,
        branches=_branches(problem, pack, posts, postings),
        pioneer=pioneer,
    )
    return found, _notices(problem, pack, grids, found)


def _holders(problem: Problem, grids: Grids, posts: Posts, postings: Postings, role: str) -> Ints:
    """The first holder of a role at every area, then at every grid."""
    places = {code: i for i, code in enumerate((*problem.areas.code, *grids.code))}
    found = np.full(len(places), -1, dtype=np.int64)
    for responder, post in zip(postings.responder.tolist(), postings.post.tolist(), strict=True):
        at = places.get(posts.place[post], -1)
        if posts.role[post] == role and at >= 0 and found[at] < 0:
            found[at] = responder
    return found


def _span(problem: Problem, grids: Grids) -> Ints:
    """Areas and grids right below each area; nobody below a grid but its own team."""
    children = problem.areas.parent[problem.areas.parent >= 0]
    below = np.bincount(np.concatenate([children, grids.area]), minlength=len(problem.areas.code))
    return np.concatenate([below, np.zeros(len(grids.code))]).astype(np.int64)


def _teams(problem: Problem, posts: Posts, postings: Postings) -> tuple[Team, ...]:
    members: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    rows = zip(postings.responder.tolist(), postings.post.tolist(), postings.crew.tolist(), strict=True)
    for responder, post, crew in rows:
        if posts.role[post] not in CHARGES:
            members[posts.place[post], crew].append((responder, post))
    numbers: dict[str, int] = defaultdict(int)
    teams = []
    for (place, crew), people in sorted(members.items()):
        if len(people) < 2:
            continue
        numbers[place] += 1
        leader = _leader(problem, posts, people)
        teams.append(Team(place, crew, numbers[place], leader, tuple(sorted(one for one, _ in people))))
    return tuple(teams)


def _leader(problem: Problem, posts: Posts, people: list[tuple[int, int]]) -> int:
    """Who leads some people: by the post they hold, else by the skill, else the first in the roster."""
    leads = skill_mask(("lead",))

    def rank(one: tuple[int, int]) -> tuple[int, bool, int]:
        responder, post = one
        role = posts.role[post]
        place = LEADING.index(role) if role in LEADING else len(LEADING)
        return place, not problem.responders.skills[responder] & leads, responder

    return min(people, key=rank)[0]


def _branches(problem: Problem, pack: RulePack, posts: Posts, postings: Postings) -> tuple[Branch, ...]:
    members: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for responder, post in zip(postings.responder.tolist(), postings.post.tolist(), strict=True):
        if posts.place_kind[post] in SITE_KINDS and problem.responders.member[responder]:
            members[posts.place[post]].append((responder, post))
    return tuple(
        Branch(place, _leader(problem, posts, people), tuple(sorted(one for one, _ in people)))
        for place, people in sorted(members.items())
        if len(people) >= pack["branch_members"]
    )


def _notices(problem: Problem, pack: RulePack, grids: Grids, found: Organisation) -> tuple[Notice, ...]:
    most = pack["span_of_control"]
    codes = (*problem.areas.code, *grids.code)
    return tuple(
        Notice("span_wide", codes[at], float(found.span[at]), most)
        for at in np.flatnonzero(found.span > most).tolist()
    )
