"""Today's round: which places an inspector looks at, by risk, by time since the last look, by size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import asin, cos, log10, radians, sin, sqrt

A_ROUND = 12
"""Places a person looks at in a day."""
OFTEN = timedelta(days=1)
"""A place without any trouble is due again after a day."""
LONGEST = 7.0
"""Days beyond which waiting adds no more."""

OPEN_WEIGHT = 1.0
OVERDUE_WEIGHT = 2.0
TO_LOOK_AGAIN_WEIGHT = 4.0
REPEAT_WEIGHT = 1.5
NEVER_WEIGHT = 3.0
GAP_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Risk:
    """
    What is known of a place: findings open (by the sum of their severities), overdue, put right and to be
    looked at again, repeated in the last fourteen days; `gap` the share of its doors not reached, 0 to 1;
    `size` how many people, rooms, tables or doors it has.
    """

    code: str
    area: str
    size: int = 0
    open: int = 0
    overdue: int = 0
    to_look_again: int = 0
    repeats: int = 0
    gap: float = 0.0
    looked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """A place of a round with its score and why it is there, the weightiest reason first."""

    risk: Risk
    score: float
    reasons: tuple[str, ...]


def score(risk: Risk, now: datetime) -> Stop:
    """
    How much a place asks to be looked at: the sum of what each reason weighs.

    A place that was looked at less than a day ago and has nothing to be looked at again scores nothing.

    >>> from datetime import UTC
    >>> now = datetime(2022, 2, 9, 8, tzinfo=UTC)
    >>> score(Risk("S-1", "45", to_look_again=1, looked_at=now), now).reasons
    ('to_look_again',)
    """
    waited = LONGEST if risk.looked_at is None else min(LONGEST, max(0.0, (now - risk.looked_at) / OFTEN))
    parts = {
        "to_look_again": TO_LOOK_AGAIN_WEIGHT * risk.to_look_again,
        "overdue": OVERDUE_WEIGHT * risk.overdue,
        "repeats": REPEAT_WEIGHT * risk.repeats,
        "open": OPEN_WEIGHT * risk.open,
        "gap": GAP_WEIGHT * risk.gap,
        "never": NEVER_WEIGHT + LONGEST if risk.looked_at is None else 0.0,
        "waited": waited if risk.looked_at is not None and waited >= 1 else 0.0,
        "size": log10(1 + risk.size),
    }
    if waited < 1 and not risk.to_look_again:
        return Stop(risk, 0.0, ())
    reasons = sorted((name for name in parts if parts[name] > 0), key=lambda name: -parts[name])
    told = tuple(name for name in reasons if name != "size") or ("size",)
    return Stop(risk, sum(parts.values()) if waited >= 1 else parts["to_look_again"], told)


def rank(risks: Sequence[Risk], now: datetime) -> list[Stop]:
    """The places that ask to be looked at, the most urgent first; equals in order of code."""
    stops = [score(risk, now) for risk in risks]
    return sorted((one for one in stops if one.score > 0), key=lambda one: (-one.score, one.risk.code))


def share(stops: Sequence[Stop], hands: int, which: int, most: int = A_ROUND) -> list[Stop]:
    """
    The part of the `which`th (from 0) of some inspectors of one area.

    Dealt in turn, so that each gets as much of what is urgent; then in the order of areas, so that whoever
    goes does not go to and fro.
    """
    own = list(stops[which :: max(1, hands)])[:most]
    return sorted(own, key=lambda one: (one.risk.area, -one.score, one.risk.code))


EARTH_M = 6_371_008.8
"""Mean radius of the earth. Source: IUGG, GRS 80 (Moritz 2000), R1."""
FAR_M = 300
"""
Beyond so many metres from a place an inspection is asked about.

Source: our assumption: the queue of a sampling point or the yard of a hotel, and a phone's error beside it.
"""


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """
    How far two points (latitude, longitude, in degrees) are apart, on a sphere.

    Source: haversine formula, Sinnott 1984, Sky and Telescope 68, 159.

    >>> round(metres((23.31, 106.61), (23.31, 106.62)))
    1021
    """
    (lat, lon), (lat_2, lon_2) = ((radians(a), radians(b)) for a, b in (one, other))
    half = sin((lat_2 - lat) / 2) ** 2 + cos(lat) * cos(lat_2) * sin((lon_2 - lon) / 2) ** 2
    return 2 * EARTH_M * asin(sqrt(half))


def is_far(distance: float, accuracy: float) -> bool:
    """Whether somebody was too far from a place to have looked at it, however wrong their phone was."""
    return distance - accuracy > FAR_M
