"""An appraisal to take away: one sheet a part, people by unit and name; no place in a list, no score."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fangxian.features.supervision.appraisal import access, rules, words
from fangxian.features.supervision.models import (
    Appraisal,
    AppraisalNote,
    Appraised,
    FactLine,
    NoteKind,
    Reply,
    Told,
)
from fangxian.kernel.authority import Actor
from fangxian.kernel.web.exports import Table

Kept = TypeVar("Kept", FactLine, AppraisalNote, Reply)
_AT_ONCE = 2_000
_HELD = (Told.CHARGE, Told.DEPUTY, Told.POST, Told.SHIFT, Told.SECONDED)
_FOUND = (Told.CAUSED, Told.REPEATED, Told.CURED, Told.RETURNED, Told.INSPECTED, Told.FOUND)
_NUMBERS = (*rules.FIGURES, "late_median_min")


def tables(actor: Actor, appraisal: Appraisal) -> list[Table]:
    """People, posts, work, findings, notes and commendations, answers: those in the actor's sight."""
    people = access.people(actor, appraisal).order_by("unit_name", "unit", "name", "code")
    known = {one.responder_id: one for one in people.iterator(chunk_size=_AT_ONCE)}
    work = set(Told) - {*_HELD, *_FOUND}
    return [
        Table(_("People"), _columns(), (_person(one) for one in known.values())),
        Table(_("Posts"), _line_columns(), _lines(appraisal, known, _HELD)),
        Table(_("Work"), _line_columns(), _lines(appraisal, known, sorted(work))),
        Table(_("Findings"), _line_columns(), _lines(appraisal, known, _FOUND)),
        Table(_("Commendations"), _note_columns(), _notes(appraisal, known, NoteKind.COMMENDATION)),
        Table(_("Notes"), _note_columns(), _notes(appraisal, known, NoteKind.NOTE)),
        Table(_("Answers"), _reply_columns(), _replies(appraisal, known)),
    ]


def _who() -> list[str]:
    return [_("Code"), _("Name"), _("Unit")]


def _columns() -> list[str]:
    labels = {figure.name: str(figure.label) for part in words.PARTS for figure in part.figures}
    labels |= {
        "timed": _("Had a deadline"),
        "in_time": _("Of these in time"),
        "late": _("Of these done late"),
        "late_median_min": _("Middle lateness of what was late, minutes"),
    }
    return [*_who(), _("Kind of post"), _("Area code"), _("Area"), *(labels[name] for name in _NUMBERS)]


def _person(one: Appraised) -> list[object]:
    role = words.role(one.role) if one.role else ""
    return [*_named(one), role, one.area, one.place, *(getattr(one, name) for name in _NUMBERS)]


def _named(one: Appraised) -> list[object]:
    return [one.code, one.name, one.unit_name]


def _line_columns() -> list[str]:
    return [
        *(*_who(), pgettext("appraisal", "What"), _("From"), _("Until"), _("Area code"), _("Area")),
        *(_("Of what"), _("Amount"), _("Minutes late"), _("Where it comes from")),
    ]


def _lines(appraisal: Appraisal, known: dict[int, Appraised], kinds: Iterable[str]) -> Iterator[list[object]]:
    found = FactLine.objects.filter(appraisal=appraisal, round=appraisal.round, kind__in=kinds)
    for one, who in _of(found.order_by("responder_id", "at", "kind", "subject"), known):
        yield [
            *(*_named(who), Told(one.kind).label, one.at, one.until, one.place, one.place_name),
            *(words.what(one), one.amount, _lateness(one), one.subject),
        ]


def _lateness(one: FactLine) -> object:
    return "" if not one.timed else _("not done") if one.late_min is None else one.late_min


def _note_columns() -> list[str]:
    return [
        *(*_who(), pgettext("appraisal", "What was seen"), pgettext("appraisal", "Where"), _("Seen at")),
        *(_("Proof"), _("Code of the proof"), _("Written by"), _("Role"), _("Written at")),
    ]


def _notes(appraisal: Appraisal, known: dict[int, Appraised], kind: NoteKind) -> Iterator[list[object]]:
    found = AppraisalNote.objects.filter(appraisal=appraisal, kind=kind)
    for one, who in _of(found.order_by("responder_id", "at", "pk"), known):
        yield [
            *(*_named(who), one.text, one.seen_place, one.seen_at, one.proof_title, one.proof, one.by_name),
            *(words.role(one.by_role), one.at),
        ]


def _reply_columns() -> list[str]:
    return [*_who(), _("To which line"), _("Where it comes from"), _("Answer"), _("Written at")]


def _replies(appraisal: Appraisal, known: dict[int, Appraised]) -> Iterator[list[object]]:
    found = Reply.objects.filter(appraisal=appraisal)
    for one, who in _of(found.order_by("responder_id", "at", "pk"), known):
        to = Told(one.line_kind).label if one.line_kind else _("all of it")
        yield [*_named(who), to, one.line_subject, one.text, one.at]


def _of(found: QuerySet[Kept], known: dict[int, Appraised]) -> Iterator[tuple[Kept, Appraised]]:
    """Rows about those who are known, a set at a time."""
    for one in found.iterator(chunk_size=_AT_ONCE):
        if one.responder_id in known:
            yield one, known[one.responder_id]
