"""Rosters: who stands at a place on which day, crew by crew."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.paginator import Page
from django.db.models import Count, Min, Sum
from django.utils import timezone

from fangxian.features.duty import rules, words
from fangxian.features.duty.models import Post, Shift
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.duty.selectors.paging import page_of
from fangxian.features.duty.selectors.posts import PostRow, told

Times = dict[tuple[int, int], list[tuple[datetime, datetime]]]


@dataclass(frozen=True, slots=True)
class Crew:
    """One crew of one post: who is in it, and its times on each day of the roster."""

    role: str
    crew: str
    people: list[str]
    missing: int
    times: list[tuple[date, list[str]]]


@dataclass(frozen=True, slots=True)
class Roster:
    """A place with its days and crews."""

    place: str
    place_name: str
    place_kind: str
    area: str
    days: list[date]
    crews: list[Crew]
    posts: list[PostRow]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that has posts, with how many of its seats are filled."""

    place: str
    name: str
    kind: str
    area: str
    posts: int
    wanted: int
    filled: int


def places(look: Look, *, text: str = "", number: object = 1) -> Page[PlaceRow]:
    """One page of the places that have posts, by area."""
    rows = look.posts
    if text:
        rows = rows.filter(place_name__contains=text)
    grouped = (
        rows.order_by()
        .values("place", "place_name", "place_kind")
        .annotate(in_area=Min("area"), posts=Count("pk"), seats=Sum("wanted"), held=Sum("filled"))
        .order_by("in_area", "place")
    )
    return page_of(grouped, lambda some: [_place(one) for one in some], number)


def _place(row: dict[str, Any]) -> PlaceRow:
    return PlaceRow(
        row["place"],
        row["place_name"],
        words.place_kind(row["place_kind"]),
        row["in_area"],
        row["posts"],
        row["seats"],
        row["held"],
    )


def roster(look: Look, place: str) -> Roster | None:
    """The roster of a place; None where it has no posts."""
    posts = list(look.posts.filter(place=place).order_by("priority", "code"))
    if not posts:
        return None
    rows = told(posts)
    shifts = _shifts(posts)
    days = sorted({start.date() for some in shifts.values() for start, _end in some})
    first = posts[0]
    return Roster(
        place,
        first.place_name,
        words.place_kind(first.place_kind),
        first.area,
        days,
        [crew for row in rows for crew in _crews(row, shifts, days)],
        rows,
    )


def _shifts(posts: list[Post]) -> Times:
    """Local start and end of every shift, by post and crew."""
    found: Times = defaultdict(list)
    rows = Shift.objects.filter(post__in=posts).order_by("post", "crew", "starts_at")
    for post, crew, start, end in rows.values_list("post", "crew", "starts_at", "ends_at"):
        found[post, crew].append((timezone.localtime(start), timezone.localtime(end)))
    return found


def _crews(row: PostRow, shifts: Times, days: list[date]) -> list[Crew]:
    post, crews = row.post, []
    for number in range(post.crews):
        name = rules.crew_name(number)
        people = [one.name for one in row.holders if one.crew == name]
        times: dict[date, list[str]] = defaultdict(list)
        for start, end in shifts[post.pk, number]:
            times[start.date()].append(span_of(start, end))
        by_day = [(day, times[day]) for day in days]
        crews.append(Crew(row.role, name, people, post.seats - len(people), by_day))
    return crews


def span_of(start: datetime, end: datetime) -> str:
    """
    A shift's times as people write them; 24:00 is the end of its day, +1 another day.

    >>> span_of(datetime(2022, 2, 7, 20), datetime(2022, 2, 8, 8))
    '20:00-08:00 +1'
    """
    if end.date() == start.date():
        return f"{start:%H:%M}-{end:%H:%M}"
    if end.hour == end.minute == 0 and (end.date() - start.date()).days == 1:
        return f"{start:%H:%M}-24:00"
    return f"{start:%H:%M}-{end:%H:%M} +{(end.date() - start.date()).days}"
