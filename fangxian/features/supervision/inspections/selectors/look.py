"""One finding and one place with all that their pages need."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.models import Charge
from fangxian.features.duty.models import Site
from fangxian.features.items.models import Evidence, Item
from fangxian.features.supervision.inspections import access, flow, rules, words
from fangxian.features.supervision.inspections.access import Place
from fangxian.features.supervision.inspections.selectors import board
from fangxian.features.supervision.inspections.selectors.board import Row
from fangxian.features.supervision.inspections.selectors.ranking import LOOKED_BACK
from fangxian.features.supervision.models import Finding, Inspection, SeenLine
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.reports.checklists import Checklist, Line

MOST = 20


@dataclass(frozen=True, slots=True)
class Look:
    """
    A finding: `earlier` are findings of the same line at the same place in the fourteen days before; `judges`
    is whether the actor may look again now, `withdraws` whether they may take it back.
    """

    row: Row
    place: Place
    remark: str
    earlier: list[Finding]
    evidence: list[Evidence]
    chain: list[Charge]
    judges: bool
    own: bool
    withdraws: bool


@dataclass(frozen=True, slots=True)
class PlaceLook:
    """A place: what is running there, how it was lately looked at, by what it can be."""

    place: Place
    area_name: str
    running: list[Row]
    inspections: list[tuple[Inspection, str]]
    checklists: list[tuple[Checklist, str]]
    chain: list[Charge]
    inspects: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A line of a checklist as a form asks it, with the finding that is looked at again, if one is."""

    line: Line
    words: str
    finding: Finding | None
    state: str


def finding(actor: Actor, code: str, now: datetime) -> Look:
    """
    One finding.

    Raises:
        NotFound: no such finding, or out of sight.
    """
    found = access.get(actor, code)
    row = board.rows(actor, [Item.objects.get(code=code)], now)[0]
    place = access.places(actor, {found.subject}).get(found.subject)
    earlier = access.visible(actor).filter(
        subject=found.subject,
        line=found.line,
        found_at__lt=found.found_at,
        found_at__gte=found.found_at - LOOKED_BACK,
        withdrawn=False,
    )
    inspects, own = actor.may(Can.INSPECTION_MAKE, found.area), row.item.moved_by == actor.person
    ready = row.item.state == flow.REMEDIED
    return Look(
        row=row,
        place=place or Place(found.subject, found.subject, "", found.area),
        remark=row.item.text,
        earlier=list(earlier.order_by("-found_at")[:MOST]),
        evidence=list(row.item.evidence.defer("content").order_by("at", "pk")),
        chain=charges.chain(actor, found.area),
        judges=inspects and ready and not own,
        own=inspects and ready and own,
        withdraws=inspects and row.item.ended_at is None,
    )


def place(actor: Actor, code: str, now: datetime) -> PlaceLook:
    """
    One place.

    Raises:
        NotFound: no such place, or out of sight.
    """
    found = access.get_place(actor, code)
    running = Item.objects.filter(subject=code, kind=flow.FINDING.kind, ended_at__isnull=True)
    name = Area.objects.filter(code=found.area).values_list("name", flat=True).first()
    return PlaceLook(
        found,
        name or found.area,
        board.rows(actor, running.order_by("-severity", "made_at"), now),
        [(one, words.checklist(one.checklist)) for one in board.looks(actor, code)[:MOST]],
        [(one, words.said(one.words)) for one in words.for_place(found.kind)],
        charges.chain(actor, found.area),
        actor.may(Can.INSPECTION_MAKE, found.area),
    )


def asked(actor: Actor, found: Place, checklist: Checklist, known: dict[str, str]) -> list[Asked]:
    """The lines of a checklist as a form asks them; `known` are the open findings of the place by line."""
    running = access.visible(actor).in_bulk(list(known.values()))
    states = dict(Item.objects.filter(code__in=list(running)).values_list("code", "state"))
    return [
        Asked(
            one,
            words.said(one.words),
            running.get(known.get(code, "")),
            str(flow.FINDING.states[states[known[code]]]) if known.get(code) in states else "",
        )
        for code, one in checklist.lines.items()
    ]


@dataclass(frozen=True, slots=True)
class Stood:
    """How far from the place an inspection was made, in words; `far` if that is to be asked about."""

    words: str
    far: bool


def stood(made: Inspection) -> Stood | None:
    """How far from its site an inspection was made; None where the phone did not say, and for grids."""
    site = Site.objects.filter(code=made.subject).values_list("lat", "lon").first()
    if site is None or made.lat_e5 is None or made.lon_e5 is None:
        return None
    distance = rules.metres(site, (made.lat_e5 / 1e5, made.lon_e5 / 1e5))
    return Stood(words.far(distance), rules.is_far(distance, made.accuracy_m or 0))


def seen(actor: Actor, made: Inspection) -> list[tuple[SeenLine, str, str]]:
    """The lines of an inspection with their words and results; what failed first."""
    order = {"failed": 0, "not_seen": 1, "ok": 2}
    lines = sorted(made.lines.all(), key=lambda one: (order.get(one.result, 3), one.position))
    return [(one, words.line(made.checklist, one.line), words.result(one.result)) for one in lines]
