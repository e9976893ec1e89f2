"""Who is exempt and who is sampled at home: how many by area, and page by page with masked names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from fangxian.features.incidents.selectors import vault
from fangxian.features.sampling import access
from fangxian.features.sampling.models import Listing, ListKind
from fangxian.features.territory import access as territory
from fangxian.features.territory.identity import masked_name
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: who, masked, and where they live now."""

    listing: Listing
    name: str
    household: str


def in_force(actor: Actor, area: str, on: date) -> QuerySet[Listing]:
    """The entries of an area that count for a round that begins `on`."""
    return access.listings(actor).filter(Q(until=None) | Q(until__gte=on), within(area))


def counts(actor: Actor, area: str, on: date) -> dict[str, int]:
    """How many of an area are on each list."""
    found = in_force(actor, area, on).values_list("kind").annotate(n=Count("pk")).order_by()
    return dict.fromkeys(map(str, ListKind), 0) | dict(found)


def by_area(actor: Actor, area: str, kind: ListKind, on: date) -> dict[str, int]:
    """How many are on one list by the grid (or village) in which they live now."""
    codes = in_force(actor, area, on).filter(kind=kind).values("resident")
    homes = territory.residents(actor).filter(within(area), code__in=codes)
    return dict(Counter(homes.values_list("area", flat=True)))


def page(actor: Actor, area: str, kind: str, number: object) -> tuple[Page[Listing], list[Entry]]:
    """A page of one list in an area, the newest entry first; details stay masked."""
    rows = access.listings(actor).filter(within(area), kind=kind).order_by("-at", "resident")
    found = Paginator(rows, PER_PAGE).get_page(number)  # type: ignore[arg-type]
    people = {
        one.code: one for one in territory.residents(actor).filter(code__in=[row.resident for row in found])
    }
    names = dict[str, str]()
    if people and actor.may(Can.RESIDENT_READ):
        safe = vault(actor.incident)
        names = {code: masked_name(safe.open(one.name_sealed, "name")) for code, one in people.items()}
    return found, [
        Entry(
            row, names.get(row.resident, ""), people[row.resident].household if row.resident in people else ""
        )
        for row in found
    ]
