"""Plans: the list, the running one, one plan's figures beside its rule pack."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from fangxian.engines.planning.pack import RulePack
from fangxian.features.duty import access, words
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.rules import is_busy, is_waiting, language_of_pack
from fangxian.kernel import rulepacks
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.db import scope

GONE = (PlanState.DISCARDED,)


def plans(actor: Actor) -> QuerySet[Plan]:
    """Plans in sight, newest first, without those given up."""
    return access.visible_plans(actor).exclude(state__in=GONE).order_by("-made_at")


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


@dataclass(frozen=True, slots=True)
class PackFigure:
    """One figure of a rule pack in words, with its source; grade A or B as published, else an assumption."""

    name: str
    meaning: str
    value: float
    unit: str
    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class PackPage:
    """A rule pack as the form shows it."""

    code: str
    title: str
    valid_from: str
    valid_until: str
    figures: tuple[PackFigure, ...]
    posts: tuple[tuple[str, str, str], ...]


def packs() -> list[PackPage]:
    """All rule packs, newest first."""
    return [pack_page(code) for code in reversed(rulepacks.codes())]


def pack_page(code: str) -> PackPage:
    """
    One rule pack in the reader's language.

    Raises:
        PackUnknown: there is none.
    """
    pack = rulepacks.load(code)
    language = language_of_pack()
    return PackPage(
        pack.code,
        pack.titles.get(language, pack.code),
        pack.valid_from,
        pack.valid_until,
        _figures(pack),
        tuple((one.titles.get(language, one.role), one.grade, one.source) for one in pack.posts),
    )


def _figures(pack: RulePack) -> tuple[PackFigure, ...]:
    return tuple(
        PackFigure(name, words.figure_meaning(name), one.value, one.unit, one.grade, one.source)
        for name, one in pack.figures.items()
    )


def has_died(plan: Plan) -> bool:
    """Whether the plan should be in work and nothing has been heard of it for too long."""
    heard_at = plan.heard_at or plan.made_at
    return is_waiting(plan.state) and not is_busy(plan.state, heard_at, timezone.now())
