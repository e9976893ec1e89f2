"""One item with all its page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.models import Charge
from fangxian.features.items import access, rules
from fangxian.features.items.flows import By, Flow, Move
from fangxian.features.items.models import Evidence, Item, ItemLine
from fangxian.features.items.registry import flows
from fangxian.features.items.selectors.lists import Row, rows
from fangxian.kernel.authority import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an item's history, in words."""

    at: datetime
    who: str
    what: str
    text: str


@dataclass(frozen=True, slots=True)
class Look:
    """
    One item: `moves` are those the actor may make now, `chain` who answers from its area upward, `may_give`
    whether the actor may give it to somebody else, `parts` the items opened under it.
    """

    row: Row
    flow: Flow
    moves: list[Move]
    lines: list[Line]
    evidence: list[Evidence]
    chain: list[Charge]
    watched: bool
    may_give: bool
    parts: list[Row]


def look(actor: Actor, code: str, now: datetime) -> Look:
    """
    One item.

    Raises:
        NotFound: no such item, or out of sight.
    """
    item = access.get(actor, code)
    flow, standing = flows()[item.kind], access.standing(actor, item)
    parts = access.visible(actor).filter(parent=item.code).order_by("area", "code")[:200]
    return Look(
        row=rows(actor, [item], now)[0],
        flow=flow,
        moves=rules.allowed(flow, item.state, standing),
        lines=history(item),
        evidence=list(item.evidence.defer("content").order_by("at", "pk")),
        chain=charges.chain(actor, item.area),
        watched=item.watchers.filter(person=actor.person).exists(),
        may_give=item.ended_at is None
        and not flow.personal
        and (standing.may(By.HOLDER) or standing.may(By.ABOVE)),
        parts=rows(actor, parts, now),
    )


def history(item: Item) -> list[Line]:
    """What happened to an item, the latest first."""
    return [told_line(flows()[item.kind], one) for one in item.lines.order_by("-at", "-pk")]


def told_line(flow: Flow, line: ItemLine) -> Line:
    """One line of an item's history in words."""
    move = flow.find(line.move)
    said = str(move.label) if move else _said().get(line.move, line.move)
    named = f"{said} {line.to}".strip() if line.move in ("given", "climbed") else said
    return Line(line.at, line.person_name, named, line.text)


def _said() -> dict[str, str]:
    return {
        "opened": _("opened it"),
        "commented": _("wrote"),
        "given": _("gave it to"),
        "reminded": _("reminded its holder"),
        "recounted": _("counted anew"),
        "climbed": _("let it climb, as it was late, to"),
    }
