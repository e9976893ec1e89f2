"""The questions units answer: the tree with its people, search, the way up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from fangxian.features.orgs import access, headcount
from fangxian.features.orgs.models import Unit
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

FOUND_AT_MOST = 50
SUGGESTED = 12


@dataclass(frozen=True, slots=True)
class Branching:
    """A unit as the tree shows it: `people` in sight in it and below; `opens` if there is something below."""

    unit: Unit
    people: int
    opens: bool


def running(on: date) -> Q:
    """
    Units that are not closed on a day.

    Also those founded later: units are entered when they are found, and a plan may be for an earlier day.
    """
    return Q(valid_until__isnull=True) | Q(valid_until__gt=on)


def roots(actor: Actor, on: date) -> list[Branching]:
    """The highest units in sight: those whose parent is out of sight, or which have none."""
    above = Unit.objects.filter(code=OuterRef("parent_id"))
    return _branchings(access.visible(actor).filter(running(on), ~Exists(above)), on)


def below(actor: Actor, unit: Unit, on: date) -> list[Branching]:
    """The sub-units of a unit, one level down."""
    return _branchings(access.visible(actor).filter(running(on), parent=unit), on)


def find(actor: Actor, text: str, on: date) -> list[Branching]:
    """Units whose name holds the text or whose code starts with it; at most fifty."""
    wanted = Q(name__contains=text) | within(text, "code")
    return _branchings(access.visible(actor).filter(running(on), wanted), on, most=FOUND_AT_MOST)


def suggestions(actor: Actor, text: str, on: date) -> QuerySet[Unit]:
    """A dozen units to choose from while somebody types."""
    wanted = Q(name__contains=text) | within(text, "code")
    return access.visible(actor).filter(running(on), wanted).order_by("name")[:SUGGESTED]


def way_up(actor: Actor, unit: Unit) -> list[Unit]:
    """The units in sight from the root down to a unit, itself last."""
    codes = unit.path.rstrip("/").split("/")
    return list(access.visible(actor).filter(code__in=codes).order_by("path"))


def subtree(actor: Actor, unit: Unit) -> QuerySet[Unit]:
    """A unit with everything below it, closed ones too."""
    return access.visible(actor).filter(within(unit.path, "path"))


def in_order(actor: Actor, on: date) -> QuerySet[Unit]:
    """All running units in sight, parents before children."""
    return access.visible(actor).filter(running(on)).order_by("path")


def with_people(units: Iterable[Unit]) -> list[tuple[Unit, int]]:
    """Units with the people in and below them, in one count."""
    rows = list(units)
    people = headcount.people([unit.path for unit in rows])
    return [(unit, people[unit.path]) for unit in rows]


def _branchings(units: QuerySet[Unit], on: date, *, most: int | None = None) -> list[Branching]:
    child = Unit.objects.filter(running(on), parent=OuterRef("code"))
    rows = list(units.order_by("name").annotate(opens=Exists(child))[:most])
    people = headcount.people([unit.path for unit in rows])
    return [Branching(unit, people[unit.path], unit.opens) for unit in rows]
