"""Whether a round can be done with what there is in its area: its people by zone against what can be had."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Sum

from fangxian.engines.sampling.feasibility import Feasibility, Means, Part, weigh
from fangxian.features.duty import access as duty
from fangxian.features.duty.models.post import Posting
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.roster import access as roster
from fangxian.features.roster.models import Skill
from fangxian.features.sampling import access, rules
from fangxian.features.sampling.models import Round
from fangxian.features.sampling.selectors import pack
from fangxian.features.sampling.services import Order
from fangxian.features.territory.models import Area, Headcount, Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

SAMPLES = ("sampler", "registrar", "courier", "mobile_sampler", "mobile_driver")
"""Roles of the rule pack whose holders are there for a round; who holds another post is not."""
OFFERED = 500
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An order held against what there is."""

    order: Order
    found: Feasibility

    @property
    def hours(self) -> float:
        """How long swabs are taken."""
        return (self.order.ends_at - self.order.starts_at) / HOUR


def weighed(actor: Actor, order: Order) -> Weighed:
    """Hold an order whose times are in order against the people, sites and responders of its area."""
    asked = {
        "hours": (order.ends_at - order.starts_at) / HOUR,
        "results_hours": (order.results_by - order.starts_at) / HOUR,
        "infected": order.infected,
    }
    return Weighed(order, weigh(_parts(actor, order), _means(actor, order), pack.terms(actor, asked)))


def newest(actor: Actor) -> Round | None:
    """The round that was ordered last in sight: what it was ordered with is offered again."""
    return access.newest_first(actor).first()


def zone_areas(actor: Actor) -> list[tuple[str, str]]:
    """Areas that a zone may be, for choosing while typing: down to villages, so many as a list can hold."""
    found = Area.objects.filter(within(actor.area, "code"), valid_until__isnull=True).exclude(
        level=Level.GRID
    )
    return list(found.order_by("level", "code").values_list("code", "name")[:OFFERED])


def unknown(areas: Mapping[str, object]) -> list[str]:
    """Which of some areas are not there, or out of sight."""
    known = Area.objects.filter(code__in=list(areas), valid_until__isnull=True).values_list("code", flat=True)
    return sorted(set(areas) - set(known))


def _parts(actor: Actor, order: Order) -> list[Part]:
    heads = Headcount.objects.filter(within(order.area), incident=actor.incident)
    zones = pack.zoned(actor, order.area, order.zones)
    people: dict[rules.Pooling, list[int]] = defaultdict(lambda: [0, 0])
    for area, households, residents in heads.values_list("area", "households", "residents"):
        sums = people[rules.pooling(area, zones)]
        sums[0], sums[1] = sums[0] + residents, sums[1] + households
    return [
        Part(pool.kind, residents, pool.size, households if pool.by_household else 0)
        for pool, (residents, households) in people.items()
        if residents
    ]


def _means(actor: Actor, order: Order) -> Means:
    sites = duty.visible_sites(actor).filter(within(order.area), kind=SiteKind.SAMPLING_POINT, is_open=True)
    points = sites.aggregate(points=Count("code"), tables=Sum("tables"))
    bare = sites.filter(tables=0).count()
    return Means(
        points=points["points"],
        tables=(points["tables"] or 0) + bare,
        **_people(actor, order),
        tubes=order.stock,
        pooled=order.pooled_an_hour,
        single=order.single_an_hour,
    )


def _people(actor: Actor, order: Order) -> dict[str, int]:
    """Everybody counts once: who can swab as a sampler, of the rest who can register, then who can drive."""
    swabs, registers, drives = (
        Q(skills__contains=[skill]) for skill in (Skill.SWAB, Skill.REGISTER, Skill.DRIVE)
    )
    elsewhere = Posting.objects.filter(
        responder=OuterRef("pk"), live=True, period__overlap=(order.starts_at, order.ends_at)
    ).exclude(post__role__in=SAMPLES)
    there = roster.visible(actor).filter(
        _here(order.area, order.starts_at), _can_come(order.starts_at.date()), ~Exists(elsewhere)
    )
    return there.aggregate(
        samplers=Count("pk", filter=swabs),
        registrars=Count("pk", filter=registers & ~swabs),
        couriers=Count("pk", filter=drives & ~swabs & ~registers),
    )


def _here(area: str, at: datetime) -> Q:
    """Who lives, works or stands in an area and is not lent out of it, or is lent to it."""
    free = Q(seconded_area="") | Q(seconded_until__lte=at) | Q(seconded_from__gt=at)
    own = within(area, "home_area") | within(area, "unit_area") | within(area, "posted_area")
    return free & own | within(area, "seconded_area")


def _can_come(on: date) -> Q:
    """Who is not away on a day."""
    absent = Q(is_available=False) & (Q(absent_from__isnull=True) | Q(absent_from__lte=on))
    still = Q(absent_until__isnull=True) | Q(absent_until__gt=on)
    begun = Q(available_from__isnull=True) | Q(available_from__lte=on)
    return ~(absent & still) & begun & (Q(available_until__isnull=True) | Q(available_until__gt=on))
