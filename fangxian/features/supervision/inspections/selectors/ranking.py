"""Areas ranked by what is open, overdue and repeated in them, with who answers: sums over tallies."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.models import Charge
from fangxian.features.items.selectors import counting
from fangxian.features.items.selectors.counting import Counted, Kept
from fangxian.features.supervision.inspections import access, flow
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within

LOOKED_BACK = timedelta(days=14)


@dataclass(slots=True)
class Counts:
    """Findings of an area: open, of these overdue, put right and to be looked at again, repeated lately."""

    open: int = 0
    overdue: int = 0
    to_look_again: int = 0
    repeated: int = 0
    inspections: int = 0

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


def ranked(actor: Actor, area: str, now: datetime) -> tuple[Counts, list[AreaRow]]:
    """
    The counts of an area, and the next areas inside it, those with the most overdue, repeated and open
    findings first.
    """
    below = charges.below(actor, area)
    codes = sorted(one.area.code for one in below)
    kept = counting.running(actor, [area, *codes], now, kind=flow.FINDING.kind)
    counts = {code: _of(some) for code, some in kept.items()}
    for code, repeated, inspections in _lately(actor, area, now):
        at = bisect_right(codes, code) - 1
        around = [area, codes[at]] if at >= 0 and inside(code, codes[at]) else [area]
        for one in around:
            counts[one].repeated += repeated
            counts[one].inspections += inspections
    rows = [AreaRow(one.area, counts[one.area.code], one.charge) for one in below]
    rows.sort(key=lambda row: (*(-number for number in row.counts.order), row.area.code))
    return counts[area], rows


def how_many(actor: Actor, area: str, show: str, now: datetime) -> int | None:
    """How many findings of an area are running, overdue …; None where only asking for them tells."""
    kind = flow.FINDING.kind
    if show == "repeated":
        return None
    if show == "ended":
        return counting.ended(actor, area, kind=kind)
    kept = counting.running(actor, [area], now, kind=kind)[area]
    counts = _of(kept)
    known = {"overdue": counts.overdue, "to_look_again": counts.to_look_again}
    return known.get(show, counting.summed(kept).standing)


def _of(kept: Kept) -> Counts:
    kind = flow.FINDING.kind
    running = kept.get((kind, flow.OPEN), Counted())
    return Counts(running.standing, running.late, kept.get((kind, flow.REMEDIED), Counted()).standing)


def _lately(actor: Actor, area: str, now: datetime) -> Iterable[tuple[str, int, int]]:
    """Area of findings and inspections → how many were repeated, how many made, in the last fourteen days."""
    since = now - LOOKED_BACK
    repeated = access.visible(actor).filter(within(area), found_at__gte=since, repeats__gt=0, withdrawn=False)
    for code, number in repeated.order_by().values_list("area").annotate(n=Count("pk")):
        yield code, number, 0
    looked = access.inspections(actor).filter(within(area), at__gte=since)
    for code, number in looked.order_by().values_list("area").annotate(n=Count("pk")):
        yield code, 0, number
