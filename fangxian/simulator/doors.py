"""The doors of a phone's grid: which is next, by what is known of each; pure."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

OWN = ("visit", "phone", "neighbour")
"""The steps that are the grid worker's own to take."""
_AFTER = {
    "": "visit",
    "met": "none",
    "phone_done": "none",
    "refused": "lead",
    "needs_service": "service",
    "moved": "register",
    "wrong_address": "register",
}


def next_step(
    outcome: str, not_home: int, at: datetime | None, again_after_min: int
) -> tuple[str, datetime | None]:
    """What comes next for a target, and before when nobody asks again (`vectors/next-step.json`)."""
    if outcome != "not_home":
        return _AFTER.get(outcome, "none"), None
    again = at + timedelta(minutes=again_after_min) if at else None
    return "visit" if not_home <= 1 else "phone" if not_home == 2 else "neighbour", again


@dataclass(slots=True)
class Door:
    """One target as the phone knows it, its own reports laid over what was pulled."""

    code: str
    area: str
    household: str
    priority: int
    again_after_min: int
    outcome: str = ""
    not_home: int = 0
    at: datetime | None = None

    def next(self) -> tuple[str, datetime | None]:
        """The next step, and before when not."""
        return next_step(self.outcome, self.not_home, self.at, self.again_after_min)


class Doors:
    """
    What a phone holds; each door is given out once, and again when what was noted of it asks for it.

    `only` is the code of the one campaign that is worked on; without one, all that run.
    """

    def __init__(self, only: str = "") -> None:
        self._only = only
        self._doors: dict[str, Door] = {}
        self._again: dict[str, int] = {}
        self._fresh: list[tuple[int, str]] = []
        self._later: list[tuple[float, str]] = []

    def __len__(self) -> int:
        return len(self._doors)

    def take_in(self, pull: Mapping[str, Any]) -> None:
        """Take in the answer to a pull: all there is, or what changed."""
        self._again = {one["code"]: one["again_after_min"] for one in pull["campaigns"]}
        if pull["full"]:
            self._doors.clear()
            self._fresh.clear()
            self._later.clear()
        for code in pull["gone"]:
            self._doors.pop(code, None)
        for row in pull["targets"]:
            if not self._only or row["campaign"] == self._only:
                self._take(row)

    def _take(self, row: Mapping[str, Any]) -> None:
        at = datetime.fromisoformat(row["occurred_at"]) if row["occurred_at"] else None
        known = self._doors.get(row["code"])
        if known is not None and known.at is not None and (at is None or at <= known.at):
            return  # what waits here is newer
        again = self._again.get(row["campaign"], 120)
        door = Door(row["code"], row["area"], row["household"], row["priority"], again)
        door.outcome, door.not_home, door.at = row["outcome"], row["not_home"], at
        self._doors[door.code] = door
        if known is None or known.at != at:
            self._line_up(door)

    def _line_up(self, door: Door) -> None:
        step, before = door.next()
        if step not in OWN:
            return
        if before is None:
            heapq.heappush(self._fresh, (-door.priority, door.code))
        else:
            heapq.heappush(self._later, (before.timestamp(), door.code))

    def next(self, now: datetime) -> Door | None:
        """The door to go to: one that is due again, else by need and then along the list; None if none is."""
        while self._later and self._later[0][0] <= now.timestamp():
            door = self._doors.get(heapq.heappop(self._later)[1])
            if door is not None and door.outcome == "not_home" and _is_due(door, now):
                return door
        while self._fresh:
            door = self._doors.get(heapq.heappop(self._fresh)[1])
            if door is not None and not door.outcome:
                return door
        return None

    def any(self, number: int) -> Door | None:
        """A door whatever is known of it; for who knocks on, though everybody was reached."""
        codes = list(self._doors)
        return self._doors[codes[number % len(codes)]] if codes else None

    def note(self, door: Door, outcome: str, at: datetime) -> None:
        """What came of a door."""
        if door.at is not None and at < door.at:
            return
        door.outcome, door.at = outcome, at
        door.not_home += outcome == "not_home"
        self._line_up(door)

    def reached(self) -> Iterable[str]:
        """The codes of those that nobody goes to any more."""
        return [door.code for door in self._doors.values() if door.next()[0] not in OWN]


def _is_due(door: Door, now: datetime) -> bool:
    before = door.next()[1]
    return before is None or before <= now
