"""What the system knows already of an area, so that nobody is asked to type it: a table of providers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns.models import Campaign, CampaignState, Coverage
from fangxian.features.duty.models import Post, Site
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known of an area: what it is called, and how it is found (None: not known there)."""

    label: Text
    find: Callable[[Actor, str], object]


def _of_area(field: str) -> Callable[[Actor, str], object]:
    def find(actor: Actor, area: str) -> object:
        return Area.objects.filter(code=area, valid_until__isnull=True).values_list(field, flat=True).first()

    return find


def _of_targets(field: str) -> Callable[[Actor, str], object]:
    def find(actor: Actor, area: str) -> object:
        running = Campaign.objects.filter(incident=actor.incident, state=CampaignState.OPEN)
        rows = Coverage.objects.filter(within(area), campaign__in=running.values("code"))
        return rows.aggregate(total=Sum(field))["total"]

    return find


def _of_posts(field: str) -> Callable[[Actor, str], object]:
    def find(actor: Actor, area: str) -> object:
        return Post.objects.filter(within(area), live=True).aggregate(total=Sum(field))["total"]

    return find


def _sites(actor: Actor, area: str) -> object:
    return Site.objects.filter(within(area)).count()


def _responders(actor: Actor, area: str) -> object:
    return Responder.objects.filter(within(area, "home_area")).count()


FACTS: Mapping[str, Fact] = {
    "population": Fact(_("Population"), _of_area("population")),
    "households": Fact(_("Households"), _of_area("households")),
    "targets": Fact(_("Targets of the running campaigns"), _of_targets("targets")),
    "reached": Fact(_("Targets reached so far"), _of_targets("reached")),
    "posts_wanted": Fact(_("People wanted on posts"), _of_posts("wanted")),
    "posts_filled": Fact(_("People on posts"), _of_posts("filled")),
    "sites": Fact(_("Sites"), _sites),
    "responders": Fact(_("Responders who live there"), _responders),
}


def known(actor: Actor, area: str, names: Iterable[str]) -> dict[str, str]:
    """What is known of an area, as an answer would be typed; what is not known is left out."""
    found = {name: FACTS[name].find(actor, area) for name in set(names) if name in FACTS}
    return {name: str(value) for name, value in found.items() if value is not None}
