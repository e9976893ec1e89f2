"""Who has a directive: counts by level and by area, how long that took, how far what is late has climbed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fangxian.features.charges import rules as chains
from fangxian.features.charges import selectors as charges
from fangxian.features.items.models import Item
from fangxian.features.supervision.directives.flow import KIND, REPORTED
from fangxian.features.supervision.directives.selectors import climbing, counting, timing
from fangxian.features.supervision.directives.selectors.climbing import Climbed
from fangxian.features.supervision.directives.selectors.counting import Steps
from fangxian.features.supervision.directives.selectors.receiving import WORDS, step_of
from fangxian.features.supervision.directives.selectors.timing import Taken
from fangxian.features.supervision.models import Directive, Receipt
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside, within
from fangxian.kernel.errors import NotFound, Text


@dataclass(frozen=True, slots=True)
class Layer:
    """How far those of one level are; `taken` once all of them have acknowledged."""

    label: Text
    steps: Steps
    taken: Taken | None


@dataclass(frozen=True, slots=True)
class Branch:
    """
    One area below, with how far all inside it are, and how far its own lead is ('' without one).

    `climbed` is the area whose lead what is late there stands before by now, '' where nothing has climbed.
    """

    area: Area
    steps: Steps
    lead: str
    step: Text
    is_silent: bool
    climbed: str


@dataclass(frozen=True, slots=True)
class Tree:
    """Who has a directive inside an area: `way` leads from the top to it, `taken` is the way to the last."""

    area: Area
    way: list[Area]
    total: Steps
    levels: list[Layer]
    branches: list[Branch]
    taken: Taken | None
    climbed: list[Climbed]


def top(actor: Actor, directive: Directive) -> str:
    """The widest area of a directive's tree that the actor sees."""
    return directive.area if inside(directive.area, actor.area) else actor.area


def find_area(actor: Actor, directive: Directive, area: str = "") -> list[Area]:
    """
    The way from the top of a directive's tree to an area of it.

    Raises:
        NotFound: the area is not part of it, or out of sight.
    """
    code, first = area or top(actor, directive), top(actor, directive)
    way = list(Area.objects.filter(within(first, "code"), code__in=chains.prefixes(code)).order_by("code"))
    if not way or way[-1].code != code or not inside(code, first):
        raise NotFound
    return way


def tree(actor: Actor, directive: Directive, now: datetime, area: str = "") -> Tree:
    """
    Who has a directive inside an area of its tree.

    Raises:
        NotFound: the area is not part of it, or out of sight.
    """
    way = find_area(actor, directive, area)
    code = way[-1].code
    total = counting.total(directive, code)
    return Tree(
        area=way[-1],
        way=way,
        total=total,
        levels=_layers(directive, code),
        branches=_branches(actor, directive, code, now),
        taken=timing.full_receipt(directive, code, total, now),
        climbed=climbing.climbed(directive, code) if total.addressed else [],
    )


def to_close(actor: Actor, directive: Directive) -> int:
    """How many reports of its leads wait for somebody else to close them."""
    if not actor.may(Can.DIRECTIVE_ISSUE, directive.area):
        return 0
    reported = Item.objects.filter(subject=directive.code, kind=KIND, state=REPORTED)
    return reported.exclude(moved_by=actor.person).count()


def _layers(directive: Directive, code: str) -> list[Layer]:
    steps = counting.by_level(directive, code)
    taken = timing.by_level(directive, code) if any(not one.silent for one in steps.values()) else {}
    return [Layer(counting.word(level), found, taken.get(level)) for level, found in steps.items()]


def _branches(actor: Actor, directive: Directive, code: str, now: datetime) -> list[Branch]:
    below = list(Area.objects.filter(parent=code, valid_until__isnull=True).order_by("code"))
    codes = [area.code for area in below]
    steps = counting.by_area(directive, codes) if codes else {}
    furthest = _furthest(directive, codes)
    leads = charges.who_answers(actor, codes, now)
    risen = _risen(directive, code)
    return [
        Branch(
            area,
            steps[area.code],
            leads[area.code].name if area.code in leads else "",
            WORDS[furthest[area.code]] if area.code in furthest else "",
            furthest.get(area.code, "reported") in ("", "received", "read"),
            risen.get(area.code, ""),
        )
        for area in below
        if steps[area.code].addressed
    ]


def _furthest(directive: Directive, codes: Iterable[str]) -> dict[str, str]:
    """How far the lead of each area is: with several of a cascade, the one they are least far with counts."""
    own = Receipt.objects.filter(
        counting.of_cascade(directive), area__in=list(codes), responder__isnull=True, ended_at__isnull=True
    )
    furthest: dict[str, str] = {}
    for receipt in own.order_by("pk"):
        step = step_of(receipt)
        furthest[receipt.area] = min(furthest.get(receipt.area, step), step, key=list(WORDS).index)
    return furthest


def _risen(directive: Directive, code: str) -> dict[str, str]:
    """Each area directly inside another with where its lead's own late one stands by now."""
    here = climbing.of_leads(directive, code)
    names = climbing.places(here.values())
    return {area: names.get(called, str(climbing.ABOVE)) for area, called in here.items()}
