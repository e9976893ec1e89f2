"""The plan of each known deployment beside what was there, with the ratio and why they differ."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fangxian.scenarios.deployments.planning import Plan, plan
from fangxian.scenarios.deployments.reading import Deployment, deployments
from fangxian.scenarios.deployments.words import LABELS, NAMES, WHY

LEAST, MOST = 0.8, 1.25
"""Ratios of plan to reality between which nothing needs explaining."""
PART_OF = {"present": "workers"}
"""What is held against which figure of the plan, where it is not the one of its own name."""


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: really, planned, and what the round needs at least (None where that is not counted)."""

    what: str
    label: str
    really: int
    planned: int
    least: int | None
    why: str

    @property
    def ratio(self) -> float:
        """The plan over what was there."""
        return self.planned / self.really

    @property
    def is_near(self) -> bool:
        """Whether the plan comes near enough to need no explanation."""
        return LEAST <= self.ratio <= MOST


@dataclass(frozen=True, slots=True)
class Compared:
    """One deployment with its plan; `name` is in the reader's language."""

    name: str
    deployment: Deployment
    plan: Plan
    lines: list[Line]


def compared() -> list[Compared]:
    """Every known deployment, planned from its inputs."""
    return [_compared(one) for one in deployments()]


def _compared(one: Deployment) -> Compared:
    made = plan(one.places(), one.when, one.hours)
    facts = _facts(one, made)
    lines = [
        Line(
            what,
            _(LABELS[what]),
            really,
            made.numbers[PART_OF.get(what, what)],
            made.least.get(PART_OF.get(what, what)),
            _(WHY[one.code, what]) % facts if (one.code, what) in WHY else "",
        )
        for what, really in one.really.items()
    ]
    return Compared(_(NAMES[one.code]), one, made, lines)


def _facts(one: Deployment, made: Plan) -> dict[str, str]:
    """What the explanations speak of, computed, in the reader's way of writing numbers."""
    day = plan(one.places(), one.when, 24).numbers
    numbers, really = made.numbers, one.really
    found = {
        "hours": made.hours,
        "villages": len(one.places()),
        "wanted": made.people / numbers["points"],
        "a_point": made.people / really["points"],
        "planned_a_sampler": made.people / numbers["samplers"],
        "one_crew": numbers["samplers"] / 2,
        "one_crew_of_all": numbers["workers"] / 2,
        "least": made.least["workers"],
        **{f"{what}_in_a_day": count for what, count in day.items()},
        **{f"a_{what[:-1]}": made.people / count for what, count in really.items()},
    }
    if "helpers" in really:
        found["helpers_a_point"] = really["helpers"] / really["points"]
    if "tables" in really:
        found["samplers_a_table"] = really["samplers"] / really["tables"]
    if "present" in really:
        found["present_share"] = 100 * really["present"] / numbers["workers"]
    return {name: _written(value) for name, value in found.items()}


def _written(value: float) -> str:
    decimals = 1 if value < 10 and value % 1 else 0
    return number_format(round(value, decimals), decimals, use_l10n=True, force_grouping=True)
