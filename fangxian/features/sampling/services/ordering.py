"""Ordering a round: its campaign, its zones and its points, in one step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from fangxian.features.campaigns import services as campaigns
from fangxian.features.campaigns.models import Aim, Campaign, CampaignKind
from fangxian.features.duty import access as duty
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.sampling import rules, tasks
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import Point, Round, Zone
from fangxian.features.sampling.refusals import PoolUnfit, ResultsTooSoon, ZoneOutside
from fangxian.features.sampling.rules import Pooling
from fangxian.features.sampling.selectors import pack
from fangxian.features.sampling.services.turning import AT_ONCE, lay_turns
from fangxian.features.territory.models import Headcount
from fangxian.features.territory.selectors.needs import figures
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside, within
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class Order:
    """
    What is ordered: the window in which swabs are taken, when all results are due, zones by area code, the
    share of people taken as infected, what residents are told; the `stock` of tubes, and how many of
    each sort the laboratories test in an hour.
    """

    area: str
    name: str
    starts_at: datetime
    ends_at: datetime
    results_by: datetime
    zones: Mapping[str, Pooling] = field(default_factory=dict)
    infected: float = 0.0
    notice: str = ""
    stock: int = 0
    pooled_an_hour: int = 0
    single_an_hour: int = 0


@transaction.atomic
def order_round(*, actor: Actor, order: Order, at: datetime | None = None, queue: bool = False) -> Round:
    """
    Order a round; a worker lays its targets out (`queue`), or the caller by `campaigns.services.prepare`.

    Every open sampling point of the area takes part, with its tables, for the whole window. Each grid gets
    its turn at once, or from a worker where there are very many.

    Raises:
        NotFound: no such area, or out of sight.
        NotAllowed: the actor may not run campaigns there.
        EndsBeforeItStarts, ResultsTooSoon: the times are upside down.
        ZoneOutside, PoolUnfit: a zone is not of that area, or has tubes that do not exist.
    """
    actor.require(Can.ROUND_ORDER, order.area)
    _check(order)
    campaign = campaigns.open_campaign(
        actor=actor,
        area=order.area,
        name=order.name,
        kind=CampaignKind.SAMPLING,
        aim=Aim.EVERYBODY,
        starts_at=order.starts_at,
        ends_at=order.ends_at,
        at=at,
        queue=queue,
    )
    made = _round(actor, campaign, order)
    Zone.objects.bulk_create(
        Zone(round=made.code, area=area, kind=zone.kind, size=zone.size, by_household=zone.by_household)
        for area, zone in pack.zoned(actor, order.area, order.zones).items()
    )
    Point.objects.bulk_create(_points(actor, campaign))
    trail.record(
        actor=actor,
        kind=Event.ORDERED,
        area=made.area,
        subject=made.code,
        at=at,
        number=made.number,
        people=figures(actor, made.area).residents,
    )
    if queue and Headcount.objects.filter(within(made.area), incident=actor.incident).count() > AT_ONCE:
        tasks.queue(made.code, actor)
    else:
        lay_turns(actor=actor, code=made.code, at=at)
    return made


def _check(order: Order) -> None:
    if order.results_by <= order.ends_at:
        raise ResultsTooSoon(field="results_by")
    for area, zone in order.zones.items():
        if not inside(area, order.area):
            raise ZoneOutside(zone=area, field="zones")
        if not 1 <= zone.size <= rules.LARGEST:
            raise PoolUnfit(size=zone.size, field="zones")


def _round(actor: Actor, campaign: Campaign, order: Order) -> Round:
    earlier = Round.objects.filter(incident=actor.incident, area=order.area)
    number = (earlier.aggregate(last=Max("number"))["last"] or 0) + 1
    made = Round(
        code=campaign.code,
        incident=actor.incident,
        area=order.area,
        number=number,
        results_by=order.results_by,
        infected=order.infected,
        notice=order.notice,
        stock=order.stock,
        pooled_an_hour=order.pooled_an_hour,
        single_an_hour=order.single_an_hour,
    )
    made.save(force_insert=True)
    return made


def _points(actor: Actor, campaign: Campaign) -> list[Point]:
    sites = duty.visible_sites(actor).filter(
        within(campaign.area), kind=SiteKind.SAMPLING_POINT, is_open=True
    )
    found = list(sites.order_by("code"))
    heads = Headcount.objects.filter(within(campaign.area), incident=actor.incident)
    people = rules.share_people(
        dict(heads.values_list("area", "residents")),
        {site.code: (site.area, max(1, site.tables)) for site in found},
    )
    return [
        Point(
            round=campaign.code,
            code=site.code,
            name=site.name,
            area=site.area,
            lat=site.lat,
            lon=site.lon,
            tables=max(1, site.tables),
            people=people[site.code],
            opens_at=campaign.starts_at,
            closes_at=campaign.ends_at,
        )
        for site in found
    ]
