"""Writing a result as the draft of its plan: set by set, whatever was there before is replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from fangxian.engines.planning import result
from fangxian.features.duty.drafting import writing_posts
from fangxian.features.duty.drafting.arrays import run, stage
from fangxian.features.duty.drafting.names import Names
from fangxian.features.duty.drafting.register import Register
from fangxian.features.duty.models import Plan
from fangxian.kernel.authority import Role

ROLES = {
    "region": Role.COMMANDER,
    "prefecture": Role.COMMANDER,
    "county": Role.COMMANDER,
    "township": Role.TOWNSHIP_LEAD,
    "village": Role.VILLAGE_LEAD,
    "hamlet": Role.VILLAGE_LEAD,
    "grid": Role.GRID_WORKER,
}
_ON_POSTS = ("gap", "posting", "shift")
_OF_PLAN = ("post", "plangrid", "plansite", "planlead", "planbranch", "planteam", "plannotice")


@dataclass(frozen=True, slots=True)
class Draft:
    """A result on its way into the tables."""

    plan: Plan
    register: Register
    made: result.Plan
    names: Names

    @property
    def responder(self) -> tuple[str, ...]:
        """Codes of the responders, by the engine's index."""
        return self.register.problem.responders.code

    @property
    def area(self) -> tuple[str, ...]:
        """Codes of the areas, by the engine's index."""
        return self.register.problem.areas.code


def write(draft: Draft, progress: Callable[[float], None]) -> None:
    """Replace the draft rows of a plan; runs in the caller's transaction."""
    erase(draft.plan)
    parts = (
        *(_grids, _sites, writing_posts.posts, writing_posts.shifts, writing_posts.postings),
        *(writing_posts.gaps, _leads, _branches, _teams, _notices),
    )
    for done, part in enumerate(parts, start=1):
        part(draft)
        progress(done / len(parts))


def erase(plan: Plan) -> None:
    """Remove the draft rows of a plan."""
    mine = {"plan": plan.pk}
    for table in _ON_POSTS:
        run(
            f"DELETE FROM duty_{table} t USING duty_post p "  # noqa: S608 our own names
            "WHERE t.post_id = p.id AND p.plan_id = %(plan)s AND NOT p.live",
            mine,
        )
    for table in _OF_PLAN:
        run(f"DELETE FROM duty_{table} WHERE plan_id = %(plan)s", mine)  # noqa: S608 our own names


