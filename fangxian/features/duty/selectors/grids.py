"""Grids and sites as planned, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.db.models import Count, Func, IntegerField, Q, Sum

from fangxian.features.duty.models import PlanGrid, PlanLead, PlanSite
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.duty.selectors.paging import page_of


@dataclass(frozen=True, slots=True)
class GridRow:
    """A grid with its size and who answers for it, as planned."""

    code: str
    name: str
    households: int
    people: int
    lead: PlanLead | None


@dataclass(frozen=True, slots=True)
class SiteRow:
    """A site with its kind in words and how many of its seats are filled."""

    site: PlanSite
    kind: str
    wanted: int
    filled: int


def grid_page(look: Look, *, text: str = "", number: object = 1) -> Page[GridRow]:
    """One page of grids, by code."""
    size = Func("household_ids", function="cardinality", output_field=IntegerField())
    rows = look.grids.annotate(size=size).defer("household_ids").order_by("area")
    if text:
        rows = rows.filter(Q(name__contains=text) | Q(area__startswith=text))

    def tell(some: list[PlanGrid]) -> list[GridRow]:
        leads = {one.area: one for one in look.leads.filter(area__in=[grid.area for grid in some])}
        return [
            GridRow(one.area, one.name, one.size, one.people, leads.get(one.area))  # type: ignore[attr-defined]
            for one in some
        ]

    return page_of(rows, tell, number)


def site_page(look: Look, *, text: str = "", kind: str = "", number: object = 1) -> Page[SiteRow]:
    """One page of sites, by area."""
    rows = look.sites.order_by("area", "code")
    if kind in SiteKind.values:
        rows = rows.filter(kind=kind)
    if text:
        rows = rows.filter(Q(name__contains=text) | Q(code__startswith=text))

    def tell(some: list[PlanSite]) -> list[SiteRow]:
        counted = look.posts.filter(place__in=[one.code for one in some]).order_by().values_list("place")
        seats = {
            place: (wanted, held)
            for place, wanted, held in counted.annotate(seats_=Sum("wanted"), held=Sum("filled"))
        }
        return [SiteRow(one, str(SiteKind(one.kind).label), *seats.get(one.code, (0, 0))) for one in some]

    return page_of(rows, tell, number)


def site_kinds(look: Look) -> list[tuple[str, str, int]]:
    """The kinds of sites there are, with how many of each."""
    counted = look.sites.order_by().values_list("kind").annotate(count=Count("pk"))
    return [(kind, str(SiteKind(kind).label), count) for kind, count in counted]
