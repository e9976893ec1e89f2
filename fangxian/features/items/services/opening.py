"""Opening items, one or many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items import rules
from fangxian.features.items.events import Event
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.refusals import AreaUnknown, DeadlinePast
from fangxian.features.items.registry import flows
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code
from fangxian.kernel.trail import services as trail

OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An item to be: for the lead of `area`, or for `holder` in person."""

    area: str
    title: str
    text: str = ""
    subject: str = ""
    parent: str = ""
    severity: int = 1
    deadline_at: datetime | None = None
    holder: Responder | None = None
    state: str = ""


@transaction.atomic
def open_item(
    *,
    actor: Actor,
    kind: str,
    wanted: Wanted,
    at: datetime | None = None,
    can: Can = Can.ITEM_OPEN,
) -> Item:
    """
    Open one item; `can` is what the actor must be allowed to, for a kind that has its own capability.

    Raises:
        NotAllowed: the actor opens no items for that area.
        AreaUnknown: there is no such area in sight.
        DeadlinePast: the deadline lies before now.
    """
    return open_items(actor=actor, kind=kind, wanted=[wanted], at=at, can=can)[0]


@transaction.atomic
def open_items(
    *,
    actor: Actor,
    kind: str,
    wanted: Sequence[Wanted],
    at: datetime | None = None,
    can: Can = Can.ITEM_OPEN,
) -> list[Item]:
    """
    Open items of one kind, in few statements and with one line in the trail an area of the actor.

    Raises:
        NotAllowed, AreaUnknown, DeadlinePast: as `open_item`, for any of them; then none is opened.
    """
    at = at or timezone.now()
    areas = {one.area for one in wanted}
    known = set(Area.objects.filter(code__in=areas, valid_until__isnull=True).values_list("code", flat=True))
    for one in wanted:
        if one.area not in known:
            raise AreaUnknown(area=one.area, field="area")
        actor.require(can, one.area)
        if one.deadline_at is not None and one.deadline_at <= at:
            raise DeadlinePast(field="deadline_at")
    items = Item.objects.bulk_create([_item(actor, kind, one, at) for one in wanted], batch_size=1_000)
    ItemLine.objects.bulk_create([line(item, actor, OPENED, at=at) for item in items], batch_size=1_000)
    if items:
        subject = items[0].code if len(items) == 1 else str(len(items))
        trail.record(
            actor=actor,
            kind=Event.OPENED,
            area=actor.area,
            subject=subject,
            at=at,
            item=kind,
            count=len(items),
        )
    return items


def _item(actor: Actor, kind: str, wanted: Wanted, at: datetime) -> Item:
    flow = flows()[kind]
    state = wanted.state or flow.first
    due_at = rules.due(flow, state, at, wanted.deadline_at)
    return Item(
        code=new_code(kind),
        kind=kind,
        incident=actor.incident,
        area=wanted.area,
        made_area=actor.area,
        parent=wanted.parent,
        subject=wanted.subject,
        title=wanted.title,
        text=wanted.text,
        severity=wanted.severity,
        state=state,
        state_since=at,
        holder=wanted.holder,
        holder_name=wanted.holder.name if wanted.holder else "",
        held_since=at,
        made_by=actor.person,
        made_by_name=actor.name,
        made_at=at,
        deadline_at=wanted.deadline_at,
        due_at=due_at,
        call_at=rules.next_call(flow, due_at, 0),
    )


def line(item: Item, actor: Actor, move: str, *, at: datetime, text: str = "", to: str = "") -> ItemLine:
    """A line of an item, not saved yet; `source` and `target` are the item's state."""
    return ItemLine(
        item_id=item.code,
        area=item.area,
        made_area=item.made_area,
        at=at,
        person=actor.person,
        person_name=actor.name,
        move=move,
        source=item.state,
        target=item.state,
        text=text,
        to=to,
    )
