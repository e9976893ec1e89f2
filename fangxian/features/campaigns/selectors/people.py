"""Who could take work over: those who lead or work there first, then anybody in sight by name or code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns import access
from fangxian.features.campaigns.models import Campaign, Handover
from fangxian.features.charges import selectors as charges
from fangxian.features.roster import access as roster
from fangxian.features.roster import selectors as responders
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Role

SUGGESTED = 8
FOUND = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could take the work, and why they are named; `why` is '' for one found by name."""

    code: str
    name: str
    unit: str
    why: Promise | str
    place: str


def suggested(actor: Actor, areas: Sequence[str]) -> list[Candidate]:
    """Who leads the areas of some targets or those around them, then who stands or lives there."""
    common = _common(areas)
    few = set(areas) if len(set(areas)) <= SUGGESTED else set()
    around = few | {common[:length] for length in range(1, len(common) + 1)}
    names = dict(Area.objects.filter(code__in=around).values_list("code", "name"))
    found: dict[str, Candidate] = {}
    leading = charges.leads(actor).filter(area__in=around, holder__isnull=False).select_related("holder")
    for charge in sorted(leading, key=lambda charge: (-len(charge.area), charge.area)):
        _add(found, charge.holder, Role(charge.role).label, names.get(charge.area, charge.area))
    # What the codes share need not be an area: two grids of a village share more than the village's code.
    home = max((code for code in names if common.startswith(code)), key=len, default="")
    near = roster.visible(actor).order_by("name", "code")
    for why, people in (
        (_("stands there"), near.filter(posted_area__in=few | {home})),
        (_("lives there"), near.filter(home_area=home)),
    ):
        for person in people[: SUGGESTED - len(found)] if home else ():
            _add(found, person, why, names.get(person.posted_area, names.get(home, "")))
    return list(found.values())[:SUGGESTED]


def named(actor: Actor, text: str) -> list[Candidate]:
    """Responders in sight whose name or code starts with a text, at most a dozen."""
    text = text.strip()
    if not text:
        return []
    found = responders.responders(actor, responders.Search(text=text, on=timezone.localdate()))
    return [_told(one) for one in responders.in_order(found, "name")[:FOUND]]


def one(actor: Actor, code: str) -> Candidate:
    """
    One responder in sight.

    Raises:
        NotFound: no such responder, or out of sight.
    """
    return _told(roster.get(actor, code))


def _told(person: Responder, why: Promise | str = "", place: str = "") -> Candidate:
    return Candidate(person.code, person.name, person.unit_name, why, place)


def _add(found: dict[str, Candidate], person: Responder | None, why: Promise | str, place: str) -> None:
    if person is not None and person.code not in found:
        found[person.code] = _told(person, why, place)


def _common(areas: Iterable[str]) -> str:
    """The longest code that all the areas share."""
    listed = sorted(set(areas))
    if not listed:
        return ""
    first, last = listed[0], listed[-1]
    length = next(
        (n for n, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last))
    )
    return first[:length]


def handovers(actor: Actor, campaign: Campaign) -> list[Handover]:
    """The last hand-overs of a campaign that were made in the actor's area, newest first."""
    rows = access.handovers(actor).filter(campaign=campaign.code).defer("before")
    return list(rows.order_by("-made_at")[:SUGGESTED])
