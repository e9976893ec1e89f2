"""Areas ranked by what is open, overdue and repeated in them, with who answers; and the findings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.covers import who
from fangxian.features.charges.models import Charge
from fangxian.features.items import rules as items
from fangxian.features.items.models import Item
from fangxian.features.supervision.inspections import access, flow, words
from fangxian.features.supervision.models import Finding, Inspection
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within
from fangxian.kernel.errors import Text

LOOKED_BACK = timedelta(days=14)


@dataclass(slots=True)
class Counts:
    """Findings of an area: open, of these overdue, put right and to be looked at again, repeated lately."""

    open: int = 0
    overdue: int = 0
    to_look_again: int = 0
    repeated: int = 0
    inspections: int = 0

    def add(self, other: Counts) -> None:
        """Take in the counts of a part."""
        self.open += other.open
        self.overdue += other.overdue
        self.to_look_again += other.to_look_again
        self.repeated += other.repeated
        self.inspections += other.inspections

    @property
    def order(self) -> tuple[int, int, int]:
        """What areas are ranked by: overdue, then repeated, then open."""
        return self.overdue, self.repeated, self.open


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area of the board with who leads it."""

    area: Area
    counts: Counts
    lead: Charge | None


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in words."""

    finding: Finding
    item: Item
    place: str
    area_name: str
    line: str
    checklist: str
    state: Text
    holder: str
    urgency: str


def counted(actor: Actor, area: str, now: datetime) -> dict[str, Counts]:
    """Area of findings and inspections → counts, within an area."""
    found: dict[str, Counts] = {}
    running = Item.objects.filter(within(area), kind=flow.FINDING.kind, incident=actor.incident)
    rows = running.filter(ended_at__isnull=True).order_by().values_list("area")
    for code, open_, late, again in rows.annotate(
        open_=Count("pk", filter=Q(state=flow.OPEN)),
        late=Count("pk", filter=Q(state=flow.OPEN, due_at__lte=now)),
        again=Count("pk", filter=Q(state=flow.REMEDIED)),
    ):
        found[code] = Counts(open_, late, again)
    since = now - LOOKED_BACK
    repeated = access.visible(actor).filter(within(area), found_at__gte=since, repeats__gt=0, withdrawn=False)
    for code, number in repeated.order_by().values_list("area").annotate(n=Count("pk")):
        found.setdefault(code, Counts()).repeated = number
    looked = access.inspections(actor).filter(within(area), at__gte=since)
    for code, number in looked.order_by().values_list("area").annotate(n=Count("pk")):
        found.setdefault(code, Counts()).inspections = number
    return found


def total(parts: Iterable[Counts]) -> Counts:
    """All of them together."""
    sum_ = Counts()
    for one in parts:
        sum_.add(one)
    return sum_


def ranked(actor: Actor, area: str, counts: dict[str, Counts]) -> list[AreaRow]:
    """The next areas inside an area, those with the most overdue, repeated and open findings first."""
    below = charges.below(actor, area)
    codes = sorted(one.area.code for one in below)
    sums = {code: Counts() for code in codes}
    for code, one in counts.items():
        at = bisect_right(codes, code) - 1
        if at >= 0 and inside(code, codes[at]):
            sums[codes[at]].add(one)
    rows = [AreaRow(one.area, sums[one.area.code], one.charge) for one in below]
    return sorted(rows, key=lambda row: (*(-number for number in row.counts.order), row.area.code))


def findings(actor: Actor, area: str, show: str, now: datetime) -> QuerySet[Item]:
    """The findings of an area: those running (by default), overdue, repeated …; the most urgent first."""
    found = Item.objects.filter(within(area), kind=flow.FINDING.kind, incident=actor.incident)
    if show == "ended":
        return found.filter(ended_at__isnull=False).order_by("-ended_at", "code")
    if show == "repeated":
        again = access.visible(actor).filter(within(area), repeats__gt=0, withdrawn=False)
        return found.filter(code__in=again.filter(found_at__gte=now - LOOKED_BACK).values("code")).order_by(
            F("due_at").asc(nulls_last=True), "code"
        )
    running = found.filter(ended_at__isnull=True).order_by("due_at", "code")
    narrower = {"overdue": Q(state=flow.OPEN, due_at__lte=now), "to_look_again": Q(state=flow.REMEDIED)}
    return running.filter(narrower[show]) if show in narrower else running


def rows(actor: Actor, some: Iterable[Item], now: datetime) -> list[Row]:
    """Findings in words: place, line, state, who holds them."""
    listed = list(some)
    found = access.visible(actor).in_bulk([one.code for one in listed])
    areas = {one.area for one in listed}
    names = dict(Area.objects.filter(code__in=areas).values_list("code", "name"))
    places = access.places(actor, {one.subject for one in listed})
    leads = charges.answers_for(actor, areas)
    return [
        _row(found[one.code], one, names, places, leads.get(one.area), now)
        for one in listed
        if one.code in found
    ]


def _row(
    finding: Finding,
    item: Item,
    names: dict[str, str],
    places: dict[str, access.Place],
    lead: Charge | None,
    now: datetime,
) -> Row:
    led_by = who(lead, now).name if lead else ""
    place = places.get(finding.subject)
    return Row(
        finding,
        item,
        place.name if place else finding.subject,
        names.get(finding.area, finding.area),
        words.line(finding.checklist, finding.line),
        words.checklist(finding.checklist),
        flow.FINDING.states[item.state],
        item.holder_name or led_by,
        items.urgency(item.due_at, now),
    )


def looks(actor: Actor, place: str) -> QuerySet[Inspection]:
    """The inspections of a place, the latest first."""
    return access.inspections(actor).filter(subject=place).order_by("-at", "-pk")
