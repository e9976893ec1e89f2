"""What a resident is told of each of their swabs; never the bare word that they may be infected. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from fangxian.features.sampling.models import Stage, Value

Row = tuple[datetime, str, str, str, datetime | None, bool]
"""When, where, the tube's stage, its result, when that came, whether the swab was alone in it."""

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
    cleared = [at for at, _point, _stage, result, _when, alone in rows if alone and result == Value.NEGATIVE]
    return [
        Taken(at, point, _outcome(stage, result, any(later > at for later in cleared)), when)
        for at, point, stage, result, when, _alone in rows
    ]


def _outcome(stage: str, result: str, cleared: bool) -> Outcome:
    if result in BAD:
        return Outcome.SETTLED if cleared else Outcome.AGAIN
    if result == Value.NEGATIVE:
        return Outcome.NEGATIVE
    return Outcome.VOID if result == Value.INVALID or stage == Stage.SPOILED else Outcome.WAITING
