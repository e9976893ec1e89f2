"""What a publication asks of the features below: grids, charges, temporary branches, where people stand."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from fangxian.features.charges import services as charges
from fangxian.features.charges.services import LeadRow
from fangxian.features.duty.drafting.arrays import rows
from fangxian.features.duty.models import Plan
from fangxian.features.orgs import services as orgs
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.features.orgs.services import TemporaryBranch
from fangxian.features.roster import services as roster
from fangxian.features.territory import services as territory
from fangxian.features.territory.services import GridRow
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


def lay_grids(actor: Actor, plan: Plan, at: datetime) -> None:
    """Make the plan's grids areas of the territory, with their households."""
    grids = plan.grids.order_by("area").values_list("area", "name", "lat", "lon", "people", "household_ids")
    territory.lay_grids(
        actor=actor,
        area=plan.area,
        grids=[GridRow(*row) for row in grids.iterator(chunk_size=500)],
        on=timezone.localdate(at),
    )


def publish_leads(actor: Actor, plan: Plan, at: datetime) -> int:
    """Make the plan's leads and deputies answer; how many areas nobody leads afterwards."""
    found = rows(
        """SELECT l.area, l.role, h.id, l.holder_name, d.id, l.deputy_name FROM duty_planlead l
           LEFT JOIN roster_responder h ON h.code = l.holder AND l.holder <> ''
           LEFT JOIN roster_responder d ON d.code = l.deputy AND l.deputy <> ''
           WHERE l.plan_id = %(plan)s ORDER BY l.area""",
        {"plan": plan.pk},
    )
    done = charges.publish_leads(
        actor=actor, area=plan.area, plan=plan.code, rows=[LeadRow(*row) for row in found], at=at
    )
    return done.vacant


def found_branches(actor: Actor, plan: Plan, at: datetime) -> None:
    """Found the plan's temporary branches, dissolve those of the plans before it that are not in it."""
    planned = plan.branches.order_by("area", "site").values_list("site", "name", "area", "site")
    wanted = [TemporaryBranch(_branch_code(site), name, area, place) for site, name, area, place in planned]
    gone = _former_branches(plan) - {one.code for one in wanted}
    on = timezone.localdate(at)
    if gone:
        orgs.dissolve_temporary_branches(actor=actor, codes=sorted(gone), on=on, at=at)
    orgs.found_temporary_branches(actor=actor, rows=wanted, on=on, at=at)


def _branch_code(site: str) -> str:
    return f"TB-{site}"


def _former_branches(plan: Plan) -> set[str]:
    """Codes of the running temporary branches at sites inside the plan's area."""
    running = Unit.objects.filter(
        within(plan.area), kind=UnitKind.TEMPORARY_BRANCH, valid_until__isnull=True, code__startswith="TB-"
    )
    return set(running.values_list("code", flat=True))


def tell_roster(actor: Actor, plan: Plan) -> None:
    """Note in the roster where everybody stands now."""
    posted = rows(
        """SELECT r.code, t.area FROM duty_posting t JOIN duty_post p ON p.id = t.post_id
           JOIN roster_responder r ON r.id = t.responder_id WHERE p.plan_id = %(plan)s ORDER BY r.code""",
        {"plan": plan.pk},
    )
    roster.note_postings(actor=actor, area=plan.area, posted=dict(posted))
