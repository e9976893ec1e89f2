"""An area of a campaign: where it lies, how its targets stand, and those of the areas directly inside it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors import answering, counting
from fangxian.features.campaigns.selectors.answering import Lead
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside
from fangxian.kernel.errors import NotFound

SORTS = ("name", "left", "share", "targets", "service", "asked")
_FACTS = ("code", "name", "level", "lat", "lon")


@dataclass(frozen=True, slots=True)
class Place:
    """One area; `url` is '' for the line of those who are in none of the areas inside."""

    code: str
    name: str
    level: str
    lat: float | None
    lon: float | None
    url: str
    figures: Figures
    lead: Lead | None = None

    @property
    def level_name(self) -> str:
        """The level in words."""
        return str(Level(self.level).label)


def top(actor: Actor, campaign: Campaign) -> str:
    """The widest area of a campaign that the actor sees."""
    return actor.area if inside(actor.area, campaign.area) else campaign.area


def way(actor: Actor, campaign: Campaign, code: str) -> list[Area]:
    """
    The areas that lead to one inside a campaign, the widest in sight first, itself last.

    Raises:
        NotFound: no such area, out of sight, or outside the campaign.
    """
    if not inside(code, top(actor, campaign)):
        raise NotFound
    around = [code[:length] for length in range(len(top(actor, campaign)), len(code) + 1)]
    found = list(
        Area.objects.filter(code__in=around, valid_until__isnull=True).defer("outline").order_by("code")
    )
    if not found or found[-1].code != code:
        raise NotFound
    return found


def below(actor: Actor, campaign: Campaign, area: Area, whole: Figures) -> list[Place]:
    """The areas directly inside one that have targets, with who answers; last those in none of them."""
    rows = _areas(Q(parent=area.code))
    counted = counting.by_area(campaign.code, [row[0] for row in rows])
    leads = answering.of(actor, counted)
    places = [_place(campaign, row, counted[row[0]], leads.get(row[0])) for row in rows if row[0] in counted]
    rest = _rest(whole, [place.figures for place in places])
    if places and rest.targets:
        places.append(Place("", _("In none of these"), area.level, None, None, "", rest))
    return places


def in_order(places: list[Place], sort: str) -> list[Place]:
    """Sorted by one of `SORTS`, downwards with a leading `-`; by most left for anything else."""
    key, downward = sort.removeprefix("-"), sort.startswith("-")
    if key not in SORTS:
        key, downward = "left", True
    return sorted(places, key=lambda place: (_rank(place, key), place.code), reverse=downward)


def inner(campaign: Campaign, codes: list[str]) -> dict[str, list[Place]]:
    """The areas directly below several, by the area around them, without their leads: for drawings."""
    rows = list(_now(Q(parent__in=codes)).values_list("parent", *_FACTS))
    counted = counting.by_area(campaign.code, [row[1] for row in rows])
    found: dict[str, list[Place]] = {}
    for parent, *row in rows:
        if row[0] in counted:
            found.setdefault(parent, []).append(_place(campaign, tuple(row), counted[row[0]], None))
    return found


def url_of(campaign: str, area: str) -> str:
    """The page of an area of a campaign."""
    return reverse("campaigns:area", args=[campaign, area])


def _rank(place: Place, key: str) -> object:
    figures = place.figures
    if key == "name":
        return place.name
    return figures.reached / figures.targets if key == "share" else getattr(figures, key)


def _now(areas: Q):  # type: ignore[no-untyped-def]
    return Area.objects.filter(areas, valid_until__isnull=True).order_by("code")


def _areas(areas: Q) -> list[tuple[str, str, str, float | None, float | None]]:
    return list(_now(areas).values_list(*_FACTS))


def _place(
    campaign: Campaign,
    row: tuple[str, str, str, float | None, float | None],
    figures: Figures,
    lead: Lead | None,
) -> Place:
    return Place(*row, url_of(campaign.code, row[0]), figures, lead)


def _rest(whole: Figures, parts: list[Figures]) -> Figures:
    return Figures(
        **{
            name: getattr(whole, name) - sum(getattr(part, name) for part in parts)
            for name in counting.COUNTERS
        }
    )
