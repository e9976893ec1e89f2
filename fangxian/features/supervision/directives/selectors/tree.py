"""Who has a directive: counts by level and by area, names where one looks closer."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Max
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.charges import rules as chains
from fangxian.features.charges import selectors as charges
from fangxian.features.supervision.directives import access, rules
from fangxian.features.supervision.directives.selectors import counting
from fangxian.features.supervision.directives.selectors.counting import Steps
from fangxian.features.supervision.models import Directive, Receipt
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within
from fangxian.kernel.errors import NotFound, Text

PER_PAGE = 50
WORDS: dict[str, Text] = {
    "": _("Not received yet"),
    "received": _("Received"),
    "read": pgettext_lazy("directive", "Read"),
    "acknowledged": _("Acknowledged"),
    "acted": _("Being acted on"),
    "reported": _("Reported back"),
}
LACKING: dict[str, Text] = {
    "": _("Everybody"),
    "received": _("Not received"),
    "read": _("Not read"),
    "acknowledged": _("Not acknowledged"),
    "acted": _("Not begun"),
    "reported": _("Not reported back"),
}


@dataclass(frozen=True, slots=True)
class Branch:
    """One area below, with how far all inside it are, and how far its own lead is ('' without one)."""

    area: Area
    steps: Steps
    lead: str
    step: Text
    is_silent: bool


@dataclass(frozen=True, slots=True)
class Tree:
    """
    Who has a directive inside an area: `way` leads from the top to it, `took` is how long it was until the
    last of them acknowledged, '' while somebody has not.
    """

    area: Area
    way: list[Area]
    total: Steps
    levels: list[tuple[Text, Steps]]
    branches: list[Branch]
    took: str


@dataclass(frozen=True, slots=True)
class Receiver:
    """A lead or a person who has it, with how far they are."""

    receipt: Receipt
    place: str
    name: str
    step: Text


def top(actor: Actor, directive: Directive) -> str:
    """The widest area of a directive's tree that the actor sees."""
    return directive.area if inside(directive.area, actor.area) else actor.area


def tree(actor: Actor, directive: Directive, area: str = "") -> Tree:
    """
    Who has a directive inside an area of its tree.

    Raises:
        NotFound: the area is not part of it, or out of sight.
    """
    code, first = area or top(actor, directive), top(actor, directive)
    way = list(Area.objects.filter(within(first, "code"), code__in=chains.prefixes(code)).order_by("code"))
    if not way or way[-1].code != code or not inside(code, first):
        raise NotFound
    total = counting.total(directive, code)
    return Tree(
        area=way[-1],
        way=way,
        total=total,
        levels=counting.by_level(directive, code),
        branches=_branches(actor, directive, code),
        took=_took(directive, code) if total.addressed and not total.silent else "",
    )


def step_of(receipt: Receipt) -> str:
    """The furthest step of a receipt; '' before any."""
    return next((step for step in reversed(rules.STEPS) if getattr(receipt, f"{step}_at")), "")


def receivers(
    actor: Actor, directive: Directive, area: str, lacking: str = "", number: object = 1
) -> Page[Receiver]:
    """A page of those inside an area, or of those of them who have not taken the step `lacking`."""
    found = access.receipts(actor).filter(counting.of_cascade(directive), within(area))
    total = counting.total(directive, area)
    count = total.addressed
    if lacking in rules.STEPS:
        found = found.filter(**{f"{lacking}_at": None})
        count -= getattr(total, lacking)
    pages = Paginator(found.order_by("area", "pk"), PER_PAGE)
    pages.count = count  # known from the tallies; counting receipts would read them all
    listed = pages.get_page(number)  # type: ignore[arg-type]
    listed.object_list = _receivers(actor, list(listed.object_list))  # type: ignore[assignment]
    return listed  # type: ignore[return-value]


def _receivers(actor: Actor, found: list[Receipt]) -> list[Receiver]:
    areas = {one.area for one in found}
    names = dict(Area.objects.filter(code__in=areas).values_list("code", "name"))
    leads = charges.answers_for(actor, areas)
    return [
        Receiver(
            one,
            names.get(one.area, one.area),
            one.name if one.responder_id else getattr(leads.get(one.area), "holder_name", ""),
            WORDS[step_of(one)],
        )
        for one in found
    ]


def _branches(actor: Actor, directive: Directive, code: str) -> list[Branch]:
    below = list(Area.objects.filter(parent=code, valid_until__isnull=True).order_by("code"))
    codes = [area.code for area in below]
    steps = counting.by_area(directive, codes) if codes else {}
    own = Receipt.objects.filter(counting.of_cascade(directive), area__in=codes, responder__isnull=True)
    # Where a lead has several of one cascade, the one they are least far with speaks.
    furthest: dict[str, str] = {}
    for receipt in own.order_by("pk"):
        step = step_of(receipt)
        furthest[receipt.area] = min(furthest.get(receipt.area, step), step, key=list(WORDS).index)
    leads = charges.answers_for(actor, codes)
    return [
        Branch(
            area,
            steps[area.code],
            getattr(leads.get(area.code), "holder_name", ""),
            WORDS[furthest[area.code]] if area.code in furthest else "",
            furthest.get(area.code, "reported") in ("", "received", "read"),
        )
        for area in below
        if steps[area.code].addressed
    ]


def _took(directive: Directive, area: str) -> str:
    last = Receipt.objects.filter(counting.of_cascade(directive), within(area)).aggregate(
        at=Max("acknowledged_at")
    )["at"]
    return timesince(directive.made_at, last) if last else ""
