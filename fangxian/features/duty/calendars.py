"""Shifts as iCalendar (RFC 5545): one VEVENT a shift, times in UTC."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from fangxian.features.duty import rules, words
from fangxian.features.duty.models import Post, Shift
from fangxian.features.duty.selectors.own import Duty

PRODUCT = "-//Fangxian//duty//EN"


def of_person(name: str, duties: list[Duty], at: datetime) -> Calendar:
    """The shifts of one person, each with who is on with them and who leads."""
    calendar = _calendar(_("Shifts of %(name)s") % {"name": name})
    for duty in duties:
        said = [_("Crew %(crew)s") % {"crew": duty.crew}]
        said += [f"{role}: {who}" for who, role in duty.leads]
        said += [_("On with you: %(names)s") % {"names": ", ".join(who for who, _role in duty.beside)}]
        for shift in duty.shifts:
            calendar.add_component(
                _event(duty.post, duty.posting.crew, shift.starts_at, shift.ends_at, said, at, duty.role)
            )
    return calendar


def of_place(name: str, shifts: Iterable[tuple[Shift, Post, list[str]]], at: datetime) -> Calendar:
    """The shifts at one place, each with its crew by name and the seats that stay empty."""
    calendar = _calendar(_("Shifts at %(name)s") % {"name": name})
    for shift, post, people in shifts:
        role, crew = words.role(post.role), rules.crew_name(shift.crew)
        said = [", ".join(people) or _("Nobody")]
        if len(people) < post.seats:
            said.append(_("Missing: %(count)d") % {"count": post.seats - len(people)})
        title = f"{role} {crew}"
        calendar.add_component(_event(post, shift.crew, shift.starts_at, shift.ends_at, said, at, title))
    return calendar


def _calendar(name: str) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    return calendar


def _event(
    post: Post, crew: int, start: datetime, end: datetime, said: list[str], at: datetime, title: str
) -> Event:
    event = Event()
    # The same shift keeps its identity when it is taken again, so that calendars update it in place.
    event.add("uid", f"{post.code}.{crew}.{start.astimezone(UTC):%Y%m%dT%H%M}@fangxian")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", start.astimezone(UTC))
    event.add("dtend", end.astimezone(UTC))
    event.add("summary", f"{title} · {post.place_name}")
    event.add("location", post.place_name)
    event.add("description", "\n".join(said))
    if post.lat is not None and post.lon is not None:
        event.add("geo", (post.lat, post.lon))
    return event
