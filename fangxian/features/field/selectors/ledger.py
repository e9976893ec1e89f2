"""The contact ledger of a household: all that was said with it, across campaigns and departments."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from fangxian.features.campaigns.models import Campaign, Target
from fangxian.features.field.models import Device, Report
from fangxian.features.roster.models import Responder
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Area, Household
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound

MOST = 500
"""Lines of one household that a page shows."""
ASKING = ("visit", "contact")


@dataclass(frozen=True, slots=True)
class Line:
    """One report of a household; `question` is what was asked, `body` what else it says, by field."""

    id: UUID
    kind: str
    at: datetime
    who: str
    campaign: str
    question: str
    body: dict[str, Any]

    @property
    def not_before(self) -> datetime | None:
        """Before when the question is not to be asked again."""
        text = self.body.get("not_before")
        return datetime.fromisoformat(text) if isinstance(text, str) else None


@dataclass(frozen=True, slots=True)
class Question:
    """One question to a household: how often it was asked, last when, and before when not again."""

    words: str
    times: int
    latest: Line
    not_before: datetime | None


@dataclass(slots=True)
class Ledger:
    """A household with all that was said with it, the newest first."""

    household: Household
    area: Area | None
    lines: list[Line]
    targets: list[Target]
    questions: list[Question] = field(default_factory=list)

    @property
    def asked(self) -> int:
        """How many times somebody asked something of it."""
        return sum(line.kind in ASKING for line in self.lines)


def ledger(actor: Actor, code: str) -> Ledger:
    """
    The ledger of one household in sight.

    Raises:
        NotFound: no such household, or out of sight.
    """
    household = territory.get_household(actor, code)
    targets = list(Target.objects.filter(within(household.village), household=code).order_by("-campaign"))
    found = Ledger(
        household,
        Area.objects.filter(code=household.area).first(),
        _lines(actor, household, targets),
        targets,
    )
    found.questions = questions(found.lines)
    return found


def homes(actor: Actor, text: str) -> QuerySet[Household]:
    """Households in sight whose code or address starts so, by area."""
    named = Q(code__startswith=text) | Q(address__startswith=text)
    rows = Household.objects.filter(within(actor.area), incident=actor.incident)
    return rows.filter(named).order_by("area", "code") if text else rows.order_by("area", "code")


def told_homes(some: Iterable[Household]) -> list[tuple[Household, str]]:
    """Households with the names of their areas."""
    listed = list(some)
    names = dict(Area.objects.filter(code__in={one.area for one in listed}).values_list("code", "name"))
    return [(one, names.get(one.area, one.area)) for one in listed]


def questions(lines: list[Line]) -> list[Question]:
    """The questions that were asked, the latest first; case, spaces and marks do not make another one."""
    found: dict[str, list[Line]] = {}
    for line in lines:
        if line.kind in ASKING and line.question:
            found.setdefault(same(line.question), []).append(line)
    return [
        Question(
            asked[0].question,
            len(asked),
            asked[0],
            max((line.not_before for line in asked if line.not_before), default=None),
        )
        for asked in found.values()
    ]


def same(question: str) -> str:
    """
    What two writings of one question have in common.

    >>> same("Back from  Baise?") == same("back from baise")
    True
    """
    return "".join(sign for sign in question.casefold() if sign.isalnum())


def photo(actor: Actor, code: str, report: UUID) -> str:
    """
    The picture of a report of a household, in base64.

    Raises:
        NotFound: there is none in sight.
    """
    household = territory.get_household(actor, code)
    row = Report.objects.filter(within(household.village), id=report, kind="photo", subject=code).first()
    if row is None:
        raise NotFound
    return str(json.loads(row.body)["jpeg"])


def _lines(actor: Actor, household: Household, targets: list[Target]) -> list[Line]:
    # The index wants the areas by name; a household may have been in any grid of its village.
    areas = list(Area.objects.filter(within(household.village, "code")).values_list("code", flat=True))
    subjects = [household.code, *(one.code for one in targets)]
    rows = list(
        Report.objects.filter(area__in=areas, subject__in=subjects).order_by("-occurred_at", "-id")[:MOST]
    )
    names = _names({one.person for one in rows})
    told = {one.code: one for one in Campaign.objects.filter(code__in={one.campaign for one in targets})}
    campaign_of = {one.code: told.get(one.campaign) for one in targets}
    return [_line(one, names, campaign_of.get(one.subject)) for one in rows]


def _line(row: Report, names: dict[str, str], campaign: Campaign | None) -> Line:
    body = json.loads(row.body)
    if row.kind == "photo":
        body.pop("jpeg", None)
    question = body.get("question", "") if row.kind == "contact" else campaign.question if campaign else ""
    who = names.get(row.person, row.person)
    return Line(
        row.id, row.kind, row.occurred_at, who, campaign.name if campaign else "", str(question or ""), body
    )


def _names(people: set[str]) -> dict[str, str]:
    found = dict(Device.objects.filter(person__in=people).values_list("person", "person_name"))
    return found | dict(Responder.objects.filter(code__in=people).values_list("code", "name"))
