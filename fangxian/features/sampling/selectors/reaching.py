"""Who of an order lives beyond the walk: how many mobile teams it takes, and how many there are."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import Sum

from fangxian.engines.sampling.sharing import beyond
from fangxian.engines.sampling.tours import plan_tours
from fangxian.engines.sampling.turns import Stand
from fangxian.features.duty import access as duty
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.sampling.selectors import walking
from fangxian.features.sampling.services import Order
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Group:
    """A township with people beyond the walk: teams they take, and those the published plan has there."""

    name: str
    people: int
    teams: int
    there: int

    @property
    def missing(self) -> int:
        """Teams that must come from elsewhere."""
        return max(0, self.teams - self.there)


@dataclass(frozen=True, slots=True)
class Reach:
    """The townships with people beyond the walk, most people first, and the minutes people may walk."""

    minutes: int
    groups: list[Group]

    @property
    def people(self) -> int:
        """Everybody beyond the walk."""
        return sum(one.people for one in self.groups)

    @property
    def teams(self) -> int:
        """Mobile teams they take."""
        return sum(one.teams for one in self.groups)

    @property
    def missing(self) -> int:
        """Teams that must come from elsewhere."""
        return sum(one.missing for one in self.groups)


def reach(actor: Actor, order: Order) -> Reach:
    """Hold the sites of an order against where people live; without an open site nobody is beyond it."""
    land = walking.country(actor, order.area)
    sites = duty.visible_sites(actor).filter(within(order.area), kind=SiteKind.SAMPLING_POINT, is_open=True)
    stands = [Stand(one.code, one.area, one.lat, one.lon, max(1, one.tables), 0) for one in sites]
    if not stands:
        return Reach(land.most_minutes, [])
    groups = walking.groups(order.area)
    far = beyond(walking.grids(actor, order.area, land.limit_m), stands)
    stops = [(walking.group_of(one.code, groups, order.area), one) for one in far]
    people, teams = Counter[str](), Counter[str]()
    for group, one in stops:
        people[group] += one.people
    starts = {code: place for code, (_name, place) in groups.items()}
    for tour in plan_tours(stops, starts, each=land.each, an_hour=walking.AN_HOUR):
        teams[tour.group] += tour.teams
    there = _there(actor, order, list(groups))
    return Reach(
        land.most_minutes,
        [
            Group(groups[code][0] if code in groups else code, count, teams[code], there[code])
            for code, count in people.most_common()
        ],
    )


def _there(actor: Actor, order: Order, groups: list[str]) -> Counter[str]:
    """Samplers of mobile teams whom the published plan has in each township in the time of the order."""
    posts = duty.visible_posts(actor).filter(
        within(order.area), role="mobile_sampler", starts_at__lt=order.ends_at, ends_at__gt=order.starts_at
    )
    found: Counter[str] = Counter()
    for area, filled in posts.order_by().values_list("area").annotate(all=Sum("filled")):
        found[walking.group_of(area, groups, order.area)] += filled
    return found
