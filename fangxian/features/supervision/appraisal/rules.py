"""What an appraisal is of, which figures it has, and how a number is read beside others; pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from fangxian.features.supervision.appraisal.refusals import PeriodUnfit

LONGEST = timedelta(days=92)
AT_ONCE = 2_000
"""So many people are counted while the page waits; more by a worker."""
FEWEST = 5
"""Fewer people in the same kind of post make no band: their figures would be known by name."""

FIGURES = (
    *("hours", "nights", "took", "finished", "confirmed", "acknowledged", "reported", "reports"),
    *("inspected", "found", "caused", "repeated", "cured", "returned", "timed", "in_time", "late"),
)
"""The figures of a person, each the sum of their lines."""
BANDS = ("hours", "nights", "finished", "acknowledged", "reported", "reports", "inspected", "caused", "cured")
"""Those that are shown beside the middle half of the same kind of post; and `in_time_percent`."""


def check_period(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """
    Refuse a period that cannot be counted.

    Raises:
        PeriodUnfit: it is empty, longer than 92 days, or begins in the future.
    """
    if not starts_at < ends_at or ends_at - starts_at > LONGEST or starts_at > now:
        raise PeriodUnfit(field="until")


def of(people: Iterable[str]) -> str:
    """
    What tells a chosen list of people from another, whatever its order; '' for everybody.

    >>> of(["R-2", "R-1", "R-2"]) == of(["R-1", "R-2"]), of([])
    (True, '')
    """
    codes = sorted(set(people))
    return hashlib.sha256("\n".join(codes).encode()).hexdigest() if codes else ""
