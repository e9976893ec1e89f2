"""Items as a phone holds them (`contracts/field-api.md`): flows, and what waits for its holder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from fangxian.features.charges import selectors as charges
from fangxian.features.items import access
from fangxian.features.items.flows import By, Flow
from fangxian.features.items.models import Evidence, Item, ItemLine
from fangxian.features.items.registry import flows
from fangxian.features.items.rules import Standing
from fangxian.features.items.selectors.lists import Row, mine, rows
from fangxian.features.items.selectors.look import told_line
from fangxian.kernel.authority import Actor, Can

Told = dict[str, Any]

MOST = 300
LINES = 5
"""Of an item's history, the latest."""


def told_items(actor: Actor, now: datetime) -> list[Told]:
    """What waits for the actor, and what others have done and waits for the actor to confirm it."""
    found = [*_urgent(mine(actor)), *_urgent(_to_confirm(actor))]
    listed = sorted({item.code: item for item in found}.values(), key=urgency)[:MOST]
    if not listed:
        return []
    leads, lines, kept = charges.is_lead(actor), _lines(listed), _kept(actor, listed)
    return [
        _told(row, access.standing(actor, row.item, leads=leads))
        | {"evidence": kept.get(row.item.code, 0), "lines": lines.get(row.item.code, [])}
        for row in rows(actor, listed, now)
    ]


def urgency(item: Item) -> tuple[bool, datetime, int, str]:
    """The most urgent first, as lists have it; what is never due comes last."""
    return item.due_at is None, item.due_at or item.made_at, -item.severity, item.code


def told_flows(kinds: Iterable[str]) -> Told:
    """The flows of some kinds of items."""
    return {kind: told_flow(flows()[kind]) for kind in sorted(set(kinds))}


def told_flow(flow: Flow) -> Told:
    """One kind of item, in the active language; a page and clocks of its own stay here."""
    moves = [
        {
            "code": move.code,
            "label": str(move.label),
            "source": list(move.source),
            "target": move.target,
            "by": [str(by) for by in move.by],
            "needs": [str(need) for need in move.needs],
        }
        for move in flow.moves
    ]
    states = {state: str(label) for state, label in flow.states.items()}
    ended = [state for state in flow.states if state in flow.ended]
    return {"name": str(flow.label), "states": states, "ended": ended, "moves": moves}


def _to_confirm(actor: Actor) -> Any:
    """Items the actor, or their charge, opened that stand where only somebody else may go on."""
    if not actor.may(Can.ITEM_OPEN):
        return Item.objects.none()
    done = Q(pk__in=[])
    for flow in flows().values():
        states = {state for move in flow.moves if By.OTHER in move.by for state in move.source}
        done |= Q(kind=flow.kind, state__in=states)
    opened = Q(made_by=actor.person) | Q(made_area=actor.area)
    found = access.visible(actor).filter(opened, done, ended_at__isnull=True)
    return found.exclude(moved_by=actor.person)


def _urgent(items: Any) -> list[Item]:
    return list(items.order_by(F("due_at").asc(nulls_last=True), "-severity", "code")[:MOST])


def _told(row: Row, stands: Standing) -> Told:
    item = row.item
    own = {By.HOLDER: stands.holds, By.MAKER: stands.made, By.ABOVE: stands.above}
    same = ("code", "kind", "title", "text", "area", "subject", "severity", "state", "state_since")
    made = ("made_by_name", "made_at", "deadline_at", "due_at")
    return {name: getattr(item, name) for name in (*same, *made)} | {
        "place": row.place,
        "holder_name": row.holder,
        "standing": [str(by) for by, is_so in own.items() if is_so],
        "moved_last": stands.moved_last,
        "form": [],
    }


def _lines(items: Sequence[Item]) -> dict[str, list[Told]]:
    """Of each item its latest lines, the latest last."""
    number = Window(RowNumber(), partition_by="item", order_by=["-at", "-pk"])
    latest = ItemLine.objects.filter(item__in=items).annotate(number=number).filter(number__lte=LINES)
    kinds, found = {item.code: item.kind for item in items}, dict[str, list[Told]]()
    for line in latest.order_by("item", "at", "pk"):
        told = told_line(flows()[kinds[line.item_id]], line)
        words = {"at": told.at, "person_name": told.who, "label": told.what, "text": told.text}
        found.setdefault(line.item_id, []).append(words)
    return found


def _kept(actor: Actor, items: Sequence[Item]) -> dict[str, int]:
    """Of each item how many pictures and files speak for a move of the actor's."""
    since = Evidence.objects.filter(access.proof(actor), item__in=items).order_by()
    return dict(since.values_list("item").annotate(n=Count("pk")))
