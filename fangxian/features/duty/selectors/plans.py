"""Plans: the list, the running one, the figures of one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangxian.features.duty import access, words
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.rules import is_busy, is_waiting
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.db import scope

GONE = (PlanState.DISCARDED,)


def plans(actor: Actor) -> QuerySet[Plan]:
    """Plans in sight, newest first, without those given up."""
    return access.visible_plans(actor).exclude(state__in=GONE).order_by("-made_at")


@dataclass(frozen=True, slots=True)
class Line:
    """A plan in the list, or at the head of its pages, in words."""

    plan: Plan
    area_name: str
    state: str
    tone: str
    step: str

    @property
    def is_waiting(self) -> bool:
        """Whether its result is still to come."""
        return is_waiting(self.plan.state) and not self.has_died

    @property
    def has_died(self) -> bool:
        """Whether it should be in work and nothing has been heard of it for too long."""
        heard_at = self.plan.heard_at or self.plan.made_at
        return is_waiting(self.plan.state) and not is_busy(self.plan.state, heard_at, timezone.now())

    @property
    def has_open_edits(self) -> bool:
        """Whether there are changes by hand that the draft does not contain."""
        edited, computed = self.plan.edited_at, self.plan.computed_at
        return edited is not None and (computed is None or edited > computed)

    @property
    def is_draft(self) -> bool:
        """Whether it can be changed and published."""
        return self.plan.state == PlanState.DRAFT

    @property
    def has_result(self) -> bool:
        """Whether there is something to look at."""
        return self.plan.computed_at is not None

    @property
    def ends_at(self) -> datetime:
        """When its last day ends."""
        return self.plan.starts_at + timedelta(days=self.plan.days)

    @property
    def missing(self) -> int:
        """Seats nobody fills."""
        unfilled = self.plan.figures.get("postings_unfilled", {})
        return sum(unfilled.values())


TONES = {
    PlanState.PUBLISHED: "ok",
    PlanState.DRAFT: "info",
    PlanState.FAILED: "bad",
    PlanState.WAITING: "warn",
    PlanState.COMPUTING: "warn",
}


def lines(some: Iterable[Plan]) -> list[Line]:
    """Plans in words."""
    listed = list(some)
    names = dict(Area.objects.filter(code__in={one.area for one in listed}).values_list("code", "name"))
    return [
        Line(
            one,
            names.get(one.area, one.area),
            str(PlanState(one.state).label),
            TONES.get(PlanState(one.state), ""),
            words.step(one.step),
        )
        for one in listed
    ]


def head(plan: Plan) -> Line:
    """One plan in words."""
    return lines([plan])[0]


def plannable_areas(actor: Actor) -> list[tuple[str, str]]:
    """The actor's area and the areas directly inside it, to choose from; from counties down to villages."""
    found = Area.objects.filter(Q(code=actor.area) | Q(parent=actor.area), valid_until__isnull=True)
    listed = found.exclude(level=Level.GRID).order_by("code").values_list("code", "name", "level")
    return [(code, f"{name} · {Level(level).label} · {code}") for code, name, level in listed]


def running_plan(actor: Actor, area: str) -> Plan | None:
    """The published plan of an area, or of the narrowest one around it in sight; None where nothing runs."""
    around = [area[:end] for end in range(len(area), 0, -1)]
    with scope.acting(actor):
        found = access.visible_plans(actor).filter(state=PlanState.PUBLISHED, area__in=around)
        return found.order_by("-area").first()


def running_plans(actor: Actor) -> QuerySet[Plan]:
    """The published plans in sight, widest first."""
    return access.visible_plans(actor).filter(within(actor.area), state=PlanState.PUBLISHED).order_by("area")


def figures(actor: Actor, code: str) -> dict[str, object]:
    """
    The figures of a plan as JSON values.

    Raises:
        NotFound: no such plan, or out of sight.
    """
    return dict(access.get_plan(actor, code).figures)
