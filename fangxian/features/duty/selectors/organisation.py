"""Who answers: leads and deputies of every area, temporary branches, teams."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.paginator import Page
from django.db.models import Q
from django.utils import timezone

from fangxian.features.charges.covers import Who, held
from fangxian.features.charges.models import Charge
from fangxian.features.duty.models import PlanBranch, PlanTeam
from fangxian.features.duty.rules import crew_name
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.duty.selectors.paging import page_of
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Role
from fangxian.kernel.codes import within

_COLUMNS = ("area", "role", "holder_name", "deputy_name")


@dataclass(frozen=True, slots=True)
class LeadRow:
    """An area with who answers for it; names are '' where nobody was found; `who` says more of what runs."""

    area: str
    name: str
    level: str
    role: str
    holder: str
    deputy: str
    span: int
    is_wide: bool
    who: Who | None = None


@dataclass(frozen=True, slots=True)
class TeamRow:
    """A team in words."""

    team: PlanTeam
    place: str
    crew: str


def leads(
    look: Look, *, vacant: bool = False, text: str = "", span: float = 7, number: object = 1
) -> Page[LeadRow]:
    """
    One page of areas with lead and deputy, widest area first.

    A draft tells what it would appoint, what runs tells the charges as they are. `span` is the most that may
    report to one lead.
    """
    if look.is_live:
        charges = Charge.objects.filter(within(look.area), leads=True, valid_until__isnull=True)
        charges = charges.filter(~held(timezone.now())) if vacant else charges
        rows = charges.filter(_named(look, text)).order_by("area")
        return page_of(rows, lambda some: _running(look, some, span), number)
    planned = look.leads.filter(holder="") if vacant else look.leads
    listed = planned.filter(_named(look, text)).order_by("area").values_list(*_COLUMNS, "span")
    return page_of(listed, lambda some: _told(look, some, span), number)


def _running(look: Look, some: list[Charge], span: float) -> list[LeadRow]:
    """Charges as they are, with the spans the plan counted."""
    spans = dict(look.leads.filter(area__in=[one.area for one in some]).values_list("area", "span"))
    rows = [(one.area, one.role, one.holder_name, one.deputy_name, spans.get(one.area, 0)) for one in some]
    told = zip(_told(look, rows, span), some, strict=True)
    return [replace(row, who=charge.now) for row, charge in told]


def _named(look: Look, text: str) -> Q:
    """Areas whose name holds the text, or leads whose does."""
    if not text:
        return Q()
    areas = Area.objects.filter(within(look.area, "code"), name__contains=text).values("code")
    return Q(area__in=areas) | Q(holder_name__contains=text) | Q(deputy_name__contains=text)


def _told(look: Look, rows: list[tuple[str, str, str, str, int]], span: float) -> list[LeadRow]:
    codes = [row[0] for row in rows]
    known = {code: (name, level) for code, name, level in _areas(codes)}
    known |= {code: (name, Level.GRID) for code, name in _grids(look, codes) if code not in known}
    return [
        LeadRow(
            area,
            known.get(area, (area, Level.GRID))[0],
            str(Level(known.get(area, (area, Level.GRID))[1]).label),
            str(Role(role).label),
            holder,
            deputy,
            wide,
            wide > span,
        )
        for area, role, holder, deputy, wide in rows
    ]


def _areas(codes: list[str]) -> list[tuple[str, str, str]]:
    found = Area.objects.filter(code__in=codes, valid_until__isnull=True)
    return list(found.values_list("code", "name", "level"))


def _grids(look: Look, codes: list[str]) -> list[tuple[str, str]]:
    return list(look.grids.filter(area__in=codes).values_list("area", "name"))


def branches(look: Look, *, number: object = 1) -> Page[PlanBranch]:
    """One page of temporary branches, by area."""
    return page_of(look.branches.order_by("area", "site"), list, number)


def teams(look: Look, *, number: object = 1) -> Page[TeamRow]:
    """One page of teams, by area."""

    def tell(some: list[PlanTeam]) -> list[TeamRow]:
        places = look.posts.filter(place__in=[one.place for one in some])
        names = dict(places.values_list("place", "place_name"))
        return [TeamRow(one, names.get(one.place, one.place), crew_name(one.crew)) for one in some]

    return page_of(look.teams.order_by("area", "place", "crew", "number"), tell, number)
