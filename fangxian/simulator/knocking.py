"""A grid worker's way of working: doors, one after the other, until everybody was reached."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Any, Protocol

from fangxian.simulator import habits, minting
from fangxian.simulator.doors import Doors


class Way(Protocol):
    """How whoever carries a phone works: told what was pulled, asked what they report next."""

    def take_in(self, pull: Mapping[str, Any]) -> None:
        """Take in the answer to a pull."""

    def next(self, at: datetime, hour: float, dice: Random) -> list[dict[str, Any]]:
        """What is reported now, at an hour of the day; nothing where there is nothing to do."""


class Knocking:
    """Doors of one `campaign` ('' for all); `endless` lets them knock on when everybody was reached."""

    def __init__(self, campaign: str, endless: bool) -> None:
        self._doors, self._endless = Doors(campaign), endless

    def take_in(self, pull: Mapping[str, Any]) -> None:
        """Take in the answer to a pull."""
        self._doors.take_in(pull)

    def next(self, at: datetime, hour: float, dice: Random) -> list[dict[str, Any]]:
        """What came of the next door."""
        door = self._doors.next(at)
        if door is None and self._endless:
            door = self._doors.any(dice.randrange(1_000_000))
        if door is None:
            return []
        step = door.next()[0]
        what = habits.outcome(dice, hour, step if step == "phone" else "visit")
        self._doors.note(door, what, at)
        return [minting.report("visit", door.area, door.code, at, habits.body(dice, what))]
