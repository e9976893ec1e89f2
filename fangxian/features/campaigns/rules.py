"""What an outcome means, what comes next, and which report wins; pure."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from os.path import commonprefix

from fangxian.features.campaigns.models import Campaign, CampaignState, Outcome, Standing

STANDING: dict[str, Standing] = {
    "": Standing.TO_DO,
    Outcome.MET: Standing.REACHED,
    Outcome.PHONE_DONE: Standing.REACHED,
    Outcome.NEEDS_SERVICE: Standing.REACHED,
    Outcome.SAMPLED: Standing.REACHED,
    Outcome.NOT_HOME: Standing.NOT_HOME,
    Outcome.REFUSED: Standing.REFUSED,
    Outcome.MOVED: Standing.UNREACHABLE,
    Outcome.WRONG_ADDRESS: Standing.UNREACHABLE,
}
WEIGHTS = {"dialysis": 4, "pregnant": 3, "frail": 3, "disabled": 2, "infant": 2}
"""What a special need adds to a target's priority: who is harmed first by not being reached goes first."""

_NEXT = {
    Standing.TO_DO: "visit",
    Standing.REFUSED: "lead",
    Standing.UNREACHABLE: "register",
    Standing.REACHED: "none",
}


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next for a target, and before when nobody asks again (None: at any time)."""

    step: str
    not_before: datetime | None


def next_step(outcome: str, not_home: int, occurred_at: datetime | None, again_after_min: int) -> Step:
    """
    What comes next: nobody home → again after a while, then by phone, then through a neighbour; refused → the
    lead goes; needs service → the service; moved or wrong address → the register is put right.
    """
    if outcome == Outcome.NEEDS_SERVICE:
        return Step("service", None)
    if outcome != Outcome.NOT_HOME:
        return Step(_NEXT[STANDING[outcome]], None)
    again = occurred_at + timedelta(minutes=again_after_min) if occurred_at else None
    return Step("visit" if not_home <= 1 else "phone" if not_home == 2 else "neighbour", again)


@dataclass(slots=True)
class Told:
    """
    What some reports together say of one target.

    `asked` and `not_home` are how many of them there are; `area` is what the areas they name have in common.
    """

    id: str
    occurred_at: datetime
    outcome: str
    area: str = ""
    asked: int = 0
    not_home: int = 0


def latest(reports: Iterable[tuple[str, str, datetime, str, str]]) -> dict[str, Told]:
    """
    Reports, each once, as (target, id, occurred_at, outcome, area): one row a target, in order of targets.

    The last by (`occurred_at`, `id`) wins; ids are lower-case texts of one length, compared as such.
    """
    found: dict[str, Told] = {}
    for target, report, occurred_at, outcome, area in reports:
        told = found.get(target)
        if told is None:
            told = found[target] = Told(report, occurred_at, outcome, area)
        elif (occurred_at, report) > (told.occurred_at, told.id):
            told.id, told.occurred_at, told.outcome = report, occurred_at, outcome
        if told.area != area:
            told.area = commonprefix([told.area, area])  # noqa: RUF071 codes, not paths
        told.asked += 1
        told.not_home += outcome == Outcome.NOT_HOME
    return dict(sorted(found.items()))


SILENCE = timedelta(minutes=2)
"""After so long without a sign of life the job that prepares a campaign is taken for dead."""
DOORS_A_DAY = 178
TEAM = 2
"""One team of two was seen to do 178 households a day. Source: the rule packs, `door_knock`."""


def is_busy(campaign: Campaign, now: datetime) -> bool:
    """Whether a worker lays out its targets, as far as can be told."""
    if campaign.state == CampaignState.CLOSED or campaign.error or campaign.share >= 1:
        return False
    return campaign.heard_at is not None and now - campaign.heard_at < SILENCE


@dataclass(frozen=True, slots=True)
class Effort:
    """What reaching some targets takes: days of one team, days of people, teams to be done in the window."""

    team_days: float
    person_days: int
    teams: int


def effort(targets: int, days: float) -> Effort:
    """
    What so many targets take within a window of `days`.

    >>> effort(712, 2)
    Effort(team_days=4.0, person_days=8, teams=2)
    """
    team_days = targets / DOORS_A_DAY
    return Effort(round(team_days, 1), math.ceil(team_days * TEAM), math.ceil(team_days / max(days, 1)))
