"""The points of a round with the grids that come to them, how far they walk, and whom teams visit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Q, Sum

from fangxian.features.sampling import access
from fangxian.features.sampling.models import Mode, Point, Round, Turn
from fangxian.features.sampling.selectors import staffing, walking
from fangxian.features.sampling.selectors.staffing import Staff
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Coming:
    """A grid at its point: what it is called, and the minutes of those who walk farthest."""

    turn: Turn
    name: str
    minutes: int | None
    is_far: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A point with who comes to it and who stands at it."""

    point: Point
    coming: list[Coming]
    staff: Staff

    @property
    def farthest(self) -> int | None:
        """Minutes of those who walk farthest."""
        return max((one.minutes for one in self.coming if one.minutes is not None), default=None)

    @property
    def is_far(self) -> bool:
        """Whether somebody walks farther than people should."""
        return any(one.is_far for one in self.coming)

    @property
    def ends_at(self) -> datetime | None:
        """When the last grid has been."""
        return max((one.turn.ends_at for one in self.coming), default=None)

    @property
    def is_late(self) -> bool:
        """Whether its tables do not get through with everybody in its hours."""
        return self.ends_at is not None and self.ends_at > self.point.closes_at


@dataclass(frozen=True, slots=True)
class Picture:
    """One page of points, and what all of them come to."""

    page: Page[Point]
    stops: list[Stop]
    minutes: int
    visited: int
    teams: int
    at_home: int
    standing: staffing.Standing


def picture(actor: Actor, of_round: Round, *, mode: str, text: str, number: object) -> Picture:
    """The points of a round in the actor's area, open ones first; of one mode or a name or code, if asked."""
    every = access.points(actor, of_round.code)
    found = every.filter(mode=mode) if mode in Mode.values else every
    if text:
        found = found.filter(Q(name__icontains=text) | Q(code=text))
    page = Paginator(found.order_by("-is_open", "-mode", "name", "code"), PER_PAGE).get_page(number)  # type: ignore[arg-type]
    points, land = list(page), walking.country(actor, of_round.area)
    held, come = staffing.standing(actor, of_round, points), _coming(of_round, points, land)
    mobile, home = Q(mode=Mode.MOBILE, is_open=True), Q(mode=Mode.HOME)
    sums = every.aggregate(
        visited=Sum("people", filter=mobile),
        teams=Sum("tables", filter=mobile),
        at_home=Sum("people", filter=home),
    )
    return Picture(
        page,
        [Stop(one, come[one.code], held.at[one.code]) for one in points],
        land.most_minutes,
        visited=sums["visited"] or 0,
        teams=sums["teams"] or 0,
        at_home=sums["at_home"] or 0,
        standing=held,
    )


def _coming(of_round: Round, points: list[Point], land: walking.Country) -> dict[str, list[Coming]]:
    turns = list(
        Turn.objects.filter(round=of_round.code, point__in=[one.code for one in points]).order_by("starts_at")
    )
    names = dict(Area.objects.filter(code__in=[one.area for one in turns]).values_list("code", "name"))
    found: dict[str, list[Coming]] = defaultdict(list)
    for one in turns:
        minutes = land.minutes(one.walk_m)
        is_far = minutes is not None and minutes > land.most_minutes
        found[one.point].append(Coming(one, names.get(one.area, one.area), minutes, is_far))
    return found
