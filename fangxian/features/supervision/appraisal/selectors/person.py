"""One person of an appraisal: each number with the lines behind it, what was written, what they answer."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from django.urls import reverse

from fangxian.features.supervision.appraisal import words
from fangxian.features.supervision.appraisal.words import PARTS, Part
from fangxian.features.supervision.models import (
    AppraisalNote,
    Appraised,
    Band,
    FactLine,
    NoteKind,
    Reply,
    Told,
)
from fangxian.kernel.authority import Actor, Can

MOST = 200
"""Lines of one part that a page shows; the file has all."""
_PAGES = {
    Told.INSPECTED: ("supervision:inspections-made", Can.FINDING_VIEW),
    **dict.fromkeys(
        (Told.CAUSED, Told.REPEATED, Told.FOUND, Told.CURED), ("supervision:finding", Can.FINDING_VIEW)
    ),
    **dict.fromkeys((Told.TOOK, Told.FINISHED, Told.CONFIRMED), ("items:item", Can.ITEM_VIEW)),
}


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with what it is beside: the middle half of the same kind of post, where there is one."""

    label: str
    value: str
    band: Band | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line in words; `url` leads to what it stands on, where the reader may open that."""

    line: FactLine
    kind: str
    what: str
    amount: str
    standing: str
    tone: str
    url: str
    replies: list[Reply]

    @property
    def key(self) -> str:
        """What a reply to it names."""
        return f"{self.line.kind} {self.line.subject}"


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what is said: its numbers, and the lines behind them."""

    part: Part
    numbers: list[Number]
    lines: list[Line]
    more: int


@dataclass(frozen=True, slots=True)
class Week:
    """Planned hours of a week, beside the longest one for a bar."""

    begins: str
    hours: float
    nights: int
    share: int


@dataclass(frozen=True, slots=True)
class Look:
    """All of it."""

    person: Appraised
    role: str
    sections: list[Section]
    weeks: list[Week]
    late: str
    timed_band: Band | None
    households: int | None
    notes: list[tuple[AppraisalNote, str]]
    commendations: list[tuple[AppraisalNote, str]]
    replies: list[tuple[Reply, str]]
    kinds: list[tuple[str, int]] = field(default_factory=list)


def look(actor: Actor, person: Appraised) -> Look:
    """What is said of a person, in as few questions whoever asks."""
    lines = _lines(person)
    bands = {one.figure: one for one in Band.objects.filter(appraisal=person.appraisal_id, role=person.role)}
    notes = list(person.appraisal.notes.filter(responder=person.responder_id).order_by("at", "pk"))
    replies = list(person.appraisal.replies.filter(responder=person.responder_id).order_by("at", "pk"))
    told = _told(actor, lines, replies)
    return Look(
        person=person,
        role=words.role(person.role) if person.role else "",
        sections=[_section(person, part, told, bands) for part in PARTS],
        weeks=weeks(lines),
        late=words.late(person.late_median_min) if person.late_median_min is not None else "",
        timed_band=bands.get("in_time_percent"),
        households=max(
            (int(one.amount) for one in lines if one.kind == Told.CHARGE and one.amount), default=None
        ),
        notes=[_note(one) for one in notes if one.kind == NoteKind.NOTE],
        commendations=[_note(one) for one in notes if one.kind == NoteKind.COMMENDATION],
        replies=_elsewhere(told, replies),
        kinds=_kinds(lines),
    )


def weeks(lines: list[FactLine]) -> list[Week]:
    """Planned hours by week, the earliest first."""
    hours: dict[str, float] = defaultdict(float)
    nights: dict[str, int] = defaultdict(int)
    for one in lines:
        if one.kind == Told.SHIFT:
            week = one.subject[-7:]
            hours[week] += float(one.amount or 0)
            nights[week] += one.nights
    most = max(hours.values(), default=0)
    return [
        Week(week, hours[week], nights[week], int(hours[week] * 100 / most) if most else 0)
        for week in sorted(hours)
    ]


def _lines(person: Appraised) -> list[FactLine]:
    found = FactLine.objects.filter(
        appraisal=person.appraisal_id, responder=person.responder_id, round=person.appraisal.round
    )
    return list(found.order_by("at", "kind", "subject"))


def _told(actor: Actor, lines: list[FactLine], replies: list[Reply]) -> list[Line]:
    beside: dict[tuple[str, str], list[Reply]] = defaultdict(list)
    for one in replies:
        beside[one.line_kind, one.line_subject].append(one)
    return [_line(actor, one, beside[one.kind, one.subject]) for one in lines]


def _line(actor: Actor, line: FactLine, replies: list[Reply]) -> Line:
    kind, (standing, tone) = Told(line.kind), words.in_time(line)
    page, can = _PAGES.get(kind, ("", None))
    opens = can is not None and actor.may(can, line.place)
    url = reverse(page, args=[line.subject]) if opens else ""
    return Line(line, str(kind.label), words.what(line), words.amount(line), standing, tone, url, replies)


def _section(person: Appraised, part: Part, told: list[Line], bands: dict[str, Band]) -> Section:
    lines = [one for one in told if one.line.kind in part.kinds]
    numbers = [
        Number(str(one.label), f"{getattr(person, one.name):,g}", bands.get(one.name))
        for one in part.figures
        if one.label and getattr(person, one.name)
    ]
    return Section(part, numbers, lines[:MOST], max(0, len(lines) - MOST))


def _kinds(lines: list[FactLine]) -> list[tuple[str, int]]:
    """Reports by kind, by the kind's name."""
    found: dict[str, int] = defaultdict(int)
    for one in lines:
        if one.kind == Told.REPORT:
            found[words.what(one)] += int(one.amount or 0)
    return sorted(found.items())


def _note(one: AppraisalNote) -> tuple[AppraisalNote, str]:
    return one, words.role(one.by_role)


def _elsewhere(told: list[Line], replies: list[Reply]) -> list[tuple[Reply, str]]:
    """Replies to all of it, and those to lines that another counting left out, with what those were."""
    there = {(one.line.kind, one.line.subject) for one in told}
    return [
        (one, str(Told(one.line_kind).label) if one.line_kind else "")
        for one in replies
        if not one.line_kind or (one.line_kind, one.line_subject) not in there
    ]
