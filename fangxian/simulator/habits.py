"""What people and lines do: think times, outcomes by the hour, spells without a line; pure, from dice."""

from __future__ import annotations

import math
from dataclasses import dataclass
from random import Random
from typing import Any

DAY = 600
"""Minutes of a day of door-knock, 08:00 to 18:00."""
FIRST_HOUR = 8
TYPICAL = 2.7
"""Median minutes from one door to the next; with lunch off, about the 178 doors a day of the rule packs."""
SPREAD = 0.55
SPELL = 25.0
"""Minutes a spell without a line lasts on average: a valley, a cellar, an empty battery."""

_HOME = (
    ("met", 80),
    ("phone_done", 8),
    ("needs_service", 6),
    ("refused", 4),
    ("moved", 1),
    ("wrong_address", 1),
)
_BY_PHONE = (("phone_done", 90), ("needs_service", 6), ("refused", 4))
_NEEDS = ("medicine", "food", "transport", "care", "home_sampling", "other")


@dataclass(frozen=True, slots=True)
class Habits:
    """Shares: of the day without a line, of pushes sent twice, of answers that get lost."""

    offline: float = 0.1
    twice: float = 0.01
    lost: float = 0.01


def minutes_to_next(dice: Random) -> float:
    """How long it takes from one door to the next, the talk at it included."""
    return dice.lognormvariate(math.log(TYPICAL), SPREAD)


def away(hour: float, step: str) -> float:
    """
    The share of doors at which nobody is found at an hour of the day; a call or a neighbour finds more.

    >>> away(10, "visit") > away(12.5, "visit") > away(12.5, "phone")
    True
    """
    share = 0.12 if 12 <= hour < 13.5 or hour >= 17 else 0.28
    return share if step == "visit" else share / 2


def outcome(dice: Random, hour: float, step: str) -> str:
    """What comes of a door at an hour of the day, when a target's next step is `step`."""
    if dice.random() < away(hour, step):
        return "not_home"
    names, weights = zip(*(_BY_PHONE if step == "phone" else _HOME), strict=True)
    return str(dice.choices(names, weights)[0])


def body(dice: Random, what: str) -> dict[str, Any]:
    """A visit's own fields, as its form (`contracts/forms/visit.json`) has them."""
    if what == "needs_service":
        return {"outcome": what, "needs": [dice.choice(_NEEDS)], "people": dice.randint(1, 5)}
    if what in ("met", "phone_done") and dice.random() < 0.5:
        return {"outcome": what, "people": dice.randint(1, 6)}
    return {"outcome": what}


def lunch(dice: Random) -> tuple[float, float]:
    """From which minute of the day until which nobody knocks."""
    start = dice.uniform(210, 300)
    return start, start + dice.uniform(30, 60)


def spells(dice: Random, share: float) -> list[tuple[float, float]]:
    """The spells of a day without a line, in order, as minutes; together about `share` of it."""
    if share < 0.001:
        return []
    if share >= 1:
        return [(0.0, float(DAY))]
    between = SPELL * (1 - share) / share
    found: list[tuple[float, float]] = []
    at = dice.expovariate(1) * between if dice.random() >= share else 0.0
    while at < DAY:
        until = at + dice.expovariate(1) * SPELL
        found.append((at, min(until, float(DAY))))
        at = until + dice.expovariate(1) * between
    return found
