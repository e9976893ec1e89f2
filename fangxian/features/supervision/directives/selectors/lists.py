"""Lists of directives: to be acknowledged, to be done, issued here, all in sight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from fangxian.features.items.rules import urgency
from fangxian.features.supervision.directives import access
from fangxian.features.supervision.directives.selectors import counting
from fangxian.features.supervision.directives.selectors.counting import Steps
from fangxian.features.supervision.models import Directive, DirectiveState, Receipt
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Text

PER_PAGE = 25
MINE = ("new", "doing", "ended")
TABS: dict[str, Text] = {
    "new": _("To acknowledge"),
    "doing": _("To do and report"),
    "ended": _("Done"),
    "issued": _("Issued here"),
    "all": _("All in sight"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A directive as lists show it: `receipt` where it is one's own, `steps` where one sees who has it."""

    directive: Directive
    place: str
    state: Text
    urgency: str
    receipt: Receipt | None = None
    steps: Steps | None = None


def tabs(actor: Actor) -> dict[str, Text]:
    """The tabs that the actor has."""
    return {name: label for name, label in TABS.items() if name in MINE or actor.may(Can.DIRECTIVE_VIEW)}


def mine(actor: Actor, tab: str) -> QuerySet[Receipt]:
    """The actor's own receipts of a tab, the most urgent first."""
    found = access.own(actor).select_related("directive")
    if tab == "new":
        found = found.filter(acknowledged_at__isnull=True, ended_at__isnull=True)
    elif tab == "doing":
        found = found.filter(acknowledged_at__isnull=False, reported_at__isnull=True, ended_at__isnull=True)
    else:
        return (found.filter(reported_at__isnull=False) | found.filter(ended_at__isnull=False)).order_by(
            "-directive__made_at", "pk"
        )
    return found.order_by("directive__deadline_at", "pk")


def page(actor: Actor, tab: str, now: datetime, number: object = 1) -> Page[Row]:
    """A page of a tab."""
    if tab in MINE:
        receipts = Paginator(mine(actor, tab), PER_PAGE).get_page(number)  # type: ignore[arg-type]
        held = list(receipts.object_list)
        receipts.object_list = [_own(one, now) for one in held]  # type: ignore[misc]
        return receipts  # type: ignore[return-value]
    found = access.visible(actor)
    if tab == "issued":
        found = found.filter(area=actor.area)
    listed = Paginator(found.order_by("-made_at", "code"), PER_PAGE).get_page(number)  # type: ignore[arg-type]
    shown = list(listed.object_list)
    steps = counting.by_directive(actor, shown)
    listed.object_list = [_seen(one, steps, now) for one in shown]  # type: ignore[misc]
    return listed  # type: ignore[return-value]


def _own(receipt: Receipt, now: datetime) -> Row:
    late = "" if receipt.reported_at else urgency(receipt.directive.deadline_at, now)
    return _row(receipt.directive, late, receipt=receipt)


def _seen(directive: Directive, steps: dict[str, Steps], now: datetime) -> Row:
    found = steps.get(directive.code, Steps())
    late = urgency(directive.deadline_at, now) if found.reported < found.addressed else ""
    return _row(directive, late, steps=found)


def _row(
    directive: Directive,
    late: str,
    receipt: Receipt | None = None,
    steps: Steps | None = None,
) -> Row:
    runs = directive.state == DirectiveState.ISSUED
    return Row(
        directive,
        directive.place or directive.area,
        DirectiveState(directive.state).label,
        late if runs else "",
        receipt,
        steps,
    )
