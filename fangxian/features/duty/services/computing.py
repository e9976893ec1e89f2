"""Computing a plan: read, calculate, write; how far it has come is on the plan's row all the while."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.engines import planning
from fangxian.engines.planning.result import Plan as Result
from fangxian.features.duty import access
from fangxian.features.duty.drafting import basis, register, running, writing
from fangxian.features.duty.drafting.figures import figures
from fangxian.features.duty.drafting.names import names
from fangxian.features.duty.drafting.wishes import wishes
from fangxian.features.duty.events import Event
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import PlanState, SiteSource, Terrain
from fangxian.features.duty.refusals import PlanBusy, PlanNotDraft
from fangxian.features.duty.services.drafting import draft_plan
from fangxian.kernel import rulepacks
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Refusal
from fangxian.kernel.trail import services as trail

Progress = Callable[[str, float], None]
READ, CALCULATED = 0.15, 0.8
"""Shares of the whole at which reading and calculating end."""


def plan_area(
    *,
    actor: Actor,
    area: str,
    pack: str,
    seed: int = 0,
    starts_at: datetime | None = None,
    days: int = 7,
    site_source: str = SiteSource.BOTH,
    terrain: str = Terrain.MOUNTAIN,
    progress: Progress = lambda _what, _share: None,
) -> Plan:
    """
    Draft a plan and compute it here and now; starts next midnight unless told otherwise.

    Raises:
        Refusal: as `draft_plan` and `compute`.
    """
    made = draft_plan(
        actor=actor,
        area=area,
        rule_pack=pack,
        starts_at=starts_at or _next_midnight(),
        days=days,
        seed=seed,
        site_source=site_source,
        terrain=terrain,
        queue=False,
    )
    return compute(actor=actor, code=made.code, progress=progress)


def _next_midnight() -> datetime:
    tomorrow = timezone.localtime() + timedelta(days=1)
    return tomorrow.replace(hour=0, minute=0, second=0, microsecond=0)


def compute(*, actor: Actor, code: str, progress: Progress = lambda _what, _share: None) -> Plan:
    """
    Compute a waiting plan into its draft; `progress` is told the step and the share done.

    Opens transactions of its own: call it outside any, so that others can watch. What the draft held before
    stays if this fails, and the plan says why.

    Raises:
        NotFound, NotAllowed: see `access.claim_plan`.
        PlanBusy: somebody else computes it.
        PlanNotDraft: it does not wait to be computed.
        NothingToPlan: the area has no households.
    """
    plan = _begin(actor, code)
    told = _Told(actor, plan, progress)
    try:
        return _store(actor, plan, _calculate(actor, plan, told), told)
    except Refusal as refusal:
        _fail(actor, plan, str(refusal))
        raise
    except BaseException as error:
        _fail(actor, plan, _("The computation stopped (%(kind)s).") % {"kind": type(error).__name__})
        raise


@transaction.atomic
def _begin(actor: Actor, code: str) -> Plan:
    scope.enter(actor)
    plan = access.claim_plan(actor, code, can=Can.PLAN_DRAFT)
    if plan.state == PlanState.COMPUTING:
        raise PlanBusy
    if plan.state != PlanState.WAITING:
        raise PlanNotDraft(plan=code, state=PlanState(plan.state).label)
    plan.state, plan.step, plan.share, plan.heard_at = PlanState.COMPUTING, "reading", 0, timezone.now()
    plan.save(update_fields=["state", "step", "share", "heard_at"])
    return plan


@dataclass(frozen=True, slots=True)
class _Computed:
    """What was read and when, its fingerprint, and what came of it."""

    register: register.Register
    read_at: datetime
    basis: str
    made: Result


def _calculate(actor: Actor, plan: Plan, told: _Told) -> _Computed:
    told("reading", 0)
    with register.snapshot(actor):
        read_at = timezone.now()
        mark = basis.fingerprint(plan)
        found = register.read(plan)
        before = running.running(plan, found)
        edits = wishes(plan, found)
    told("reading", READ)
    made = planning.plan(
        found.problem,
        rulepacks.load(plan.rule_pack),
        seed=plan.seed,
        running=before,
        edits=edits,
        progress=lambda what, share: told(what, READ + (CALCULATED - READ) * share),
    )
    return _Computed(found, read_at, mark, made)


def _store(actor: Actor, plan: Plan, computed: _Computed, told: _Told) -> Plan:
    told("writing", CALCULATED)
    found, made = computed.register, computed.made
    with scope.acting(actor):
        plan = access.claim_plan(actor, plan.code, can=Can.PLAN_DRAFT)
        if plan.state != PlanState.COMPUTING:
            raise PlanNotDraft(plan=plan.code, state=PlanState(plan.state).label)
        draft = writing.Draft(plan, found, made, names(found, made))
        writing.write(draft, lambda share: told.aloud("writing", CALCULATED + (1 - CALCULATED) * share))
        plan.figures = figures(draft)
        plan.basis, plan.replaces, plan.computed_at = computed.basis, basis.replaced(plan), computed.read_at
        plan.state, plan.step, plan.share, plan.error = PlanState.DRAFT, "", 1, ""
        plan.save()
        gap = made.postings.proof.gap
        trail.record(actor=actor, kind=Event.PLAN_COMPUTED, area=plan.area, subject=plan.code, gap=gap)
    return plan


def _fail(actor: Actor, plan: Plan, why: str) -> None:
    """Tell on the plan's row why there is no result; the transaction that failed is gone already."""
    with scope.acting(actor):
        changed = Plan.objects.filter(code=plan.code, state=PlanState.COMPUTING).update(
            state=PlanState.FAILED, error=why, step="", heard_at=timezone.now()
        )
        if changed:
            trail.record(actor=actor, kind=Event.PLAN_FAILED, area=plan.area, subject=plan.code)


class _Told:
    """Tells the caller of every step, and the plan's row of every new one or after two seconds."""

    def __init__(self, actor: Actor, plan: Plan, aloud: Progress) -> None:
        self.actor, self.code, self.aloud = actor, plan.code, aloud
        self._last: tuple[str, float] = ("", 0.0)

    def __call__(self, what: str, share: float) -> None:
        self.aloud(what, share)
        now = time.monotonic()
        if what == self._last[0] and now - self._last[1] < 2:
            return
        self._last = (what, now)
        with scope.acting(self.actor):
            Plan.objects.filter(code=self.code, state=PlanState.COMPUTING).update(
                step=what, share=share, heard_at=timezone.now()
            )
