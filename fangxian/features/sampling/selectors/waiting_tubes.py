"""Tubes that wait for a courier, point by point, and what there is to fetch them with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, Exists, F, Min, OuterRef, When
from django.db.models.functions import Coalesce

from fangxian.features.duty import access as duty
from fangxian.features.duty.models import Posting, Shift, Site
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.sampling.models import Point, Round, Stage, Tube
from fangxian.features.sampling.selectors import pack
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

COURIER = "courier"
"""What such a post is called in rule packs."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A point with tubes closed or packed; by `latest` the most pressing of them must be delivered."""

    point: str
    name: str
    area: str
    lat: float | None
    lon: float | None
    tubes: int
    latest: datetime


@dataclass(frozen=True, slots=True)
class Driver:
    """Somebody on duty as a courier, and where their post is."""

    code: str
    name: str
    place: str


def waiting(actor: Actor, of_round: Round, area: str) -> list[Waiting]:
    """The points of an area where tubes wait, the most pressing first."""
    clocks = pack.clocks(actor)
    by = Case(
        When(stage=Stage.CLOSED, then=F("first_at") + clocks.room),
        default=Coalesce("closed_at", "packed_at") + clocks.delivery,
    )
    tubes = Tube.objects.filter(
        within(area), round=of_round.code, stage__in=(Stage.CLOSED, Stage.PACKED), first_at__isnull=False
    )
    counted = tubes.values_list("point", "area").annotate(n=Count("code"), latest=Min(by)).order_by("latest")
    rows = list(counted)
    points = {
        one.code: one for one in Point.objects.filter(round=of_round.code, code__in=[r[0] for r in rows])
    }
    found = dict[str, Waiting]()
    for code, where, count, latest in rows:
        known, before = points.get(code), found.get(code)
        found[code] = Waiting(
            code,
            known.name if known else code,
            where,
            known.lat if known else None,
            known.lon if known else None,
            count + (before.tubes if before else 0),
            before.latest if before else latest,
        )
    return list(found.values())


def laboratories(actor: Actor) -> list[Site]:
    """The open laboratories in sight."""
    return list(duty.visible_sites(actor).filter(kind=SiteKind.LABORATORY, is_open=True).order_by("code"))


def drivers(actor: Actor, area: str, at: datetime) -> list[Driver]:
    """Who is on duty as a courier in an area at a moment, by their posts; one query."""
    posts = duty.visible_posts(actor).filter(within(area), role=COURIER)
    on = Shift.objects.filter(post=OuterRef("post"), crew=OuterRef("crew"), starts_at__lte=at, ends_at__gt=at)
    held = Posting.objects.filter(Exists(on), live=True, post__in=posts, period__contains=at)
    rows = held.order_by("post__place", "holder_name").values_list(
        "responder__code", "holder_name", "post__place"
    )
    return [Driver(*row) for row in rows]
