"""When to stop: the pack's rule on clean rounds, and the reasons why it is not met yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Reason(StrEnum):
    """Why a series of rounds cannot stop."""

    NO_ROUND = "no_round"
    RUNNING = "running"
    OPEN_POOLS = "open_pools"
    COMMUNITY_CASE = "community_case"
    NOT_EVERYBODY = "not_everybody"
    TOO_FEW = "too_few"
    GAP_RUNNING = "gap_running"
    LAST_MISSING = "last_missing"


@dataclass(frozen=True, slots=True)
class Round:
    """
    One round of an area.

    Attributes:
        on: its day.
        ended: whether its results are all there.
        cases: people found infected who were not isolated before (community cases).
        open_pools: positive pools not resolved yet.
        coverage: people sampled over people who should be, 0 to 1.
    """

    on: date
    ended: bool
    cases: int
    open_pools: int
    coverage: float

    def clean(self, least: float) -> bool:
        """Whether it found nobody, and looked at everybody it had to."""
        return self.ended and self.cases == 0 and self.open_pools == 0 and self.coverage >= least


@dataclass(frozen=True, slots=True)
class StopRule:
    """
    `clean` rounds running without a community case, then `gap` days without one, then `last` clean rounds.

    Source: ninth plan, 28 June 2022: 3 rounds, 3 days, 1 round. `coverage` is what counts as everybody.
    """

    clean: int = 3
    gap: timedelta = timedelta(days=3)
    last: int = 1
    coverage: float = 0.999


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    Whether sampling of the whole area may stop; if not, why, and which round comes next.

    `run` counts the clean rounds at the end of the series; `next_on` is the first day of the next round, None
    where it may stop.
    """

    stop: bool
    reasons: tuple[Reason, ...]
    run: int
    next_on: date | None


def judge(rounds: Sequence[Round], rule: StopRule) -> Verdict:
    """
    The stop rule on rounds in the order of their days.

    >>> from datetime import date
    >>> three = [Round(date(2022, 7, day), True, 0, 0, 1.0) for day in (1, 2, 3)]
    >>> judge(three, StopRule()).next_on
    datetime.date(2022, 7, 7)
    >>> judge([*three, Round(date(2022, 7, 7), True, 0, 0, 1.0)], StopRule()).stop
    True
    """
    if not rounds:
        return Verdict(False, (Reason.NO_ROUND,), 0, None)
    run, newest = _run(rounds, rule), rounds[-1].on
    if len(run) < rule.clean:
        reasons = (Reason.TOO_FEW,) if run else _faults(rounds[-1], rule)
        return Verdict(False, reasons, len(run), newest + timedelta(days=1))
    opens = run[rule.clean - 1].on + rule.gap + timedelta(days=1)
    later = sum(one.on >= opens for one in run)
    if later >= rule.last:
        return Verdict(True, (), len(run), None)
    reason = Reason.LAST_MISSING if later else Reason.GAP_RUNNING
    return Verdict(False, (reason,), len(run), max(opens, newest + timedelta(days=1)))


def _run(rounds: Sequence[Round], rule: StopRule) -> list[Round]:
    """The clean rounds at the end of the series, the earliest first."""
    run: list[Round] = []
    for one in reversed(rounds):
        if not one.clean(rule.coverage):
            break
        run.insert(0, one)
    return run


def _faults(one: Round, rule: StopRule) -> tuple[Reason, ...]:
    faults = {
        Reason.RUNNING: not one.ended,
        Reason.COMMUNITY_CASE: one.cases > 0,
        Reason.OPEN_POOLS: one.open_pools > 0,
        Reason.NOT_EVERYBODY: one.coverage < rule.coverage,
    }
    return tuple(reason for reason, holds in faults.items() if holds)
