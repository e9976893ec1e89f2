"""What a resident is told of each of their swabs; never the bare word that they may be infected. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from fangxian.features.sampling.models import Stage, Value


class Row(NamedTuple):
    """A swab as it stands: its tube's stage and result, and whether it is alone in it."""

    at: datetime
    point: str
    stage: str
    result: str
    resulted_at: datetime | None
    alone: bool


BAD = (Value.SUSPECTED, Value.POSITIVE)


class Outcome(StrEnum):
    """What a swab came to, as far as a public page says it."""

    WAITING = "waiting"
    NEGATIVE = "negative"
    AGAIN = "again"
    """The tube needs another look: a pool or one person's, suspected or positive, all told alike."""
    SETTLED = "settled"
    """So it was, and the person was found negative alone since."""
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Taken:
    """One swab of the person who asks."""

    at: datetime
    point: str
    outcome: Outcome
    resulted_at: datetime | None


def told(rows: Sequence[Row]) -> list[Taken]:
    """The swabs of one person, in the order given."""
    cleared = [row.at for row in rows if row.alone and row.result == Value.NEGATIVE]
    return [
        Taken(row.at, row.point, _outcome(row, any(at > row.at for at in cleared)), row.resulted_at)
        for row in rows
    ]


def _outcome(row: Row, cleared: bool) -> Outcome:
    if row.result in BAD:
        return Outcome.SETTLED if cleared else Outcome.AGAIN
    if row.result == Value.NEGATIVE:
        return Outcome.NEGATIVE
    lost = row.result == Value.INVALID or row.stage == Stage.SPOILED
    return Outcome.VOID if lost else Outcome.WAITING
