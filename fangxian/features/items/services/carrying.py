"""What the features that own a kind decide about its items: a move of theirs, and items that change hands."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fangxian.features.items import rules
from fangxian.features.items.events import Event
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.refusals import MoveNotPossible
from fangxian.features.items.registry import flows
from fangxian.features.items.services.moving import GIVEN, go
from fangxian.features.items.services.opening import line
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.trail import services as trail


@transaction.atomic
def carry_out(*, actor: Actor, item: Item, move: str, at: datetime, text: str = "") -> Item:
    """
    Make a move with a locked item that its feature decided on; only where it leads from is asked.

    Raises:
        MoveNotPossible: it does not stand where this move leads from.
    """
    flow = flows()[item.kind]
    step = flow.find(move)
    if step is None or item.state not in step.source:
        raise MoveNotPossible
    told = line(item, actor, step.code, at=at, text=text.strip())
    told.target = step.target
    go(item, flow, step, actor, at)
    told.save(force_insert=True)
    trail.record(
        actor=actor,
        kind=Event.MOVED,
        area=item.area,
        subject=item.code,
        at=at,
        item=item.kind,
        code=item.code,
        source=told.source,
        target=told.target,
    )
    return item


@transaction.atomic
def pass_on(*, actor: Actor, area: str, giver: int, receiver: Responder, reason: str, at: datetime) -> int:
    """
    Give the open items that one person holds inside an area to another, with a line each; how many.

    `giver` is the key of their row, which may be out of sight. Items that are for a person alone stay. For
    features that hand over what somebody answers for.
    """
    personal = [flow.kind for flow in flows().values() if flow.personal]
    held = Item.objects.filter(within(area), incident=actor.incident, holder_id=giver, ended_at__isnull=True)
    items = list(held.exclude(kind__in=personal).order_by("code").select_for_update())
    for item in items:
        item.holder, item.holder_name, item.held_since = receiver, receiver.name, at
        item.calls, item.called_area = 0, ""
        item.call_at = rules.next_call(flows()[item.kind], item.due_at, 0)
    fields = ["holder", "holder_name", "held_since", "calls", "called_area", "call_at"]
    Item.objects.bulk_update(items, fields, batch_size=500)
    lines = [line(item, actor, GIVEN, at=at, text=reason, to=receiver.name) for item in items]
    ItemLine.objects.bulk_create(lines, batch_size=500)
    if items:
        trail.record(
            actor=actor,
            kind=Event.GIVEN,
            area=area,
            subject=items[0].code if len(items) == 1 else str(len(items)),
            at=at,
            item=items[0].kind,
            to=receiver.name,
            count=len(items),
        )
    return len(items)
