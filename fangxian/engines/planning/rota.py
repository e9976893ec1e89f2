"""Which crew works which shift of a duty: rest kept, hours kept, nights shared."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from fangxian.engines.planning.pack import Duty, RulePack

DAY, WEEK = 1440, 7 * 1440
NIGHT = (22 * 60, 6 * 60)
"""Local minutes of the day from and to which work is at night."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Least rest between two shifts, and most work in any day and any seven days; minutes."""

    rest: int
    day: int
    week: int

    @classmethod
    def of(cls, pack: RulePack) -> Limits:
        """The limits of a rule pack."""
        return cls(*(round(pack[name] * 60) for name in ("rest_hours", "hours_day", "hours_week")))


@dataclass(frozen=True, slots=True)
class Rota:
    """Shifts in the order of time: (starts, ends, crew), minutes from the start of the plan."""

    shifts: tuple[tuple[int, int, int], ...]
    crews: int

    @property
    def hours_week(self) -> float:
        """The most hours any crew works in any seven days."""
        return max((_most_in(self._of(crew), WEEK) for crew in range(self.crews)), default=0) / 60

    def _of(self, crew: int) -> list[tuple[int, int]]:
        return [(start, end) for start, end, worker in self.shifts if worker == crew]

    def night_minutes(self, crew: int, start_minute: int) -> int:
        """Minutes of a crew between 22:00 and 06:00."""
        return sum(night_of(start + start_minute, end + start_minute) for start, end in self._of(crew))


def night_of(start: int, end: int) -> int:
    """
    How many of a stretch of local minutes lie between 22:00 and 06:00.

    >>> night_of(480, 1200), night_of(1200, 1920)
    (0, 480)
    """
    days = range(start // DAY - 1, end // DAY + 1)
    overlaps = (min(end, d * DAY + NIGHT[1] + DAY) - max(start, d * DAY + NIGHT[0]) for d in days)
    return sum(max(0, overlap) for overlap in overlaps)


def windows(duty: Duty, days: int, start_minute: int) -> list[tuple[int, int]]:
    """Every shift (starts, ends) of a duty within the plan, in minutes from its start."""
    shifts = []
    for day in range(0, days + 1, duty.every_days):
        for opens in range(duty.opens, duty.closes, duty.shift or DAY):
            start = day * DAY + opens - start_minute
            if start >= 0 and start + duty.shift <= days * DAY:
                shifts.append((start, start + duty.shift))
    return shifts


@lru_cache(maxsize=256)
def make_rota(duty: Duty, crews: int, days: int, start_minute: int, limits: Limits) -> Rota:
    """
    The rota of a duty with `crews`, or with as many more as rest and hours need.

    Each shift goes to the crew, of those rested and within their hours, that has had fewest shifts; among
    these a darker shift to the one with least night work, a lighter to the one with most. Where that runs
    into a dead end the crews take turns.

    Raises:
        ValueError: a single shift is longer than a day's or a week's hours.
    """
    if duty.shift > min(limits.day, limits.week):
        raise ValueError(f"a shift of {duty.name} is longer than the hours allowed")
    shifts = windows(duty, days, start_minute)
    while True:
        for made in (_fair(shifts, crews, start_minute, limits), _in_turn(shifts, crews)):
            if made is not None and keeps(made, limits):
                return made
        crews += 1


def _fair(shifts: list[tuple[int, int]], crews: int, start_minute: int, limits: Limits) -> Rota | None:
    worked: list[list[tuple[int, int]]] = [[] for _ in range(crews)]
    nights, rota = [0] * crews, []
    dark = [night_of(start + start_minute, end + start_minute) for start, end in shifts]
    for (start, end), night in zip(shifts, dark, strict=True):
        sign = 1 if night * len(shifts) >= sum(dark) else -1
        turns = [
            (len(worked[c]), sign * nights[c], worked[c][-1][1] if worked[c] else -1, c)
            for c in range(crews)
            if _may(worked[c], start, end, limits)
        ]
        if not turns:
            return None
        crew = min(turns)[-1]
        worked[crew].append((start, end))
        nights[crew] += night
        rota.append((start, end, crew))
    return Rota(tuple(rota), crews)


def _in_turn(shifts: list[tuple[int, int]], crews: int) -> Rota:
    return Rota(tuple((start, end, i % crews) for i, (start, end) in enumerate(shifts)), crews)


def _may(worked: list[tuple[int, int]], start: int, end: int, limits: Limits) -> bool:
    return keeps_alone([*worked, (start, end)], limits)


def keeps(rota: Rota, limits: Limits) -> bool:
    """Whether every crew has its rest and its hours."""
    return all(keeps_alone(rota._of(crew), limits) for crew in range(rota.crews))


def keeps_alone(worked: list[tuple[int, int]], limits: Limits) -> bool:
    """Whether one crew's shifts, in the order of time, keep rest and hours."""
    rest = all(later[0] - former[1] >= limits.rest for former, later in pairwise(worked))
    return rest and _most_in(worked, DAY) <= limits.day and _most_in(worked, WEEK) <= limits.week


def _most_in(worked: list[tuple[int, int]], span: int) -> int:
    """The most minutes worked within any stretch of `span` minutes; one from the start of a shift has it."""
    return max(
        (
            sum(min(end, start + span) - begin for begin, end in worked if start <= begin < start + span)
            for start, _ in worked
        ),
        default=0,
    )
