"""How long nobody may ask again after wrong answers: a few are free, then each doubles the wait; pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

FORGOTTEN = timedelta(days=1)
"""After a day without a wrong answer the count begins anew."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How many wrong answers are `free`, how long the `first` wait is, and how long the longest."""

    free: int
    first: timedelta
    most: timedelta


OF_CODE = Patience(free=3, first=timedelta(minutes=1), most=timedelta(days=1))
"""Four characters can be guessed in ten thousand tries; so three, and then about one a day."""
OF_ADDRESS = Patience(free=50, first=timedelta(minutes=1), most=timedelta(hours=1))
"""A whole village may share one address of its telephone network, and mistypes."""


def barred_until(patience: Patience, failures: int, last_at: datetime) -> datetime:
    """
    Until when nobody may ask, after so many wrong answers of which the last was then.

    >>> noon = datetime(2022, 2, 9, 12)
    >>> [(barred_until(OF_CODE, n, noon) - noon).seconds for n in (2, 3, 4, 5)]
    [0, 60, 120, 240]
    """
    over = failures - patience.free
    if over < 0:
        return last_at
    wait: timedelta = patience.first * 2 ** min(over, 20)
    return last_at + min(patience.most, wait)


def counted(failures: int, last_at: datetime, at: datetime) -> int:
    """
    How many wrong answers still count.

    >>> noon = datetime(2022, 2, 9, 12)
    >>> counted(4, noon, noon + timedelta(hours=2)), counted(4, noon, noon + timedelta(days=2))
    (4, 0)
    """
    return 0 if at - last_at >= FORGOTTEN else failures
