"""The lines behind the numbers of one person: in words, by week, by kind of report."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse

from fangxian.features.supervision.appraisal import words
from fangxian.features.supervision.models import Appraised, FactLine, Reply, Told
from fangxian.kernel.authority import Actor, Can

_PAGES = {
    Told.INSPECTED: ("supervision:inspections-made", Can.FINDING_VIEW),
    **dict.fromkeys(
        (Told.CAUSED, Told.REPEATED, Told.FOUND, Told.CURED), ("supervision:finding", Can.FINDING_VIEW)
    ),
    **dict.fromkeys((Told.TOOK, Told.FINISHED, Told.CONFIRMED), ("items:item", Can.ITEM_VIEW)),
}


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
class Week:
    """Planned hours of a week, beside the longest one for a bar."""

    begins: str
    hours: float
    nights: int
    share: int


def lines_of(person: Appraised) -> list[FactLine]:
    """The lines of the round that is shown, by time."""
    found = FactLine.objects.filter(
        appraisal=person.appraisal_id, responder=person.responder_id, round=person.appraisal.round
    )
    return list(found.order_by("at", "kind", "subject"))


def told_of(actor: Actor, lines: list[FactLine], replies: list[Reply]) -> list[Line]:
    """Lines in words, each with what was answered to it."""
    beside: dict[tuple[str, str], list[Reply]] = defaultdict(list)
    for one in replies:
        beside[one.line_kind, one.line_subject].append(one)
    return [_line(actor, one, beside[one.kind, one.subject]) for one in lines]


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


def reports_by_kind(lines: list[FactLine]) -> list[tuple[str, int]]:
    """Reports by kind, by the kind's name."""
    found: dict[str, int] = defaultdict(int)
    for one in lines:
        if one.kind == Told.REPORT:
            found[words.what(one)] += int(one.amount or 0)
    return sorted(found.items())


def _line(actor: Actor, line: FactLine, replies: list[Reply]) -> Line:
    kind, (standing, tone) = Told(line.kind), words.in_time(line)
    page, can = _PAGES.get(kind, ("", None))
    opens = can is not None and actor.may(can, line.place)
    url = reverse(page, args=[line.subject]) if opens else ""
    return Line(line, str(kind.label), words.what(line), words.amount(line), standing, tone, url, replies)
