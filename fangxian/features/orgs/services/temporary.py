"""Temporary branches: founded and dissolved many at a time, as a plan lays them out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest

from fangxian.features.orgs import access, selectors
from fangxian.features.orgs.events import Event
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.features.orgs.refusals import UnitCodeTaken, UnitNotTemporary, UnitOutsideParent
from fangxian.features.orgs.services.turn import wait_turn
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail

_FOUND = """
    INSERT INTO orgs_unit AS u (code, name, kind, parent_id, path, area, site, valid_from)
    SELECT r.code, r.name, %(kind)s, p.code, coalesce(p.path, '') || r.code || '/', r.area, r.site, %(on)s
    FROM unnest(
        %(codes)s::text[], %(names)s::text[], %(areas)s::text[], %(sites)s::text[], %(parents)s::text[]
    ) AS r (code, name, area, site, parent)
    LEFT JOIN orgs_unit p ON p.code = r.parent
    ON CONFLICT (code) DO UPDATE
    SET name = excluded.name, parent_id = excluded.parent_id, path = excluded.path, area = excluded.area,
        site = excluded.site, valid_until = NULL,
        valid_from = CASE WHEN u.valid_until IS NULL THEN u.valid_from ELSE excluded.valid_from END
"""


class TemporaryBranch(NamedTuple):
    """A temporary branch to be: at a site, in its area, below a unit ('' for none)."""

    code: str
    name: str
    area: str
    site: str
    parent: str = ""


@transaction.atomic
def found_temporary_branches(
    *, actor: Actor, rows: Sequence[TemporaryBranch], on: date, at: datetime | None = None
) -> int:
    """
    Found temporary branches in one statement; one that was dissolved under the same code stands again.

    Returns the number of rows. For whoever publishes plans in all their areas.

    Raises:
        NotAllowed: the actor may not publish plans in one of the areas.
        NotFound: a parent is not there, or out of sight.
        UnitOutsideParent: a branch lies outside its parent's area.
        UnitCodeTaken: a code belongs to a unit that is no temporary branch.
    """
    if not rows:
        return 0
    for row in rows:
        actor.require(Can.PLAN_PUBLISH, row.area)
    wait_turn()
    _check_parents(actor, rows, on)
    _check_codes([row.code for row in rows])
    codes, names, areas, sites, parents = (list(column) for column in zip(*rows, strict=True))
    given = {"codes": codes, "names": names, "areas": areas, "sites": sites, "parents": parents}
    with connection.cursor() as cursor:
        cursor.execute(_FOUND, {**given, "kind": str(UnitKind.TEMPORARY_BRANCH), "on": on})
    trail.record(
        actor=actor, kind=Event.BRANCHES_FOUNDED, area=actor.area, at=at, branches=len(rows), units=codes
    )
    return len(rows)


@transaction.atomic
def dissolve_temporary_branches(
    *, actor: Actor, codes: Collection[str], on: date, at: datetime | None = None
) -> int:
    """
    Dissolve temporary branches from a day on; the number of those that were still running.

    Raises:
        NotAllowed: the actor may not publish plans in one of the areas.
        UnitNotTemporary: one of them is no temporary branch in sight.
    """
    wait_turn()
    branches = list(
        access.visible(actor).filter(code__in=codes, kind=UnitKind.TEMPORARY_BRANCH).select_for_update()
    )
    if len(branches) != len(set(codes)):
        raise UnitNotTemporary
    for branch in branches:
        actor.require(Can.PLAN_PUBLISH, branch.area)
    running = [branch.code for branch in branches if branch.valid_until is None]
    Unit.objects.filter(code__in=running).update(valid_until=Greatest(F("valid_from"), Value(on)))
    if running:
        trail.record(
            actor=actor,
            kind=Event.BRANCHES_DISSOLVED,
            area=actor.area,
            at=at,
            branches=len(running),
            units=running,
        )
    return len(running)


def _check_parents(actor: Actor, rows: Sequence[TemporaryBranch], on: date) -> None:
    wanted = {row.parent for row in rows if row.parent}
    found = dict(
        access.visible(actor).filter(selectors.running(on), code__in=wanted).values_list("code", "area")
    )
    if wanted - found.keys():
        raise NotFound
    for row in rows:
        if row.parent and not inside(row.area, found[row.parent]):
            raise UnitOutsideParent(area=row.area, parent_area=found[row.parent])


def _check_codes(codes: Sequence[str]) -> None:
    others = Unit.objects.filter(code__in=codes).exclude(kind=UnitKind.TEMPORARY_BRANCH)
    if taken := others.values_list("code", flat=True).first():
        raise UnitCodeTaken(unit=taken)
