"""What a plan is made from, as arrays: territory, household register, roster, sites."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from fangxian.engines.planning.problem import (
    Areas,
    GivenSites,
    Households,
    Ints,
    Problem,
)
from fangxian.features.duty.drafting.arrays import read_numbers
from fangxian.features.duty.drafting.people import nearest_known, responders
from fangxian.features.duty.models import Plan, PlanSite, Site
from fangxian.features.duty.models.plan import SiteSource, Terrain
from fangxian.features.duty.refusals import NothingToPlan
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import span, within
from fangxian.kernel.db import scope

SITE_MODES = {SiteSource.FOUND: "found", SiteSource.COMPUTED: "computed", SiteSource.BOTH: "complete"}


@dataclass(frozen=True, slots=True)
class Register:
    """A plan's problem, with the keys of its households (ascending) and names for its draft."""

    problem: Problem
    household_ids: Ints
    area_names: tuple[str, ...]
    area_index: dict[str, int]
    site_names: dict[str, str]


@contextmanager
def snapshot(actor: Actor) -> Iterator[None]:
    """One reading transaction under the actor in which every query sees the same state of the database."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        scope.enter(actor)
        yield


def read(plan: Plan) -> Register:
    """
    Everything the plan's area holds, in the caller's `snapshot`.

    Raises:
        NothingToPlan: no household is registered there.
    """
    areas = list(
        Area.objects.filter(within(plan.area, "code"), valid_until__isnull=True)
        .exclude(level=Level.GRID)
        .order_by("code")
        .values_list("code", "name", "level", "parent", "lat", "lon", "population")
    )
    index = {row[0]: place for place, row in enumerate(areas)}
    ids, households = _households(plan, index)
    if not len(ids):
        raise NothingToPlan
    given, names = _sites(plan, index)
    problem = Problem(
        areas=_areas(areas, index, plan),
        households=households,
        responders=responders(plan, index),
        sites=given,
        days=plan.days,
        start_minute=_minute_of_day(plan.starts_at),
        site_mode=SITE_MODES[SiteSource(plan.site_source)],  # type: ignore[arg-type]
    )
    return Register(problem, ids, tuple(row[1] for row in areas), index, names)


def _areas(rows: list[Any], index: dict[str, int], plan: Plan) -> Areas:
    code, _name, level, parent, lat, lon, population = zip(*rows, strict=True)
    return Areas(
        code=code,
        level=level,
        parent=np.array([index.get(one, -1) for one in parent], np.int64),
        lat=np.array([np.nan if one is None else one for one in lat], np.float64),
        lon=np.array([np.nan if one is None else one for one in lon], np.float64),
        population=np.array([one or 0 for one in population], np.int64),
        mountain=np.full(len(rows), plan.terrain == Terrain.MOUNTAIN),
    )


def _households(plan: Plan, index: dict[str, int]) -> tuple[Ints, Households]:
    start, end = span(plan.area)
    found = read_numbers(
        """SELECT h.id, (v.n - 1)::int, coalesce(h.lat, 'NaN'), coalesce(h.lon, 'NaN'), h.members::int
           FROM territory_household h
           JOIN unnest(%(codes)s::text[]) WITH ORDINALITY AS v (code, n) ON v.code = h.village COLLATE "C"
           WHERE h.incident = %(incident)s AND h.area >= %(start)s AND h.area < %(end)s ORDER BY h.id""",
        {"codes": list(index), "incident": plan.incident, "start": start, "end": end},
        id="l",
        area="i",
        lat="d",
        lon="d",
        members="i",
    )
    return found["id"], Households(found["area"], found["lat"], found["lon"], found["members"])


def _sites(plan: Plan, index: dict[str, int]) -> tuple[GivenSites, dict[str, str]]:
    """The open sites of the list; those a former plan computed come with the running plan instead."""
    found = list(Site.objects.filter(within(plan.area), is_open=True, plan="").order_by("code"))
    return given_sites(found, index), {one.code: one.name for one in found}


def given_sites(found: Sequence[Site | PlanSite], index: dict[str, int]) -> GivenSites:
    """Sites as the engine takes them; those in areas the plan does not know are left out."""
    known = [(one, place) for one in found if (place := nearest_known(one.area, index)) >= 0]
    return GivenSites(
        code=tuple(one.code for one, _place in known),
        kind=tuple(one.kind for one, _place in known),
        area=np.array([place for _one, place in known], np.int64),
        lat=np.array([one.lat for one, _place in known], np.float64),
        lon=np.array([one.lon for one, _place in known], np.float64),
        tables=np.array([one.tables for one, _place in known], np.int64),
        rooms=np.array([one.rooms for one, _place in known], np.int64),
    )


def _minute_of_day(at: datetime) -> int:
    local = timezone.localtime(at)
    return local.hour * 60 + local.minute
