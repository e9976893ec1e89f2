"""The points of a round live: sampled, at which pace, when each ends; those that end late first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import Q

from fangxian.engines import coverage
from fangxian.engines.coverage import Forecast, Slot
from fangxian.engines.sampling.reinforcing import Force, Help, best_help
from fangxian.features.duty import access as duty
from fangxian.features.sampling import access
from fangxian.features.sampling.models import Mode, Pace, Point, Round, Tally
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

RECENT = coverage.QUIET + coverage.WINDOW + coverage.SLOT
HOUR = timedelta(hours=1)
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Standing:
    """
    A point now: `people` sampled there, `last_hour` swabs taken in the last hour, when it ends at its pace.

    `helper` is the point that could give a team to one that ends late, and `help` when both end then; None
    where no team would help. `may_come` says that the published plan has somebody there to send.
    """

    point: Point
    people: int
    last_hour: int
    forecast: Forecast
    helper: Standing | None = None
    help: Help | None = None
    now: datetime | None = None
    may_come: bool = False

    @property
    def left(self) -> int:
        """How many of those expected there were not sampled yet."""
        return max(0, self.point.people - self.people)

    @property
    def is_late(self) -> bool:
        """Whether it does not end in its time at its pace, or has come to rest with people left."""
        late = self.forecast.at is not None and self.forecast.at > self.point.closes_at
        return late or bool(self.left and self.forecast.quiet_since)

    @property
    def force(self) -> Force:
        """The point as the choice of a team takes it."""
        lat, lon = (float("nan") if one is None else one for one in (self.point.lat, self.point.lon))
        pace = self.forecast.an_hour or 0.0
        return Force(self.point.code, self.left, pace, self.point.tables, lat, lon)

    @property
    def both_end_at(self) -> datetime | None:
        """When the later of both ends, if a team comes."""
        return self.now + timedelta(minutes=self.help.latest_min) if self.help and self.now else None


def points(actor: Actor, of_round: Round, area: str, now: datetime) -> tuple[list[Standing], int]:
    """The points of an area, and teams that expect anybody: late ones first, then most left; how many."""
    done = dict(
        Tally.objects.filter(within(area), round=of_round.code).values_list("point", "people").order_by()
    )
    of_area = access.points(actor, of_round.code).filter(within(area))
    found = list(of_area.filter(Q(people__gt=0) | Q(mode=Mode.POINT) | Q(code__in=list(done))))
    paces = _paces(of_round, area, now)
    lines = [_standing(point, done.get(point.code, 0), paces[point.code], now) for point in found]
    ordered = sorted(lines, key=lambda one: (not one.is_late, -one.left, one.point.code))
    able = {one.point.code: one for one in lines if _could_give(one)}
    posted = _posted(actor, able, now)
    able = {code: one for code, one in able.items() if code in posted} or able
    forces = [one.force for one in able.values()]
    return [_helped(one, forces, able, posted, now) for one in ordered[:SHOWN]], len(lines)


def _posted(actor: Actor, points: Iterable[str], now: datetime) -> set[str]:
    """Those of some points where the published plan has a sampler now."""
    posts = duty.visible_posts(actor).filter(place__in=list(points), role="sampler", filled__gt=0)
    return set(posts.filter(starts_at__lte=now, ends_at__gt=now).values_list("place", flat=True))


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


def _could_give(one: Standing) -> bool:
    return one.point.is_open and one.point.mode == Mode.POINT and not one.is_late


def _helped(
    one: Standing,
    forces: Iterable[Force],
    able: Mapping[str, Standing],
    posted: Collection[str],
    now: datetime,
) -> Standing:
    """A late point with the team that would help it most."""
    if not (one.is_late and one.point.is_open and one.point.mode == Mode.POINT):
        return one
    found = best_help(one.force, forces)
    if found is None:
        return one
    return replace(one, helper=able[found.code], help=found, now=now, may_come=found.code in posted)
