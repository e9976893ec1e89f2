"""One person of an appraisal: each number with the lines behind it, what was written, what they answer."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.features.supervision.appraisal import words
from fangxian.features.supervision.appraisal.selectors.evidence import (
    Line,
    Week,
    lines_of,
    reports_by_kind,
    told_of,
    weeks,
)
from fangxian.features.supervision.appraisal.words import PARTS, Part
from fangxian.features.supervision.models import (
    AppraisalNote,
    Appraised,
    Band,
    NoteKind,
    Reply,
    Told,
)
from fangxian.kernel.authority import Actor

MOST = 200
"""Lines of one part that a page shows; the file has all."""


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with what it is beside: the middle half of the same kind of post, where there is one."""

    label: str
    value: str
    band: Band | None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of what is said: its numbers, and the lines behind them."""

    part: Part
    numbers: list[Number]
    lines: list[Line]
    more: int


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
    kinds: list[tuple[str, int]]


def look(actor: Actor, person: Appraised) -> Look:
    """What is said of a person, in as few questions whoever asks."""
    lines = lines_of(person)
    bands = {one.figure: one for one in Band.objects.filter(appraisal=person.appraisal_id, role=person.role)}
    notes = list(person.appraisal.notes.filter(responder=person.responder_id).order_by("at", "pk"))
    replies = list(person.appraisal.replies.filter(responder=person.responder_id).order_by("at", "pk"))
    told = told_of(actor, lines, replies)
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
        kinds=reports_by_kind(lines),
    )


def _section(person: Appraised, part: Part, told: list[Line], bands: dict[str, Band]) -> Section:
    lines = [one for one in told if one.line.kind in part.kinds]
    numbers = [
        Number(str(one.label), f"{getattr(person, one.name):,g}", bands.get(one.name))
        for one in part.figures
        if one.label and getattr(person, one.name)
    ]
    return Section(part, numbers, lines[:MOST], max(0, len(lines) - MOST))


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
