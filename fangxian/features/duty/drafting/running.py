"""What stands already: the published plan, or the draft itself, of which as much as possible stays."""

from __future__ import annotations

import numpy as np
from django.db.models import QuerySet

from fangxian.engines.planning.problem import GivenSites, Ints, RunningPlan
from fangxian.features.duty.drafting.arrays import read_numbers
from fangxian.features.duty.drafting.register import Register, given_sites
from fangxian.features.duty.models import Plan, PlanGrid, PlanSite, Posting, Site
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.codes import span, within


def running(plan: Plan, register: Register) -> RunningPlan | None:
    """
    The plan's own last result where there is one, else what is published in its area; None where nothing is.

    Must run in the caller's `snapshot`, after `register`.
    """
    own = plan.computed_at is not None
    grids, household_grid = _own_grids(plan, register) if own else _live_grids(plan, register)
    postings = Posting.objects.filter(within(plan.area))
    postings = postings.filter(post__plan=plan) if own else postings.filter(live=True)
    sites = _own_sites(plan, register) if own else _live_sites(plan, register)
    responder, post, crew = _columns(postings)
    if not grids and not responder:
        return None
    return RunningPlan(grids, household_grid, sites, responder, post, np.array(crew, np.int64))


def _columns(postings: QuerySet[Posting]) -> tuple[tuple[str, ...], tuple[str, ...], tuple[int, ...]]:
    found = list(
        postings.order_by("post__code", "crew", "responder__code")
        .values_list("responder__code", "post__code", "crew")
        .iterator(chunk_size=20_000)
    )
    if not found:
        return (), (), ()
    responder, post, crew = zip(*found, strict=True)
    return responder, post, crew


def _live_grids(plan: Plan, register: Register) -> tuple[tuple[str, ...], Ints]:
    """The grids of the territory, and for every household the one it lies in."""
    codes = tuple(
        Area.objects.filter(within(plan.area, "code"), level=Level.GRID, valid_until__isnull=True)
        .order_by("code")
        .values_list("code", flat=True)
    )
    start, end = span(plan.area)
    found = read_numbers(
        """SELECT h.id, (v.n - 1)::int FROM territory_household h
           JOIN unnest(%(codes)s::text[]) WITH ORDINALITY AS v (code, n) ON v.code = h.area COLLATE "C"
           WHERE h.incident = %(incident)s AND h.area >= %(start)s AND h.area < %(end)s ORDER BY h.id""",
        {"codes": list(codes), "incident": plan.incident, "start": start, "end": end},
        id="l",
        grid="i",
    )
    return codes, _spread(register, found["id"], found["grid"])


def _own_grids(plan: Plan, register: Register) -> tuple[tuple[str, ...], Ints]:
    """The grids of the draft, and for every household the one it was put in."""
    found = PlanGrid.objects.filter(within(plan.area), plan=plan).order_by("area")
    codes, ids, places = [], [], []
    for place, (code, some) in enumerate(found.values_list("area", "household_ids").iterator(500)):
        codes.append(code)
        ids.append(np.array(some, np.int64))
        places.append(np.full(len(some), place, np.int64))
    if not codes:
        return (), np.full(len(register.household_ids), -1, np.int64)
    return tuple(codes), _spread(register, np.concatenate(ids), np.concatenate(places))


def _spread(register: Register, ids: Ints, grids: Ints) -> Ints:
    """Grid of every household of the register, -1 where it has none; ids may be in any order."""
    spread = np.full(len(register.household_ids), -1, np.int64)
    place = np.searchsorted(register.household_ids, ids)
    inside = place < len(spread)
    place, ids, grids = place[inside], ids[inside], grids[inside]
    known = register.household_ids[place] == ids
    spread[place[known]] = grids[known]
    return spread


def _live_sites(plan: Plan, register: Register) -> GivenSites:
    """The sampling points a former plan computed and that are open."""
    found = Site.objects.filter(within(plan.area), is_open=True, kind=SiteKind.SAMPLING_POINT).exclude(
        plan=""
    )
    return given_sites(list(found.order_by("code")), register.area_index)


def _own_sites(plan: Plan, register: Register) -> GivenSites:
    """The sampling points this draft computed."""
    found = PlanSite.objects.filter(within(plan.area), plan=plan, is_computed=True).order_by("code")
    return given_sites(list(found), register.area_index)
