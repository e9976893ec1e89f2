"""Questions about the weekly reports of readings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from fangxian.features.charges import selectors as charges
from fangxian.features.privacy import access
from fangxian.features.privacy.models import Flag, Reading, ReadingsReport
from fangxian.features.territory.models import Area
from fangxian.features.territory.purposes import Purpose
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.trail.telling import role_name

WEEKS = 26


@dataclass(frozen=True, slots=True)
class Report:
    """A report with the name of its area."""

    row: ReadingsReport
    place: str


@dataclass(frozen=True, slots=True)
class Week:
    """A week: its widest report in sight, how many there are, how many of those nobody has looked at."""

    widest: Report
    reports: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Reader:
    """What one person read in a week, under one role."""

    person: str
    name: str
    role: str
    readings: int
    residents: int
    purposes: str
    flagged: int


@dataclass(frozen=True, slots=True)
class Line:
    """One reading in words."""

    reading: Reading
    role: str
    flags: list[str]


@dataclass(frozen=True, slots=True)
class Look:
    """A report in full; `hours` are 24 numbers, `purposes` and `flags` pairs of code, word and number."""

    report: Report
    readers: list[Reader]
    purposes: list[tuple[str, str, int]]
    flags: list[tuple[str, str, int]]
    hours: list[int]
    inside: list[Report]
    may_acknowledge: bool


def weeks(actor: Actor) -> list[Week]:
    """The latest weeks with reports in sight, newest first."""
    rows = access.visible(actor)
    days = rows.values_list("week_from", flat=True).distinct().order_by("-week_from")[:WEEKS]
    found: dict[date, list[ReadingsReport]] = {day: [] for day in days}
    for row in rows.filter(week_from__in=list(found)).order_by("area"):
        found[row.week_from].append(row)
    names = _names(own[0].area for own in found.values())
    return [
        Week(
            widest=Report(own[0], names.get(own[0].area, own[0].area)),
            reports=len(own),
            waiting=sum(one.acknowledged_at is None for one in own),
        )
        for own in found.values()
    ]


def look(actor: Actor, area: str, week_from: date) -> Look:
    """
    One report with what stands behind its numbers.

    Raises:
        NotFound: see `access.get`.
    """
    row = access.get(actor, area, week_from)
    readings = list(access.readings(actor, row))
    inside = list(
        access.visible(actor).filter(within(area), week_from=week_from).exclude(area=area).order_by("area")
    )
    names = _names([area, *(one.area for one in inside)])
    purposes = Counter(one.purpose for one in readings)
    flags = Counter(flag for one in readings for flag in one.flags)
    hours = Counter(timezone.localtime(one.at).hour for one in readings)
    return Look(
        report=Report(row, names.get(area, area)),
        readers=_readers(readings),
        purposes=[(code, str(Purpose(code).label), n) for code, n in purposes.most_common()],
        flags=[(code, str(label), flags[code]) for code, label in Flag.choices if flags[code]],
        hours=[hours[hour] for hour in range(24)],
        inside=[Report(one, names.get(one.area, one.area)) for one in inside],
        may_acknowledge=row.acknowledged_at is None and area == actor.area and charges.is_lead(actor),
    )


def narrowed(
    actor: Actor, report: ReadingsReport, *, person: str = "", flag: str = "", purpose: str = ""
) -> QuerySet[Reading]:
    """The readings behind one of the numbers; whatever is empty does not narrow."""
    rows = access.readings(actor, report)
    if person:
        rows = rows.filter(person=person)
    if flag in Flag.values:
        rows = rows.filter(flags__contains=[flag])
    elif flag:
        rows = rows.exclude(flags=[])
    return rows.filter(purpose=purpose) if purpose else rows


def lines(readings: Iterable[Reading]) -> Iterator[Line]:
    """Readings in words."""
    for one in readings:
        yield Line(one, role_name(one.role), [str(Flag(flag).label) for flag in one.flags])


def waiting(actor: Actor) -> QuerySet[ReadingsReport]:
    """Reports of the actor's own area that its lead has not looked at."""
    if not actor.may(Can.READINGS_VIEW) or not charges.is_lead(actor):
        return ReadingsReport.objects.none()
    return access.visible(actor).filter(area=actor.area, acknowledged_at__isnull=True)


def _readers(readings: Iterable[Reading]) -> list[Reader]:
    found: dict[tuple[str, str], list[Reading]] = {}
    for one in readings:
        found.setdefault((one.person, one.role), []).append(one)
    people = [
        Reader(
            person=person,
            name=own[0].person_name,
            role=role_name(role),
            readings=len(own),
            residents=len({one.resident for one in own}),
            purposes=", ".join(sorted({str(one.get_purpose_display()) for one in own})),
            flagged=sum(bool(one.flags) for one in own),
        )
        for (person, role), own in found.items()
    ]
    return sorted(people, key=lambda one: (-one.flagged, -one.readings, one.person))


def _names(codes: Iterable[str]) -> dict[str, str]:
    return dict(Area.objects.filter(code__in=set(codes)).values_list("code", "name"))
