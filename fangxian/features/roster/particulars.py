"""What is entered of a responder, and the checks it must pass."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from fangxian.features.orgs import access as orgs
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.features.roster.models import Responder, ResponderKind
from fangxian.features.roster.refusals import (
    NotABranch,
    NotAVillage,
    PeriodTurned,
    UnitUnknown,
    WorksElsewhere,
)
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound

BRANCHES = (UnitKind.BRANCH, UnitKind.TEMPORARY_BRANCH, UnitKind.COMMITTEE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """
    A responder as entered; `unit`, `branch` ('' for none) and `home_area` are codes, `phone` is plain.

    `phone` None keeps the number that is there; `max_hours_week` are hours.
    """

    name: str
    kind: ResponderKind
    unit: str
    home_area: str
    branch: str = ""
    lat: float | None = None
    lon: float | None = None
    skills: tuple[str, ...] = ()
    phone: str | None = None
    is_member: bool = False
    available_from: date | None = None
    available_until: date | None = None
    max_hours_week: int = 48


def check(actor: Actor, said: Particulars, before: Responder | None = None) -> None:
    """
    Refuse what cannot be; what was so before is not questioned, it may be out of the actor's sight.

    Raises:
        UnitUnknown, WorksElsewhere, NotABranch, NotAVillage, PeriodTurned.
    """
    if before is None or before.unit_id != said.unit:
        find_unit(actor, said.unit)
        if before is not None and not actor.covers(before.unit_area):
            raise WorksElsewhere(name=before.name)
    if said.branch and (before is None or before.branch_id != said.branch):
        branch = find_unit(actor, said.branch)
        if branch.kind not in BRANCHES:
            raise NotABranch(unit=branch.name)
    if before is None or before.home_area != said.home_area:
        find_village(actor, said.home_area)
    if said.available_from and said.available_until and said.available_until <= said.available_from:
        raise PeriodTurned


def find_unit(actor: Actor, code: str) -> Unit:
    """
    A running unit in sight.

    Raises:
        UnitUnknown: there is none of this code.
    """
    try:
        unit = orgs.get(actor, code)
    except NotFound:
        raise UnitUnknown(unit=code) from None
    if unit.valid_until is not None:
        raise UnitUnknown(unit=code)
    return unit


def villages(actor: Actor) -> QuerySet[Area]:
    """The villages and communities in sight, of which a home can be."""
    return territory.visible(actor).filter(level=Level.VILLAGE, valid_until__isnull=True)


def find_village(actor: Actor, code: str) -> Area:
    """
    A village or community in sight, of which a home can be.

    Raises:
        NotAVillage: there is none of this code.
    """
    village = villages(actor).filter(code=code).first()
    if village is None:
        raise NotAVillage(area=code)
    return village
