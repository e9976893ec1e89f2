"""The points of a round live: sampled, at which pace, when each ends; those that end late first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from fangxian.engines import coverage
from fangxian.engines.coverage import Forecast, Slot
from fangxian.features.sampling import access
from fangxian.features.sampling.models import Pace, Point, Round, Tally
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

RECENT = coverage.QUIET + coverage.WINDOW + coverage.SLOT
HOUR = timedelta(hours=1)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A point now: `people` sampled there, `last_hour` swabs taken in the last hour, when it ends at its pace.

    `helper` is the open point that ends first, for one that ends late; None where there is no such point.
    """

    point: Point
    people: int
    last_hour: int
    forecast: Forecast
    helper: Standing | None = None

    @property
    def left(self) -> int:
        """How many of those expected there were not sampled yet."""
        return max(0, self.point.people - self.people)

    @property
    def is_late(self) -> bool:
        """Whether it does not end in its time at its pace, or has come to rest with people left."""
        late = self.forecast.at is not None and self.forecast.at > self.point.closes_at
        return late or bool(self.left and self.forecast.quiet_since)

    def done_at(self, now: datetime) -> datetime | None:
        """When it has nobody left; None where that cannot be told."""
        return now if self.people and not self.left else self.forecast.at


def points(actor: Actor, of_round: Round, area: str, now: datetime) -> tuple[list[Standing], int]:
    """The points of an area that expect anybody, late ones first, then those with most left; how many."""
    done = dict(
        Tally.objects.filter(within(area), round=of_round.code).values_list("point", "people").order_by()
    )
    of_area = access.points(actor, of_round.code).filter(within(area))
    found = list(of_area.filter(Q(people__gt=0) | Q(code__in=list(done))))
    paces = _paces(of_round, area, now)
    lines = [_standing(point, done.get(point.code, 0), paces[point.code], now) for point in found]
    first = _ends_first(lines, now)
    ordered = sorted(lines, key=lambda one: (not one.is_late, -one.left, one.point.code))
    return [_helped(one, first) for one in ordered[:SHOWN]], len(lines)


def _paces(of_round: Round, area: str, now: datetime) -> dict[str, list[Slot]]:
    rows = Pace.objects.filter(within(area), round=of_round.code, slot__gte=now - RECENT, swabs__gt=0)
    paces: dict[str, list[Slot]] = defaultdict(list)
    for point, slot, swabs in rows.values_list("point", "slot", "swabs"):
        paces[point].append((slot, swabs))
    return paces


def _standing(point: Point, people: int, slots: list[Slot], now: datetime) -> Standing:
    left = max(0, point.people - people)
    told = coverage.forecast(slots, left, now)
    if not slots and left and point.is_open and point.opens_at <= now - coverage.QUIET:
        told = Forecast(left, quiet_since=max(point.opens_at, now - RECENT))
    return Standing(point, people, sum(swabs for slot, swabs in slots if slot > now - HOUR), told)


def _ends_first(lines: list[Standing], now: datetime) -> Standing | None:
    ends = [
        (end, one.point.code, one)
        for one in lines
        if one.point.is_open and not one.is_late and (end := one.done_at(now))
    ]
    return min(ends)[2] if ends else None


def _helped(one: Standing, first: Standing | None) -> Standing:
    if not one.is_late or first is None:
        return one
    return Standing(one.point, one.people, one.last_hour, one.forecast, first)
