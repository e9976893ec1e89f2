"""The round of today: what is known of the places of an area, and which of them an inspector looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max, Q, Sum

from fangxian.features.campaigns import access as campaigns
from fangxian.features.campaigns.models import CampaignState, Coverage
from fangxian.features.charges import access as charges
from fangxian.features.charges.models import Charge
from fangxian.features.duty.models import Site
from fangxian.features.duty.selectors import places as sites
from fangxian.features.items.models import Item
from fangxian.features.supervision.inspections import access, flow, rules
from fangxian.features.supervision.inspections.access import Place
from fangxian.features.supervision.inspections.rules import Risk, Stop
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.codes import within

LOOKED_BACK = timedelta(days=14)
FOUND = 12
MOST_GRIDS = 2_000
"""Grids with the largest gap that are weighed; the others are reached well enough."""


@dataclass(frozen=True, slots=True)
class Due:
    """A place of the round in words."""

    place: Place
    stop: Stop
    area_name: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round: its places, how many ask to be looked at in all, and among how many inspectors."""

    due: list[Due]
    asking: int
    hands: int


def todays_round(actor: Actor, now: datetime, known: Sequence[Risk] | None = None) -> Round:
    """
    The places that the actor looks at today; those of one area are shared among its inspectors.

    `known` are the risks of the places, asked if not given.
    """
    stops = rules.rank(risks(actor, now) if known is None else known, now)
    hands, which = _hands(actor)
    own = rules.share(stops, hands, which)
    places = access.places(actor, {one.risk.code for one in own})
    names = dict(
        Area.objects.filter(code__in={one.area for one in places.values()}).values_list("code", "name")
    )
    due = [
        Due(place, one, names.get(place.area, place.area))
        for one in own
        if (place := places.get(one.risk.code)) is not None
    ]
    return Round(due, len(stops), hands)


def find(actor: Actor, text: str) -> list[Place]:
    """Open sites and grids whose name holds the text, or whose code starts with it."""
    if not text:
        return []
    some = sites.sites(actor, text=text, state="open")[:FOUND]
    found = [Place(one.code, one.name, one.kind, one.area) for one in some]
    grids = Area.objects.filter(within(actor.area, "code"), level=Level.GRID, valid_until__isnull=True)
    named = grids.filter(Q(name__contains=text) | Q(code__startswith=text)).order_by("code")[:FOUND]
    return [*found, *(Place(one.code, one.name, access.GRID, one.code) for one in named)][:FOUND]


def risks(actor: Actor, now: datetime) -> list[Risk]:
    """What is known of every open site, and of every grid with a gap or a finding."""
    here = within(actor.area)
    opened = Site.objects.filter(here, is_open=True).values_list("code", "area", "tables", "rooms")
    sizes = {code: (area, tables * 600 + rooms) for code, area, tables, rooms in opened}
    gaps = _gaps(actor)
    troubles = _troubles(actor, now)
    grids = {place for place in troubles if place not in sizes}
    looked = dict(
        access.inspections(actor)
        .filter(here, at__lte=now)
        .order_by()
        .values_list("subject")
        .annotate(last=Max("at"))
    )
    found = [(code, area, size, 0.0) for code, (area, size) in sizes.items()]
    found += [(code, code, size, gap) for code, (size, gap) in gaps.items()]
    found += [(code, code, 0, 0.0) for code in grids - set(gaps)]
    return [
        Risk(code, area, size, *troubles.get(code, (0, 0, 0, 0)), gap, looked.get(code))
        for code, area, size, gap in found
    ]


def _gaps(actor: Actor) -> dict[str, tuple[int, float]]:
    """Grids of running campaigns with how many doors they have and which share of them is not reached."""
    running = campaigns.visible(actor).filter(state=CampaignState.OPEN).values_list("code", flat=True)
    counted = Coverage.objects.filter(within(actor.area), campaign__in=list(running), targets__gt=0)
    rows = counted.order_by().values_list("area").annotate(all=Sum("targets"), done=Sum("reached"))
    open_ = [(area, size, 1 - done / size) for area, size, done in rows if done < size]
    open_.sort(key=lambda row: (-row[2] * row[1], row[0]))
    return {area: (size, gap) for area, size, gap in open_[:MOST_GRIDS]}


def _troubles(actor: Actor, now: datetime) -> dict[str, tuple[int, int, int, int]]:
    """Place → weight of its open findings, how many are overdue, to be looked at again, repeated."""
    running = Item.objects.filter(within(actor.area), kind=flow.FINDING.kind, ended_at__isnull=True)
    here = Q(state=flow.OPEN)
    rows = running.filter(incident=actor.incident).order_by().values_list("subject")
    found = {
        subject: [weight or 0, late, again, 0]
        for subject, weight, late, again in rows.annotate(
            weight=Sum("severity", filter=here),
            late=Count("pk", filter=here & Q(due_at__lte=now)),
            again=Count("pk", filter=Q(state=flow.REMEDIED)),
        )
    }
    repeated = access.visible(actor).filter(within(actor.area), repeats__gt=0, withdrawn=False)
    lately = repeated.filter(found_at__gte=now - LOOKED_BACK).order_by().values_list("subject")
    for subject, number in lately.annotate(n=Count("pk")):
        found.setdefault(subject, [0, 0, 0, 0])[3] = number
    return {subject: (one[0], one[1], one[2], one[3]) for subject, one in found.items()}


def _hands(actor: Actor) -> tuple[int, int]:
    """How many inspectors share the actor's area, and which of them the actor is, from 0."""
    here = Charge.objects.filter(
        charges.running(), incident=actor.incident, area=actor.area, role=Role.INSPECTOR, holder__isnull=False
    )
    codes = list(here.order_by("code").values_list("code", flat=True))
    return (len(codes), codes.index(actor.charge)) if actor.charge in codes else (1, 0)
