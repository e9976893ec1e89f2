"""Pure rules of the glass: how long, how often, where, and what state it is in."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

MINUTES = (15, 30, 60)
A_DAY = 3
"""How often a person may break it within 24 hours."""
REVIEW_WITHIN = timedelta(hours=24)
FROM_LEVELS = ("township", "village", "hamlet", "grid")
"""Where it can be broken from: the area around is a county at most, as personal data stays in its county."""


class State(StrEnum):
    """Where a broken glass stands: `OVERDUE` has waited for its review too long."""

    OPEN = "open"
    CLOSED = "closed"
    OVERDUE = "overdue"
    REVIEWED = "reviewed"


def state(*, closed_at: datetime | None, until: datetime, reviewed: bool, now: datetime) -> State:
    """
    The state at an instant.

    >>> until = datetime(2022, 2, 9, 14)
    >>> state(closed_at=None, until=until, reviewed=False, now=until)
    <State.CLOSED: 'closed'>
    """
    if closed_at is None and now < until:
        return State.OPEN
    if reviewed:
        return State.REVIEWED
    return State.CLOSED if now < review_due(until) else State.OVERDUE


def review_due(until: datetime) -> datetime:
    """By when somebody must have judged it."""
    return until + REVIEW_WITHIN
