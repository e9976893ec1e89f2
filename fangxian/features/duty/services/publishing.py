"""Publishing a plan: in one transaction the draft becomes what runs, or nothing changes."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from fangxian.features.duty import access
from fangxian.features.duty.drafting import basis
from fangxian.features.duty.drafting.arrays import run
from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import EditKind, PlanState
from fangxian.features.duty.refusals import PlanHasOpenEdits, PlanNotDraft, PlanOutdated
from fangxian.features.duty.services import handing, tallies
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span, within
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import wait_turn
from fangxian.kernel.trail import services as trail


@transaction.atomic
def publish_plan(*, actor: Actor, code: str, at: datetime | None = None) -> Plan:
    """
    Make a draft what runs in its area: grids, sites, posts, shifts, postings, charges, temporary branches.

    What ran there before ends. Counters are exact when the transaction ends. Of two publications that meet,
    one wins: the other finds its draft outdated.

    Raises:
        NotFound: no such plan, or out of sight.
        NotAllowed: the actor may not publish plans there.
        PlanNotDraft: it is no draft.
        PlanHasOpenEdits: changes by hand are not in the draft yet.
        PlanOutdated: register, roster, sites or what runs changed since it was computed.
    """
    scope.enter(actor)
    at = at or timezone.now()
    _one_at_a_time(actor.incident)
    plan = access.claim_plan(actor, code, can=Can.PLAN_PUBLISH)
    _ready(plan)
    tallies.hold_still(actor.incident)
    handing.lay_grids(actor, plan, at)
    _publish_sites(plan)
    _end_what_ran(actor, plan)
    _go_live(plan)
    vacant = handing.publish_leads(actor, plan, at)
    handing.found_branches(actor, plan, at)
    handing.tell_roster(actor, plan)
    plan.state, plan.published_at, plan.published_by = PlanState.PUBLISHED, at, actor.name
    plan.figures = plan.figures | {"leads_vacant": vacant}
    plan.save(update_fields=["state", "published_at", "published_by", "figures"])
    tallies.recount(actor.incident, plan.area)
    # Until it looks, the server takes hardly a row to be live, and reads a county where a grid will do.
    run("ANALYZE duty_post, duty_posting, duty_gap")
    trail.record(
        actor=actor,
        kind=Event.PLAN_PUBLISHED,
        area=plan.area,
        subject=code,
        at=at,
        **{name: plan.figures.get(name) for name in ("grids", "posts", "shifts", "postings_filled", "gap")},
    )
    return plan


def _one_at_a_time(incident: str) -> None:
    """Publications of an incident follow each other: areas of two may overlap without a row in common."""
    run("SELECT pg_advisory_xact_lock(hashtext(%(name)s))::text", {"name": f"publish {incident}"})
    wait_turn(incident)  # before the tallies, as imports do: the register stands still from here on


def _ready(plan: Plan) -> None:
    if plan.state != PlanState.DRAFT:
        raise PlanNotDraft(plan=plan.code, state=PlanState(plan.state).label)
    if plan.edited_at is not None and (plan.computed_at is None or plan.edited_at > plan.computed_at):
        raise PlanHasOpenEdits
    if basis.fingerprint(plan) != plan.basis:
        raise PlanOutdated


def _publish_sites(plan: Plan) -> None:
    """Computed sites join the list, those of former plans that are not wanted any more leave it."""
    start, end = span(plan.area)
    asked = {"plan": plan.pk, "code": plan.code, "start": start, "end": end}
    run(
        """DELETE FROM duty_site s WHERE plan <> '' AND area >= %(start)s AND area < %(end)s
           AND NOT EXISTS (SELECT 1 FROM duty_plansite p WHERE p.plan_id = %(plan)s AND p.code = s.code)""",
        asked,
    )
    run(
        """INSERT INTO duty_site (code, name, kind, area, lat, lon, tables, rooms, plan, is_open)
           SELECT code, name, kind, area, lat, lon, tables, rooms, %(code)s, true
           FROM duty_plansite WHERE plan_id = %(plan)s AND is_computed ORDER BY code
           ON CONFLICT (code) DO UPDATE SET name = excluded.name, lat = excluded.lat, lon = excluded.lon,
               tables = excluded.tables, rooms = excluded.rooms, plan = excluded.plan, is_open = true""",
        asked,
    )
    run(
        """UPDATE duty_site SET is_open = false WHERE code IN (
               SELECT site FROM duty_planedit WHERE plan_id = %(plan)s AND kind = %(closed)s)""",
        asked | {"closed": str(EditKind.CLOSE_SITE)},
    )


def _end_what_ran(actor: Actor, plan: Plan) -> None:
    start, end = span(plan.area)
    for table in ("post", "posting", "gap"):
        run(
            f"UPDATE duty_{table} SET live = false WHERE live AND area >= %(start)s AND area < %(end)s",  # noqa: S608
            {"start": start, "end": end},
        )
    earlier: QuerySet[Plan] = Plan.objects.filter(
        within(plan.area), incident=plan.incident, state=PlanState.PUBLISHED
    )
    for old in earlier.order_by("area").select_for_update():
        old.state = PlanState.SUPERSEDED
        old.save(update_fields=["state"])
        trail.record(actor=actor, kind=Event.PLAN_SUPERSEDED, area=old.area, subject=old.code, by=plan.code)


def _go_live(plan: Plan) -> None:
    mine = {"plan": plan.pk}
    run("UPDATE duty_post SET live = true WHERE plan_id = %(plan)s", mine)
    try:
        with transaction.atomic():
            for table in ("posting", "gap"):
                run(
                    f"UPDATE duty_{table} t SET live = true FROM duty_post p "  # noqa: S608 our own names
                    "WHERE t.post_id = p.id AND p.plan_id = %(plan)s",
                    mine,
                )
    except IntegrityError as error:  # somebody stands elsewhere by now: the floor of the database holds
        raise PlanOutdated from error