def _insert(table: str, columns: dict[str, str], rows: Iterator[tuple[object, ...]]) -> int:
    """Rows into a table of the plan, by way of a temporary table."""
    stage("draft_rows", columns, rows)
    listed = ", ".join(columns)
    return run(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM draft_rows")  # noqa: S608 our own names


def _grids(draft: Draft) -> None:
    grids, plan = draft.made.grids, draft.plan.pk
    order = np.argsort(grids.of_household, kind="stable")
    ends = np.searchsorted(grids.of_household[order], np.arange(len(grids.code) + 1))
    ids = draft.register.household_ids[order]
    rows = (
        (
            plan,
            code,
            draft.area[grids.area[place]],
            draft.names.grids[code],
            known(grids.lat[place]),
            known(grids.lon[place]),
            int(grids.population[place]),
            ids[ends[place] : ends[place + 1]].tolist(),
        )
        for place, code in enumerate(grids.code)
    )
    columns = {"plan_id": "bigint", "area": "text", "village": "text", "name": "text", "lat": "float8"}
    columns |= {"lon": "float8", "people": "integer", "household_ids": "bigint[]"}
    _insert("duty_plangrid", columns, rows)


def _sites(draft: Draft) -> None:
    sites, plan = draft.made.sites, draft.plan.pk
    rows = (
        (
            *(plan, code, draft.names.sites[code], sites.kind[place], draft.area[sites.area[place]]),
            *(float(sites.lat[place]), float(sites.lon[place])),
            *(int(sites.tables[place]), int(sites.rooms[place]), int(sites.people[place])),
            bool(sites.computed[place]),
        )
        for place, code in enumerate(sites.code)
    )
    columns = {"plan_id": "bigint", "code": "text", "name": "text", "kind": "text", "area": "text"}
    columns |= {"lat": "float8", "lon": "float8", "tables": "integer", "rooms": "integer"}
    columns |= {"people": "integer", "is_computed": "boolean"}
    _insert("duty_plansite", columns, rows)


def _leads(draft: Draft) -> None:
    """One row for every area and grid, held or vacant."""
    organisation, problem = draft.made.organisation, draft.register.problem
    codes = (*problem.areas.code, *draft.made.grids.code)
    levels = (*problem.areas.level, *("grid" for _ in draft.made.grids.code))
    rows = (
        (draft.plan.pk, code, str(ROLES[level]), _who(draft, holder), _who(draft, deputy), span)
        for code, level, holder, deputy, span in zip(
            codes,
            levels,
            organisation.lead.tolist(),
            organisation.deputy.tolist(),
            organisation.span.tolist(),
            strict=True,
        )
    )
    columns = {"plan_id": "bigint", "area": "text", "role": "text", "holder": "text", "deputy": "text"}
    stage("draft_rows", columns | {"span": "integer"}, rows)
    run(
        """INSERT INTO duty_planlead (plan_id, area, role, holder, deputy, span, holder_name, deputy_name)
           SELECT d.plan_id, d.area, d.role, d.holder, d.deputy, d.span,
                  coalesce(h.name, ''), coalesce(s.name, '')
           FROM draft_rows d LEFT JOIN roster_responder h ON h.code = d.holder COLLATE "C"
                             LEFT JOIN roster_responder s ON s.code = d.deputy COLLATE "C" """
    )


def _branches(draft: Draft) -> None:
    area = writing_posts.areas_of_places(draft)
    rows = (
        (
            *(draft.plan.pk, area[branch.place], branch.place, draft.names.branch(branch.place)),
            draft.responder[branch.secretary],
            [draft.responder[one] for one in branch.members],
        )
        for branch in draft.made.organisation.branches
    )
    columns = {"plan_id": "bigint", "area": "text", "site": "text", "name": "text", "secretary": "text"}
    stage("draft_rows", columns | {"members": "text[]"}, rows)
    run(
        """INSERT INTO duty_planbranch (plan_id, area, site, name, secretary, members, secretary_name)
           SELECT d.plan_id, d.area, d.site, d.name, d.secretary, d.members, r.name
           FROM draft_rows d JOIN roster_responder r ON r.code = d.secretary COLLATE "C" """
    )


def _teams(draft: Draft) -> None:
    area = writing_posts.areas_of_places(draft)
    rows = (
        (
            *(draft.plan.pk, area[team.place], team.place, team.crew, team.number),
            draft.responder[team.leader],
            [draft.responder[one] for one in team.responders],
        )
        for team in draft.made.organisation.teams
    )
    columns = {"plan_id": "bigint", "area": "text", "place": "text", "crew": "integer", "number": "integer"}
    stage("draft_rows", columns | {"leader": "text", "members": "text[]"}, rows)
    run(
        """INSERT INTO duty_planteam (plan_id, area, place, crew, number, leader, members, leader_name)
           SELECT d.plan_id, d.area, d.place, d.crew, d.number, d.leader, d.members, r.name
           FROM draft_rows d JOIN roster_responder r ON r.code = d.leader COLLATE "C" """
    )


def _notices(draft: Draft) -> None:
    area = writing_posts.areas_of_places(draft)
    rows = (
        (draft.plan.pk, area.get(one.place, draft.plan.area), one.code, one.place, one.found, one.wanted)
        for one in draft.made.notices
    )
    columns = {"plan_id": "bigint", "area": "text", "kind": "text", "place": "text"}
    _insert("duty_plannotice", columns | {"found": "float8", "wanted": "float8"}, rows)


def _who(draft: Draft, responder: int) -> str:
    return draft.responder[responder] if responder >= 0 else ""


def known(number: float) -> float | None:
    """None for NaN."""
    return None if np.isnan(number) else float(number)
