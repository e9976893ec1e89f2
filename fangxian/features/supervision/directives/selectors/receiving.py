"""Who has a directive, by name: those of an area, narrowed to who is late, silent or of a level."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.charges import selectors as charges
from fangxian.features.items.models import Item
from fangxian.features.supervision.directives import access, rules
from fangxian.features.supervision.directives.selectors import climbing, counting
from fangxian.features.supervision.models import Directive, Receipt
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import Text

PER_PAGE = 50
LATE, CLIMBED = "late", "climbed"
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
    LATE: pgettext_lazy("directive", "Late"),
    CLIMBED: _("Late and climbed"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which receivers: inside `area`, of `level` ('' any), who lack a step, are late or have climbed."""

    area: str
    lacking: str = ""
    level: str = ""


@dataclass(frozen=True, slots=True)
class Receiver:
    """
    A lead or a person who has it, with how far they are; `item` is a lead's, where it is open and in sight.

    `climbed` names the area whose lead it stands before by now; `late` whether it is over its time.
    """

    receipt: Receipt
    place: str
    level: Text
    name: str
    step: Text
    item: Item | None
    late: bool
    climbed: str


def step_of(receipt: Receipt) -> str:
    """The furthest step of a receipt; '' before any."""
    return next((step for step in reversed(rules.STEPS) if getattr(receipt, f"{step}_at")), "")


def of_area(actor: Actor, directive: Directive, wanted: Wanted, now: datetime) -> QuerySet[Receipt]:
    """Receipts of a directive and of what was issued onward from it, by area."""
    found = access.receipts(actor).filter(counting.of_cascade(directive), within(wanted.area))
    if wanted.level:
        found = found.filter(level=wanted.level)
    if wanted.lacking in rules.STEPS:
        found = found.filter(**{f"{wanted.lacking}_at": None})
    elif wanted.lacking == LATE:
        found = climbing.late(found, now)
    elif wanted.lacking == CLIMBED:
        found = climbing.risen(found)
    return found.select_related("directive").order_by("area", "pk")


def page(
    actor: Actor, directive: Directive, wanted: Wanted, now: datetime, number: object = 1
) -> Page[Receiver]:
    """A page of receivers."""
    found = of_area(actor, directive, wanted, now)
    pages = Paginator(found, PER_PAGE)
    if wanted.lacking not in (LATE, CLIMBED):
        # Known from the tallies; counting receipts would read them all.
        pages.count = _known(directive, wanted)
    listed = pages.get_page(number)  # type: ignore[arg-type]
    listed.object_list = in_words(actor, list(listed.object_list), now)  # type: ignore[assignment]
    return listed  # type: ignore[return-value]


def _known(directive: Directive, wanted: Wanted) -> int:
    levels = counting.by_level(directive, wanted.area)
    steps = [one for level, one in levels.items() if wanted.level in ("", level)]
    lacks = wanted.lacking in rules.STEPS
    return sum(one.addressed - (getattr(one, wanted.lacking) if lacks else 0) for one in steps)


def in_words(actor: Actor, found: list[Receipt], now: datetime) -> list[Receiver]:
    """Receipts with names of places and people."""
    items = climbing.of_receipts(found)
    names = climbing.places({one.area for one in found} | {item.called_area for item in items.values()})
    leads = charges.who_answers(actor, {one.area for one in found}, now)
    people = {area: lead.name for area, lead in leads.items()}
    return [_receiver(one, items.get(one.item), names, people.get(one.area, ""), now) for one in found]


def _receiver(one: Receipt, item: Item | None, names: dict[str, str], lead: str, now: datetime) -> Receiver:
    waits = one.reported_at is None and one.ended_at is None
    due = item.due_at if item else one.directive.deadline_at
    called = item.called_area if item and waits else ""
    return Receiver(
        one,
        names.get(one.area, one.area),
        counting.word(one.level),
        one.name if one.responder_id else lead,
        WORDS[step_of(one)],
        item,
        waits and due is not None and due <= now,
        names.get(called, str(climbing.ABOVE)) if called else "",
    )
