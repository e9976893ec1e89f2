"""Questions to the trail; row-level security decides which lines a person may read at all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from fangxian.kernel.codes import within
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.web.asked import begin, end


@dataclass(frozen=True, slots=True)
class Question:
    """
    What is asked of the trail; whatever is empty does not narrow.

    `until` is the last day, included; `code` an export's or a broken glass's.
    """

    area: str = ""
    kind: str = ""
    person: str = ""
    since: date | None = None
    until: date | None = None
    code: str = ""


def entries(question: Question) -> QuerySet[Entry]:
    """The lines that answer a question, newest first."""
    lines = Entry.objects.filter(within(question.area))
    if question.kind:
        lines = lines.filter(Q(kind=question.kind) | Q(kind__startswith=f"{question.kind}."))
    if question.person:
        lines = lines.filter(Q(person__iexact=question.person) | Q(person_name__icontains=question.person))
    if question.code:
        files = Q(facts__code=question.code.upper()) | Q(subject=question.code.upper())
        lines = lines.filter(files | Q(subject=question.code) | Q(charge=question.code))
    if question.since:
        lines = lines.filter(at__gte=begin(question.since))
    if question.until:
        lines = lines.filter(at__lt=end(question.until))
    return lines.order_by("-at", "-pk")


def page(question: Question, *, before: int | None = None, size: int = 50) -> tuple[list[Entry], int | None]:
    """
    One page of lines older than the line `before`, and the mark for the next page (None at the end).

    Pages hang on a line, not on a number, because new lines come in at the top all the time.
    """
    lines = entries(question)
    mark = Entry.objects.filter(pk=before).first() if before else None
    if mark:
        lines = lines.filter(Q(at__lt=mark.at) | Q(at=mark.at, pk__lt=mark.pk))
    found = list(lines[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else None
