"""Pure rules of the readings' report: what a week is, and which readings are unusual."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

BUSY_DAY = 20
"""More readings by one person on one day are unusual: a grid worker visits 15 to 20 households a day."""
NIGHT_FROM, NIGHT_UNTIL = 22, 6
"""Hours between which people are not visited."""
MANY_READERS = 3
"""As many people reading one resident in a week are unusual: a worker and a lead are two."""
CLOSE_LEVELS = ("grid", "hamlet", "village")
"""Who answers for one of these is close to the resident; whoever reads from above is not."""

BUSY, NIGHT, ABOVE, MANY, GLASS = "busy", "night", "above", "many", "glass"


@dataclass(frozen=True, slots=True)
class Read:
    """One reading: when in local time, by whom, of whom, from what level, whether under a broken glass."""

    at: datetime
    person: str
    resident: str
    level: str
    glass: bool = False


def last_monday(day: date) -> date:
    """
    The Monday with which the last whole week before a day began.

    >>> last_monday(date(2022, 2, 14)), last_monday(date(2022, 2, 13))
    (datetime.date(2022, 2, 7), datetime.date(2022, 1, 31))
    """
    return day - timedelta(days=day.weekday() + 7)


def flags(reads: Sequence[Read]) -> list[list[str]]:
    """
    What is unusual about each reading of a week, in the order given.

    >>> at = datetime(2022, 2, 9, 23, 30)
    >>> flags([Read(at, "wei", "A-1", "village"), Read(at.replace(hour=9), "lu", "A-1", "county")])
    [['night'], ['above']]
    """
    a_day = Counter((read.person, read.at.date()) for read in reads)
    readers: dict[str, set[str]] = defaultdict(set)
    for read in reads:
        readers[read.resident].add(read.person)
    found = []
    for read in reads:
        unusual = {
            BUSY: a_day[read.person, read.at.date()] > BUSY_DAY,
            NIGHT: read.at.hour >= NIGHT_FROM or read.at.hour < NIGHT_UNTIL,
            ABOVE: read.level not in CLOSE_LEVELS,
            MANY: len(readers[read.resident]) >= MANY_READERS,
            GLASS: read.glass,
        }
        found.append([flag for flag, holds in unusual.items() if holds])
    return found
