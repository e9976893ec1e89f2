"""When a point closes, opens or gets other tables: its grids go elsewhere, come back, or come later."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.conf import settings
from django.db import connection
from django.db.models import F, Max, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from fangxian.engines.sampling.sharing import share
from fangxian.engines.sampling.tours import plan_tours
from fangxian.engines.sampling.turns import STEP, Grid, minutes, queue
from fangxian.features.sampling.models import Mode, Point, Round, Turn
from fangxian.features.sampling.selectors import walking
from fangxian.features.sampling.selectors.walking import AN_HOUR, MINUTE, Country
from fangxian.features.sampling.services.turning import point_of, ways
from fangxian.kernel.authority import Actor

CHANGED = ["point", "point_name", "walk_m", "starts_at", "ends_at"]


def hold(code: str) -> None:
    """Have the turns of a round to oneself until the transaction ends; before any of its points is locked."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"turns {code}"])


def leave(actor: Actor, of_round: Round, point: Point, at: datetime) -> int:
    """
    Send the grids of a point that closes elsewhere, behind whoever comes there already; how many people.

    Turns that are over stay. Who has no other point in walking distance is visited by a team of their own.
    """
    moved = {one.area: one for one in _to_come(of_round, at).filter(point=point.code)}
    others = Point.objects.filter(round=of_round.code, mode=Mode.POINT, is_open=True).exclude(pk=point.pk)
    if not moved or point.mode != Mode.POINT:
        return 0
    stands, land = {one.code: one for one in others}, walking.country(actor, of_round.area)
    ends = dict(
        Turn.objects.filter(round=of_round.code, point__in=list(stands))
        .order_by()
        .values_list("point")
        .annotate(end=Max("ends_at"))
    )
    grids = walking.grids_of(moved.values(), land.limit_m)
    free = [walking.stand(one, max(at, ends.get(code, at))) for code, one in stands.items()]
    found = share(grids, free, an_hour=AN_HOUR)
    walked = ways(actor, of_round, land, stands, found)
    for grid, code in found.point.items():
        _send(moved[grid], stands[code], walked.get(grid))
    for code in sorted(set(found.point.values())):
        retime(stands[code], at, [moved[grid] for grid, to in found.point.items() if to == code])
    _visit(of_round, point, [one for one in grids if one.code in set(found.beyond)], moved, land, at)
    _count(of_round, point.code, moved.values())
    return sum(one.people for one in moved.values())


def come_back(actor: Actor, of_round: Round, point: Point, at: datetime) -> int:
    """Bring the grids that were first told a point back to it; those they leave move up. How many people."""
    away = list(_to_come(of_round, at).filter(first=point.code).exclude(point=point.code).order_by("pk"))
    left = {one.point for one in away}
    people = {code: sum(one.people for one in away if one.point == code) for code in left}
    land = walking.country(actor, of_round.area)
    found = share(walking.grids_of(away, 1e9), [walking.stand(point)], an_hour=AN_HOUR)
    walked = ways(actor, of_round, land, {point.code: point}, found)
    for one in away:
        _send(one, point, walked.get(one.area))
    retime(point, at, away)
    for code, count in people.items():
        Point.objects.filter(round=of_round.code, code=code).update(people=F("people") - count)
    Point.objects.filter(pk=point.pk).update(people=F("people") + sum(people.values()))
    former = Point.objects.filter(round=of_round.code, code__in=left)
    former.filter(mode=Mode.MOBILE, people=0).update(is_open=False)
    for other in former.filter(mode=Mode.POINT):
        retime(other, at)
    return sum(people.values())


def retime(point: Point, at: datetime, fresh: Collection[Turn] = ()) -> None:
    """
    Have the grids of a point come one after another, from now on, with the tables it has now.

    Turns that have begun stay. The point's own come in their first order, `fresh` ones from elsewhere behind.
    """
    if point.mode != Mode.POINT:
        return
    new = {one.pk: one for one in fresh}
    others = Turn.objects.filter(round=point.round, point=point.code).exclude(pk__in=list(new))
    begun = [one.ends_at for one in others if one.starts_at <= at]
    coming = [*(one for one in others if one.starts_at > at), *new.values()]
    coming.sort(key=lambda one: (one.first != point.code, one.pk))
    start = max(0, _after(point, max([at, *begun])))
    times = queue(((one.area, minutes(one.people, point.tables, AN_HOUR)) for one in coming), start)
    for one in coming:
        one.starts_at, one.ends_at = (point.opens_at + clock * MINUTE for clock in times[one.area])
    Turn.objects.bulk_update(coming, CHANGED)


def _after(point: Point, at: datetime) -> int:
    """Minutes from the opening, to the next step."""
    return -int((point.opens_at - at) / MINUTE // STEP) * STEP


def _to_come(of_round: Round, at: datetime) -> QuerySet[Turn]:
    return Turn.objects.filter(round=of_round.code, ends_at__gt=at)


def _send(turn: Turn, to: Point, walk_m: int | None) -> None:
    turn.point, turn.point_name, turn.walk_m = to.code, to.name, walk_m


def _visit(
    of_round: Round, point: Point, grids: list[Grid], moved: Mapping[str, Turn], land: Country, at: datetime
) -> None:
    """Teams for whom the closing leaves without a point, as points of their own."""
    start = (
        float("nan") if point.lat is None else point.lat,
        float("nan") if point.lon is None else point.lon,
    )
    tours = plan_tours([("", one) for one in grids], {"": start}, each=land.each, an_hour=AN_HOUR)
    since = max(0, _after(point, at))
    for number, tour in enumerate(tours, start=1):
        kept = _team_for(of_round, point, number)
        kept.is_open, kept.tables = True, tour.teams
        kept.save()
        turns = [moved[stop] for stop in tour.stops]
        for turn, times in zip(turns, tour.at_min, strict=True):
            _send(turn, kept, None)
            turn.starts_at, turn.ends_at = (point.opens_at + (since + clock) * MINUTE for clock in times)
        Turn.objects.bulk_update(turns, CHANGED)


def _team_for(of_round: Round, point: Point, number: int) -> Point:
    """The team for whom the closing of a point leaves without one; the one it had before, if any."""
    code, window = f"{point.code}-M{number}", (point.opens_at, point.closes_at)
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Mobile team %(number)d for %(point)s") % {"number": number, "point": point.name}
    found = Point.objects.filter(round=of_round.code, code=code).first()
    return found or point_of(of_round, code, name, point.area, window, Mode.MOBILE, 1, 0)


def _count(of_round: Round, left: str, turns: Iterable[Turn]) -> None:
    """What the points expect follows the turns that moved."""
    for one in turns:
        for code, sign in ((left, -1), (one.point, 1)):
            mine = Point.objects.filter(round=of_round.code, code=code)
            mine.update(people=F("people") + sign * one.people)
