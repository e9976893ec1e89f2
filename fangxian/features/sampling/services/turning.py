"""Laying out turns: which grid comes to which point when, who is visited by a mobile team, who at home."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from fangxian.engines.sampling.sharing import share
from fangxian.engines.sampling.tours import Tour, plan_tours
from fangxian.engines.sampling.turns import Grid, Shared, lines, minutes, queue
from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import ListKind, Mode, Point, Round, Turn
from fangxian.features.sampling.selectors import walking
from fangxian.features.sampling.selectors.walking import AN_HOUR, MINUTE, Country
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

AT_ONCE = 2_000
"""So many grids are laid out while the caller waits; a worker does more of them."""


@transaction.atomic
def lay_turns(*, actor: Actor, code: str, at: datetime | None = None) -> int:
    """
    Give every grid of a round its point and its time; how many. A round that has turns keeps them.

    Grids beyond the walk are visited by mobile teams, which become points of the round as well, and so does
    the team of each township that samples at home.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    of_round = access.claim(actor, code, can=Can.ROUND_ORDER)
    points = {one.code: one for one in Point.objects.filter(round=code, mode=Mode.POINT, is_open=True)}
    if not points or Turn.objects.filter(round=code).exists():
        return 0
    land = walking.country(actor, of_round.area)
    grids = walking.grids(actor, of_round.area, land.limit_m)
    found = share(grids, [walking.stand(one) for one in points.values()], an_hour=AN_HOUR)
    first = next(iter(points.values()))
    window = first.opens_at, first.closes_at
    walked = ways(actor, of_round, land, points, found)
    turns = _walking(of_round, points, found, grids, walked)
    visits, teams = _visited(of_round, [one for one in grids if one.code in set(found.beyond)], land, window)
    Point.objects.bulk_create([*teams, *_home(actor, of_round, window)])
    Turn.objects.bulk_create([*turns, *visits], batch_size=1_000)
    _expect(points, turns)
    trail.record(
        actor=actor,
        kind=Event.TURNS_LAID,
        area=of_round.area,
        subject=code,
        at=at or timezone.now(),
        count=len(turns) + len(visits),
        beyond=sum(one.people for one in visits),
        teams=sum(one.tables for one in teams),
    )
    return len(turns) + len(visits)


def ways(
    actor: Actor, of_round: Round, land: Country, points: Mapping[str, Point], found: Shared
) -> dict[str, int]:
    """Metres walked by those of each grid who live farthest from its point."""
    placed = {grid: points[code] for grid, code in found.point.items()}
    known = {grid: (one.lat, one.lon) for grid, one in placed.items() if one.lat is not None and one.lon}
    straight = {grid: metres for grid, metres in found.walk_m.items() if metres == metres}
    straight |= walking.farthest(actor, of_round.area, known)
    return {grid: land.way_m(metres) for grid, metres in straight.items()}


def _walking(
    of_round: Round,
    points: Mapping[str, Point],
    found: Shared,
    grids: Sequence[Grid],
    walked: Mapping[str, int],
) -> list[Turn]:
    turns = []
    for code, some in lines(found, grids).items():
        point = points[code]
        times = queue((one.code, minutes(one.people, point.tables, AN_HOUR)) for one in some)
        turns += [_turn(of_round, point, one, times[one.code], walked.get(one.code)) for one in some]
    return turns


def _turn(
    of_round: Round, point: Point, grid: Grid, times: tuple[int, int], walk_m: int | None = None
) -> Turn:
    return Turn(
        round=of_round.code,
        area=grid.code,
        point=point.code,
        point_name=point.name,
        first=point.code,
        people=grid.people,
        walk_m=walk_m,
        starts_at=point.opens_at + times[0] * MINUTE,
        ends_at=point.opens_at + times[1] * MINUTE,
    )


Window = tuple[datetime, datetime]


def _visited(
    of_round: Round, grids: Sequence[Grid], land: Country, window: Window
) -> tuple[list[Turn], list[Point]]:
    """The tours of mobile teams as points, and the turns of whom they visit."""
    groups = walking.groups(of_round.area)
    stops = [(walking.group_of(one.code, groups, of_round.area), one) for one in grids]
    tours = plan_tours(
        stops, {code: place for code, (_name, place) in groups.items()}, each=land.each, an_hour=AN_HOUR
    )
    by_code, numbers = {one.code: one for one in grids}, Counter[str]()
    turns, points = [], []
    for tour in tours:
        numbers[tour.group] += 1
        name = groups.get(tour.group, (tour.group, None))[0]
        team = _team(of_round, tour, by_code, f"{tour.group}-M{numbers[tour.group]:02}", name, window)
        points.append(team)
        turns += [
            _turn(of_round, team, by_code[code], times)
            for code, times in zip(tour.stops, tour.at_min, strict=True)
        ]
    return turns, points


def _team(
    of_round: Round, tour: Tour, grids: Mapping[str, Grid], code: str, place: str, window: Window
) -> Point:
    with translation.override(settings.LANGUAGE_CODE):  # stored text is in the installation's language
        name = _("%(place)s mobile team %(number)d") % {"place": place, "number": int(code[-2:])}
    return point_of(
        of_round,
        code,
        name,
        tour.group,
        window,
        Mode.MOBILE,
        tour.teams,
        sum(grids[one].people for one in tour.stops),
    )


def _home(actor: Actor, of_round: Round, window: Window) -> list[Point]:
    """The team of each township for those who cannot come; who they are says the list."""
    groups, people = walking.groups(of_round.area), Counter[str]()
    for (grid, kind), count in walking.on_lists(actor, of_round.area).items():
        if kind == ListKind.HOME:
            people[walking.group_of(grid, groups, of_round.area)] += count
    with translation.override(settings.LANGUAGE_CODE):
        name = _("%(place)s at home")
        return [
            point_of(of_round, f"{code}-H", name % {"place": place}, code, window, Mode.HOME, 1, people[code])
            for code, (place, _where) in groups.items()
        ]


def point_of(
    of_round: Round, code: str, name: str, area: str, window: Window, mode: Mode, tables: int, people: int
) -> Point:
    """A team of a round as one of its points."""
    return Point(
        round=of_round.code,
        code=code,
        name=name,
        area=area,
        mode=mode,
        tables=tables,
        people=people,
        opens_at=window[0],
        closes_at=window[1],
    )


def _expect(points: Mapping[str, Point], turns: Sequence[Turn]) -> None:
    """Points expect whom they are told, instead of their share of the area."""
    people: Counter[str] = Counter()
    for one in turns:
        people[one.point] += one.people
    for code, point in points.items():
        point.people = people[code]
    Point.objects.bulk_update(points.values(), ["people"], batch_size=500)
