"""Who of an area lives how far from which point: grids with their people, as the sharing-out takes them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Count

from fangxian.engines.planning.demand import walking_limit
from fangxian.engines.planning.pack import RulePack
from fangxian.engines.sampling.turns import Grid, Stand
from fangxian.features.duty.models.plan import Terrain
from fangxian.features.duty.selectors.plans import running_plan
from fangxian.features.incidents.models import Incident
from fangxian.features.sampling.models import Listing, Point, Turn
from fangxian.features.territory.models import Area, Headcount, Level
from fangxian.kernel import rulepacks
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, span, within

AN_HOUR = 60.0
"""Whom one table samples in an hour, as the feasibility of a round takes it."""
MINUTE = timedelta(minutes=1)
_NAN = float("nan")

# The farthest door of each grid from its point: straight metres on a plane, good to 0.1 % within 50 km.
_FARTHEST = """
    SELECT h.area,
        max(sqrt(power(h.lat - w.lat, 2) + power((h.lon - w.lon) * cos(radians(w.lat)), 2)) * 111195)
    FROM unnest(%(areas)s::text[], %(lat)s::float8[], %(lon)s::float8[]) AS w (area, lat, lon)
    JOIN territory_household h ON h.area = w.area AND h.incident = %(incident)s
    WHERE h.area >= %(start)s AND h.area < %(end)s AND h.lat IS NOT NULL AND h.lon IS NOT NULL GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class Country:
    """How people walk in an area, by its running plan, or by the incident's pack where none runs."""

    pack: RulePack
    terrain: str

    @property
    def limit_m(self) -> float:
        """Straight metres that may lie between a home and its point."""
        return float(walking_limit(self.pack, mountain=np.array([self.terrain == Terrain.MOUNTAIN]))[0])

    @property
    def most_minutes(self) -> int:
        """Minutes that people may walk."""
        return int(self.pack[f"walk_minutes_{self.terrain}"])

    def way_m(self, straight_m: float) -> int:
        """Metres walked for a straight distance."""
        return round(straight_m * self.pack[f"detour_{self.terrain}"])

    def minutes(self, way_m: int | None) -> int | None:
        """Minutes that a way takes."""
        return None if way_m is None else round(way_m / (self.pack[f"walk_km_h_{self.terrain}"] * 1000 / 60))

    @property
    def each(self) -> int:
        """People whom one mobile team samples in a round."""
        rules = [rule for rule in self.pack.posts if rule.role == "mobile_sampler"]
        return max(1, int(rules[0].each)) if rules else 200


def country(actor: Actor, area: str) -> Country:
    """How people walk in an area."""
    plan = running_plan(actor, area)
    if plan is not None:
        return Country(rulepacks.load(plan.rule_pack), plan.terrain)
    pack = Incident.objects.values_list("rule_pack", flat=True).get(code=actor.incident)
    return Country(rulepacks.load(pack), Terrain.MOUNTAIN)


def grids(actor: Actor, area: str, limit_m: float) -> list[Grid]:
    """The grids of an area with their middles, and with their people who are on no list."""
    places = dict(_places(Area.objects.filter(within(area, "code"), valid_until__isnull=True)))
    listed: Counter[str] = Counter()
    for (code, _kind), count in on_lists(actor, area).items():
        listed[code] += count
    heads = Headcount.objects.filter(within(area), incident=actor.incident, residents__gt=0).order_by("area")
    return [
        Grid(code, people - listed[code], *places.get(code, (_NAN, _NAN)), limit_m)
        for code, people in heads.values_list("area", "residents")
        if people > listed[code]
    ]


def grids_of(turns: Iterable[Turn], limit_m: float) -> list[Grid]:
    """The grids of some turns, with the people they were told for."""
    people = {one.area: one.people for one in turns}
    places = dict(_places(Area.objects.filter(code__in=list(people))))
    return [Grid(code, n, *places.get(code, (_NAN, _NAN)), limit_m) for code, n in sorted(people.items())]


def on_lists(actor: Actor, area: str) -> dict[tuple[str, str], int]:
    """How many of each grid are exempt or sampled at home, by grid and kind of list."""
    found = Listing.objects.filter(within(area), incident=actor.incident, ended_at__isnull=True).order_by()
    return {(code, kind): n for code, kind, n in found.values_list("area", "kind").annotate(n=Count("pk"))}


def _places(areas: Any) -> Iterable[tuple[str, tuple[float, float]]]:
    for code, lat, lon in areas.values_list("code", "lat", "lon"):
        yield code, (_NAN if lat is None else lat, _NAN if lon is None else lon)


def stand(point: Point, since: datetime | None = None) -> Stand:
    """A point as the sharing-out takes it; what is before `since` is given away."""
    whole = int((point.closes_at - point.opens_at) / MINUTE)
    taken = max(0, int((since - point.opens_at) / MINUTE)) if since else 0
    lat, lon = (_NAN if one is None else one for one in (point.lat, point.lon))
    return Stand(point.code, point.area, lat, lon, point.tables, whole, taken)


def groups(area: str) -> dict[str, tuple[str, tuple[float, float]]]:
    """The townships of an area (itself, where it has none), each with its name and where it lies."""
    found = Area.objects.filter(within(area, "code"), valid_until__isnull=True)
    townships = found.filter(level=Level.TOWNSHIP)
    some = townships if townships.exists() else found.filter(code=area)
    names = dict(some.values_list("code", "name"))
    return {code: (names[code], place) for code, place in _places(some)}


def group_of(code: str, of: Iterable[str], area: str) -> str:
    """The township a grid lies in; the whole area where it lies in none."""
    return next((one for one in of if inside(code, one)), area)


def farthest(actor: Actor, area: str, point_of: dict[str, tuple[float, float]]) -> dict[str, float]:
    """Straight metres from each grid's point to its farthest door; nothing of grids without known doors."""
    start, end = span(area)
    asked: dict[str, str | list[str] | list[float]] = {
        "areas": list(point_of),
        "lat": [lat for lat, _lon in point_of.values()],
        "lon": [lon for _lat, lon in point_of.values()],
        "incident": actor.incident,
        "start": start,
        "end": end,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FARTHEST, asked)
        return dict(cursor.fetchall())
