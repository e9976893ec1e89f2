"""Lists: appraisals in sight, the people of one by name, its units by name with the sums of their people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Q, QuerySet, Sum

from fangxian.features.duty.selectors.paging import page_of
from fangxian.features.supervision.appraisal import access, words
from fangxian.features.supervision.models import Appraisal, Appraised
from fangxian.kernel.authority import Actor

PER_PAGE = 50
_SUMS = ("hours", "finished", "reported", "reports", "caused", "cured", "timed", "in_time")


@dataclass(frozen=True, slots=True)
class Row:
    """A person of an appraisal as lists name them: who, of which unit, as what, where; and no number."""

    person: Appraised
    role: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What narrows a list: the start of a name or code, a unit, a kind of post; '' does not."""

    start: str = ""
    unit: str = ""
    role: str = ""


def appraisals(actor: Actor, number: object = 1) -> Page[Appraisal]:
    """Those in sight, the latest opened first."""
    found = access.visible(actor).order_by("-made_at", "code")
    return page_of(found, lambda rows: rows, number, PER_PAGE)


def people(actor: Actor, appraisal: Appraisal, asked: Asked, number: object = 1) -> Page[Row]:
    """The people of an appraisal in sight, by name."""
    found = _narrowed(access.people(actor, appraisal), asked)
    return page_of(
        found,
        lambda rows: [Row(one, words.role(one.role) if one.role else "") for one in rows],
        number,
        PER_PAGE,
    )


def units(actor: Actor, appraisal: Appraisal, asked: Asked, number: object = 1) -> Page[dict[str, Any]]:
    """The units of those people, by name, with the sums of their figures."""
    found = _narrowed(access.people(actor, appraisal), asked).order_by()
    sums = {name: Sum(name) for name in _SUMS}
    grouped = found.values("unit", "unit_name").annotate(people=Count("pk"), **sums)
    return page_of(grouped.order_by("unit_name", "unit"), lambda rows: rows, number, PER_PAGE)


def total(actor: Actor, appraisal: Appraisal) -> dict[str, Any]:
    """How many people are in sight, of how many units, and what they had to do by a deadline."""
    found = access.people(actor, appraisal).order_by()
    return found.aggregate(
        people=Count("pk"), units=Count("unit", distinct=True), timed=Sum("timed"), in_time=Sum("in_time")
    )


def roles(actor: Actor, appraisal: Appraisal) -> list[tuple[str, str]]:
    """The kinds of post among them, in words, to choose from."""
    found = (
        access.people(actor, appraisal).order_by().exclude(role="").values_list("role", flat=True).distinct()
    )
    return sorted(((code, words.role(code)) for code in found), key=lambda one: one[1])


def _narrowed(people: QuerySet[Appraised], asked: Asked) -> QuerySet[Appraised]:
    if asked.start:
        people = people.filter(Q(name__startswith=asked.start) | Q(code__startswith=asked.start))
    if asked.unit:
        people = people.filter(Q(unit_name__startswith=asked.unit) | Q(unit=asked.unit))
    return people.filter(role=asked.role) if asked.role else people
