"""Beginning a plan, having it computed again, giving it up."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.duty import access, tasks
from fangxian.features.duty.drafting import writing
from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import PlanState, SiteSource, Terrain
from fangxian.features.duty.refusals import PlanBusy, PlanNotDraft
from fangxian.features.duty.rules import is_busy, is_waiting
from fangxian.features.territory.models import Area
from fangxian.kernel import rulepacks
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code
from fangxian.kernel.db import scope
from fangxian.kernel.errors import BadInput, NotFound
from fangxian.kernel.trail import services as trail

LONGEST = 31


@transaction.atomic
def draft_plan(
    *,
    actor: Actor,
    area: str,
    rule_pack: str,
    starts_at: datetime,
    days: int = 7,
    seed: int = 0,
    site_source: str = SiteSource.BOTH,
    terrain: str = Terrain.MOUNTAIN,
    queue: bool = True,
) -> Plan:
    """
    Begin a plan for an area; a worker computes it (`queue`), or the caller does by `compute`.

    Raises:
        NotAllowed: the actor may not draft plans there.
        NotFound: no such area in sight, or no such rule pack.
        BadInput: a length, a source of sites or a terrain that cannot be.
    """
    scope.enter(actor)
    actor.require(Can.PLAN_DRAFT, area)
    if not Area.objects.filter(code=area, valid_until__isnull=True).exists():
        raise NotFound
    rulepacks.load(rule_pack)
    _check(days, site_source, terrain)
    plan = Plan.objects.create(
        code=new_code("plan"),
        incident=actor.incident,
        area=area,
        rule_pack=rule_pack,
        seed=seed,
        site_source=site_source,
        terrain=terrain,
        starts_at=starts_at,
        days=days,
        made_by=actor.name,
        made_at=timezone.now(),
    )
    trail.record(actor=actor, kind=Event.PLAN_DRAFTED, area=area, subject=plan.code, rule_pack=rule_pack)
    if queue:
        tasks.queue(plan.code, actor)
    return plan


def _check(days: int, site_source: str, terrain: str) -> None:
    if not 1 <= days <= LONGEST:
        raise BadInput(_("A plan is for 1 to %(longest)s days."), longest=LONGEST)
    if site_source not in SiteSource.values or terrain not in Terrain.values:
        raise BadInput


@transaction.atomic
def recompute(*, actor: Actor, code: str, queue: bool = True) -> Plan:
    """
    Have a draft computed anew, with what was changed by hand, moving as few people as it can.

    Also for a plan that failed, or whose computation has died.

    Raises:
        NotFound, NotAllowed: see `access.claim_plan`.
        PlanBusy: it is being computed.
        PlanNotDraft: it is published, superseded or discarded.
    """
    scope.enter(actor)
    plan = access.claim_plan(actor, code, can=Can.PLAN_DRAFT)
    _idle_only(plan)
    plan.state, plan.step, plan.share, plan.error = PlanState.WAITING, "", 0, ""
    plan.heard_at = timezone.now()
    plan.save(update_fields=["state", "step", "share", "error", "heard_at"])
    if queue:
        tasks.queue(plan.code, actor)
    return plan


@transaction.atomic
def discard_plan(*, actor: Actor, code: str) -> Plan:
    """
    Give up a plan that was not published; its draft is erased, its line stays.

    Raises:
        NotFound, NotAllowed: see `access.claim_plan`.
        PlanBusy: it is being computed.
        PlanNotDraft: it is published, superseded or discarded.
    """
    scope.enter(actor)
    plan = access.claim_plan(actor, code, can=Can.PLAN_DRAFT)
    _idle_only(plan)
    writing.erase(plan)
    plan.state = PlanState.DISCARDED
    plan.save(update_fields=["state"])
    trail.record(actor=actor, kind=Event.PLAN_DISCARDED, area=plan.area, subject=code)
    return plan


def _idle_only(plan: Plan) -> None:
    if is_busy(plan.state, plan.heard_at or plan.made_at, timezone.now()):
        raise PlanBusy
    if plan.state not in (PlanState.DRAFT, PlanState.FAILED) and not is_waiting(plan.state):
        raise PlanNotDraft(plan=plan.code, state=PlanState(plan.state).label)
