"""Coverage: at which pace targets are reached, and when the last of them will be; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

SLOT = timedelta(minutes=15)
WINDOW = timedelta(hours=1)
QUIET = timedelta(hours=2)
FEWEST = 3

Slot = tuple[datetime, int]
"""The start of a quarter hour, and how many targets have the report by which they are reached in it."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """
    When the last target is reached if it goes on like this, without a break.

    `an_hour` is the pace, None where there is none: nobody was reached yet, too few to tell (below three),
    or nobody for two hours (`quiet_since` says since when). `at` is None without a pace, and where nothing
    remains.
    """

    remaining: int
    an_hour: float | None = None
    at: datetime | None = None
    quiet_since: datetime | None = None


def forecast(slots: Sequence[Slot], remaining: int, now: datetime) -> Forecast:
    """
    The forecast from the quarter hours of the last active hour.

    The pace is what was reached in the four quarter hours that end with the last in which anybody was, over
    the time of them that has passed: by when it happened, not when it arrived, so that phones that come back
    into reach do not look like a rush. `slots` in any order; those after `now` (clocks that run ahead) count
    as now. `remaining` counts who is to be reached still: to do, not home, refused; not who cannot be.

    >>> from datetime import UTC
    >>> nine = datetime(2022, 2, 9, 9, tzinfo=UTC)
    >>> told = forecast([(nine, 10), (nine + SLOT, 20)], remaining=60, now=nine + 2 * SLOT)
    >>> told.an_hour, told.at - nine
    (60.0, datetime.timedelta(seconds=5400))
    """
    active = [(min(slot, now), reached) for slot, reached in slots if reached > 0]
    if not active:
        return Forecast(remaining)
    last = max(slot for slot, _reached in active)
    end = min(last + SLOT, now)
    start = max(last + SLOT - WINDOW, min(slot for slot, _reached in active))
    if now - end >= QUIET:
        return Forecast(remaining, quiet_since=end)
    reached = sum(count for slot, count in active if slot >= start)
    if reached < FEWEST:
        return Forecast(remaining)
    an_hour = reached / (max(end - start, SLOT) / timedelta(hours=1))
    if not remaining:
        return Forecast(0, an_hour)
    return Forecast(remaining, an_hour, now + timedelta(hours=remaining / an_hour))
