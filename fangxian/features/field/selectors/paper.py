"""The door list of a grid on paper: its lines, what was entered of them, and which lists there are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from fangxian.features.campaigns import access as campaigns
from fangxian.features.campaigns.models import Campaign, CampaignState, Coverage, Outcome, Target
from fangxian.features.field import lines
from fangxian.features.field.models import Report
from fangxian.features.field.wording import word
from fangxian.features.territory.models import Area, Household
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound

KEYS = {
    "1": "met",
    "2": "phone_done",
    "3": "not_home",
    "4": "refused",
    "5": "needs_service",
    "6": "moved",
    "7": "wrong_address",
}
"""The one key an outcome is entered by; printed on the sheet."""


@dataclass(frozen=True, slots=True)
class Door:
    """One line of a sheet: its code, where it is, the outcome entered for the visit and how many times."""

    code: str
    target: Target
    address: str
    members: int
    entered: str = ""
    entries: int = 0

    @property
    def entered_word(self) -> str:
        """The outcome entered, in words."""
        return word_of(self.entered)


@dataclass(frozen=True, slots=True)
class Sheet:
    """The doors of a campaign in one area, in the order of their addresses."""

    campaign: Campaign
    area: Area
    doors: list[Door]

    @property
    def entered(self) -> int:
        """How many lines have been entered."""
        return sum(door.entries > 0 for door in self.doors)


@dataclass(frozen=True, slots=True)
class Listed:
    """A grid in a campaign, and how much of it is still to do."""

    campaign: Campaign
    area: str
    area_name: str
    targets: int
    reached: int


def lists(actor: Actor, campaign: str = "") -> list[Listed]:
    """The grids of running campaigns in the actor's area, by campaign and area."""
    running = campaigns.visible(actor).filter(state=CampaignState.OPEN).order_by("-made_at")
    told = {one.code: one for one in (running.filter(code=campaign) if campaign else running)}
    rows = Coverage.objects.filter(within(actor.area), campaign__in=told).order_by("campaign", "area")[:2_000]
    names = dict(Area.objects.filter(code__in={one.area for one in rows}).values_list("code", "name"))
    return [
        Listed(told[one.campaign], one.area, names.get(one.area, one.area), one.targets, one.reached)
        for one in rows
    ]


def sheet(actor: Actor, campaign: str, area: str, on: date | None = None, visit: int = 1) -> Sheet:
    """
    The sheet of an area in a campaign, with what was entered of a visit on a day.

    Raises:
        NotFound: no such campaign or area in sight, or nobody to reach there.
    """
    found = campaigns.get(actor, campaign)
    place = Area.objects.filter(code=area).first()
    targets = list(Target.objects.filter(area=area, campaign=campaign)) if place else []
    if place is None or not actor.covers(area) or not targets:
        raise NotFound
    homes = Household.objects.filter(incident=actor.incident, code__in={one.household for one in targets})
    told = {one.code: one for one in homes}
    codes = lines.line_codes([one.code for one in targets])
    entered = _entered(campaign, area, targets, on, visit) if on else {}
    doors = [_door(one, told.get(one.household), codes[one.code], entered.get(one.code)) for one in targets]
    return Sheet(found, place, sorted(doors, key=lambda door: (_natural(door.address), door.target.code)))


def _door(target: Target, home: Household | None, code: str, entered: tuple[str, int] | None) -> Door:
    outcome, times = entered or ("", 0)
    return Door(code, target, home.address if home else "", home.members if home else 0, outcome, times)


def _entered(
    campaign: str, area: str, targets: list[Target], on: date, visit: int
) -> dict[str, tuple[str, int]]:
    """Target → the outcome that was entered last for this visit, and how many reports it took."""
    ids = {
        lines.line_id(campaign, one.code, on, visit, correction): (one.code, correction)
        for one in targets
        for correction in range(lines.CORRECTIONS)
    }
    # The day's ids share their time, so these bounds name the partition.
    rows = Report.objects.filter(area=area, id__gte=min(ids), id__lte=max(ids), id__in=list(ids))
    found: dict[str, tuple[int, str, int]] = {}
    for report, body in rows.values_list("id", "body"):
        target, correction = ids[report]
        outcome = str(_body(body).get("outcome", ""))
        last, said, times = found.get(target, (-1, "", 0))
        said = outcome if correction > last else said
        found[target] = (max(last, correction), said, times + 1)
    return {target: (said, times) for target, (_last, said, times) in found.items()}


def _body(text: str) -> dict[str, Any]:
    return dict(json.loads(text))


def _natural(text: str) -> list[tuple[int, int, str]]:
    """Sorts house 2 before house 10."""
    parts: list[tuple[int, int, str]] = []
    number = ""
    for sign in text + "\0":
        if sign.isdigit() and sign.isascii():
            number += sign
            continue
        if number:
            parts.append((0, int(number), ""))
            number = ""
        parts.append((1, 0, sign))
    return parts


def is_outcome(outcome: str) -> bool:
    """Whether a visit can come to this."""
    return outcome in Outcome.values


def word_of(outcome: str) -> str:
    """An outcome in words."""
    return word(f"visit.outcome.{outcome}") if is_outcome(outcome) else outcome
