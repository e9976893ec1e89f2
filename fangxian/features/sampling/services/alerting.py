"""The items of alarms: one a point that has any, listing its tubes, for whoever leads there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import NamedTuple

from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.services.ending import end_items_about
from fangxian.features.items.services.opening import Wanted, line, open_items
from fangxian.features.sampling import alarms
from fangxian.features.sampling.models import Alarm, Point, Round
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor

RECOUNTED = "recounted"
Key = tuple[str, str]
"""A round and a point."""


class Place(NamedTuple):
    """A point as its item names it."""

    name: str
    area: str


def follow_points(actor: Actor, by_point: Mapping[Key, list[Alarm]], at: datetime) -> int:
    """Open, recount and end items, so that each point with alarms has one that lists them."""
    running = Item.objects.filter(incident=actor.incident, kind=alarms.KIND, ended_at=None)
    items = {item.subject: item for item in running.order_by("code").select_for_update()}
    subjects = {key: "/".join(key) for key in by_point}
    over = sorted(set(items) - set(subjects.values()))
    done = end_items_about(actor=actor, kind=alarms.KIND, subjects=over, state=alarms.FOUND, at=at)
    places = _places(by_point)
    fresh = [key for key in by_point if subjects[key] not in items]
    wanted = [_wanted(places[key], subjects[key], by_point[key]) for key in fresh]
    if wanted:
        items |= {one.subject: one for one in open_items(actor=actor, kind=alarms.KIND, wanted=wanted, at=at)}
    _keep(by_point, {key: items[subject] for key, subject in subjects.items()})
    old = {key: items[subjects[key]] for key in by_point if key not in fresh}
    return done + len(wanted) + _recount(actor, old, places, by_point, at)


def _wanted(place: Place, subject: str, some: list[Alarm]) -> Wanted:
    grave = any(one.trouble in alarms.GRAVE for one in some)
    return Wanted(
        area=place.area,
        subject=subject,
        title=_title(place, some),
        text=_text(some),
        severity=3 if grave else 2,
    )


def _title(place: Place, some: list[Alarm]) -> str:
    return alarms.title(place.name, len({one.tube for one in some}))


def _text(some: list[Alarm]) -> str:
    return alarms.text([(one.tube.partition("/")[2], one.trouble) for one in some])


def _places(keys: Iterable[Key]) -> dict[Key, Place]:
    """Each point's name and the area whose lead answers: the point's, or the nearest around it that is."""
    wanted = set(keys)
    rounds = {code for code, _point in wanted}
    known = {
        (one.round, one.code): Place(one.name, one.area)
        for one in Point.objects.filter(round__in=rounds, code__in={point for _round, point in wanted})
    }
    of_round = dict(Round.objects.filter(code__in=rounds).values_list("code", "area"))
    places = {key: known.get(key, Place(key[1] or key[0], of_round[key[0]])) for key in wanted}
    around = {place.area[:n] for place in places.values() for n in range(1, len(place.area) + 1)}
    areas = Area.objects.filter(code__in=around, valid_until__isnull=True)
    alive = set(areas.values_list("code", flat=True))
    return {key: Place(place.name, _nearest(place.area, alive)) for key, place in places.items()}


def _nearest(area: str, alive: set[str]) -> str:
    return next((area[:n] for n in range(len(area), 0, -1) if area[:n] in alive), area)


def _keep(by_point: Mapping[Key, list[Alarm]], items: Mapping[Key, Item]) -> None:
    """Have each alarm name its item, and lie where the item does."""
    changed = []
    for key, some in by_point.items():
        for one in some:
            if (one.item, one.area) != (items[key].code, items[key].area):
                one.item, one.area = items[key].code, items[key].area
                changed.append(one)
    Alarm.objects.bulk_update(changed, ["item", "area"], batch_size=500)


def _recount(
    actor: Actor,
    items: Mapping[Key, Item],
    places: Mapping[Key, Place],
    by_point: Mapping[Key, list[Alarm]],
    at: datetime,
) -> int:
    """Let the items that go on list what is so now; their clocks go on."""
    changed = []
    for key, item in items.items():
        said = _title(places[key], by_point[key]), _text(by_point[key])
        if said != (item.title, item.text):
            item.title, item.text = said
            changed.append(item)
    Item.objects.bulk_update(changed, ["title", "text"], batch_size=500)
    lines = [line(item, actor, RECOUNTED, at=at, text=item.title) for item in changed]
    ItemLine.objects.bulk_create(lines, batch_size=500)
    return len(changed)
