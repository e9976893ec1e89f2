"""What a phone holds beside doors: what its holder has to do and where they inspect, sent when it changed."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any

import msgspec

from fangxian.features.items.selectors import phones as items
from fangxian.features.sampling.selectors import tables
from fangxian.features.sampling.services import tell_people
from fangxian.features.supervision.directives.flow import DIRECTIVE
from fangxian.features.supervision.directives.selectors import phones as directives
from fangxian.features.supervision.inspections.selectors import phones as inspections
from fangxian.kernel.authority import Actor

Row = dict[str, Any]

PARTS = ("flows", "items", "places")
SIZE = 8 * len(PARTS)
"""Characters of their digests; behind them stands the digest of the rounds, where a charge is told of any."""


def held(actor: Actor, at: datetime) -> Row:
    """Flows, items and places, whole."""
    own = items.told_items(actor, at)
    forms = directives.forms(actor, [one["code"] for one in own if one["kind"] == DIRECTIVE.kind])
    listed = [one | {"form": forms.get(one["code"], [])} for one in own]
    listed += directives.in_person(actor)
    listed.sort(key=lambda one: (one["due_at"] is None, one["due_at"] or at, -one["severity"], one["code"]))
    listed = listed[: items.MOST]
    return {
        "flows": items.told_flows(one["kind"] for one in listed),
        "items": listed,
        "places": inspections.places(actor, at),
    }


def digests(whole: Row) -> str:
    """By what a cursor knows each part again: eight digits a part."""
    return "".join(hashlib.sha256(msgspec.json.encode(whole[name])).hexdigest()[:8] for name in PARTS)


def changed(whole: Row, before: str) -> Row:
    """Those parts that are not as they were when a cursor with those digests was written."""
    now = digests(whole)
    spans = {name: slice(8 * place, 8 * place + 8) for place, name in enumerate(PARTS)}
    return {name: whole[name] for name, span in spans.items() if now[span] != before[span]}


def rounds(actor: Actor, at: datetime, before: str | None) -> tuple[str, Row]:
    """
    The digest of the sampling rounds, and they themselves if a cursor with the digests `before` was written
    of others; two empty ones for who is told of none.
    """
    if not tables.may_hold(actor):
        return "", {}
    told = tables.rounds(actor)
    now = tables.digest(actor, told, at)
    if before is not None and before[SIZE:] == now:
        return now, {}
    return now, {"rounds": tell_people(actor=actor, told=told, at=at)}
