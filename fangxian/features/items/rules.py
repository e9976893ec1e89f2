"""Which moves somebody may make with an item, when it is late, and where lateness goes; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.features.items.flows import By, Flow, Move, Needs


@dataclass(frozen=True, slots=True)
class Standing:
    """How somebody stands to an item."""

    holds: bool
    made: bool
    above: bool
    moved_last: bool

    def may(self, by: By) -> bool:
        """Whether that is one of those who may."""
        if by is By.OTHER:
            return (self.made or self.above) and not self.moved_last
        return {By.HOLDER: self.holds, By.MAKER: self.made, By.ABOVE: self.above}[by]


def allowed(flow: Flow, state: str, standing: Standing) -> list[Move]:
    """The moves that somebody who stands so may make now."""
    return [move for move in flow.onward(state) if any(standing.may(by) for by in move.by)]


def missing(step: Move, reason: str, has_evidence: bool) -> list[Needs]:
    """What a move cannot do without and has not; `has_evidence` is whether some was kept in this state."""
    found = {Needs.REASON: bool(reason.strip()), Needs.EVIDENCE: has_evidence}
    return [need for need in step.needs if not found.get(need, True)]


def due(flow: Flow, state: str, since: datetime, deadline: datetime | None) -> datetime | None:
    """
    By when something must happen with an item: its deadline, or its link's clock if that ends sooner or
    counts alone.

    None where it has ended or has neither.
    """
    if state in flow.ended:
        return None
    link = flow.link(state)
    if link is None:
        return deadline
    ends = since + link.within
    return ends if deadline is None or link.alone else min(deadline, ends)


def next_call(flow: Flow, due_at: datetime | None, calls: int) -> datetime | None:
    """
    When somebody is told next of an item: its holder before it is due, then, once it is late, a level further
    up each time.
    """
    if due_at is None:
        return None
    if calls == 0:
        return due_at - flow.reminds
    return due_at + (calls - 1) * flow.climbs


LATE_SOON = timedelta(hours=1)


def urgency(due_at: datetime | None, now: datetime) -> str:
    """`late`, `soon` or '' for a badge."""
    if due_at is None:
        return ""
    if due_at <= now:
        return "late"
    return "soon" if due_at - now <= LATE_SOON else ""
