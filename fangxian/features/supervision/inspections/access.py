"""The only doors to inspections and findings, and to the places that are looked at."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from fangxian.features.duty.models import Site
from fangxian.features.supervision.models import Finding, Inspection
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound

GRID = "grid"


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at: a site, or a grid; `kind` is the kind of site, or `grid`."""

    code: str
    name: str
    kind: str
    area: str


def visible(actor: Actor) -> QuerySet[Finding]:
    """Findings in sight; none for a role that sees none."""
    found = Finding.objects.filter(incident=actor.incident)
    return found if actor.may(Can.FINDING_VIEW) else found.none()


def get(actor: Actor, code: str) -> Finding:
    """
    One finding.

    Raises:
        NotFound: no such finding, or out of sight.
    """
    found = visible(actor).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def claim(actor: Actor, code: str, *, can: Can) -> Finding:
    """
    One finding, locked until the transaction ends.

    Raises:
        NotFound: no such finding, or out of sight.
        NotAllowed: the charge does not carry `can` there.
    """
    found = visible(actor).select_for_update().filter(code=code).first()
    if found is None:
        raise NotFound
    actor.require(can, found.area)
    return found


def inspections(actor: Actor) -> QuerySet[Inspection]:
    """Inspections in sight; none for a role that sees none."""
    found = Inspection.objects.filter(incident=actor.incident)
    return found if actor.may(Can.FINDING_VIEW) else found.none()


def get_inspection(actor: Actor, number: UUID) -> Inspection:
    """
    One inspection.

    Raises:
        NotFound: no such inspection, or out of sight.
    """
    found = inspections(actor).filter(pk=number).first()
    if found is None:
        raise NotFound
    return found


def places(actor: Actor, codes: set[str]) -> dict[str, Place]:
    """Those of some places that are in sight, by code."""
    sites = Site.objects.filter(code__in=codes)
    found = {one.code: Place(one.code, one.name, one.kind, one.area) for one in sites}
    grids = Area.objects.filter(code__in=codes - set(found), level=Level.GRID, valid_until__isnull=True)
    return found | {one.code: Place(one.code, one.name, GRID, one.code) for one in grids}


def get_place(actor: Actor, code: str) -> Place:
    """
    One place.

    Raises:
        NotFound: there is no such site or grid, or it is out of sight.
    """
    found = places(actor, {code}).get(code)
    if found is None or not actor.covers(found.area) or not actor.may(Can.FINDING_VIEW):
        raise NotFound
    return found
