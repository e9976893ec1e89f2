"""Ending the items of one subject at once: when what they are about is called off, or all is well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fangxian.features.items.events import Event
from fangxian.features.items.flows import Flow
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.registry import flows
from fangxian.features.items.services.opening import line
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@transaction.atomic
def end_items(
    *,
    actor: Actor,
    kind: str,
    subject: str,
    state: str,
    source: str = "",
    reason: str = "",
    at: datetime | None = None,
) -> int:
    """
    End every open item of a kind that is about `subject`, in the actor's sight, in few statements; how many.

    `state` is one of those in which such items end. With a `source`, only those in that state end, and of
    these only what somebody else moved there.

    Raises:
        NotAllowed: the actor withdraws no items.
        ValueError: nothing ends in that state.
    """
    actor.require(Can.ITEM_OPEN)
    at, flow = at or timezone.now(), flows()[kind]
    if state not in flow.ended:
        raise ValueError(f"{kind}: {state} is no end")
    waiting = Item.objects.filter(kind=kind, subject=subject, ended_at__isnull=True)
    if source:
        waiting = waiting.filter(state=source).exclude(moved_by=actor.person)
    return _end(actor, flow, waiting, state, subject, reason, at)


@transaction.atomic
def end_items_about(
    *,
    actor: Actor,
    kind: str,
    subjects: Sequence[str],
    state: str,
    reason: str = "",
    at: datetime | None = None,
) -> int:
    """
    End every open item of a kind that is about one of some subjects, as `end_items` does; how many.

    Raises:
        NotAllowed, ValueError: as `end_items`.
    """
    actor.require(Can.ITEM_OPEN)
    at, flow = at or timezone.now(), flows()[kind]
    if state not in flow.ended:
        raise ValueError(f"{kind}: {state} is no end")
    waiting = Item.objects.filter(kind=kind, subject__in=subjects, ended_at__isnull=True)
    subject = subjects[0] if len(subjects) == 1 else str(len(subjects))
    return _end(actor, flow, waiting, state, subject, reason, at)


def _end(
    actor: Actor,
    flow: Flow,
    waiting: QuerySet[Item],
    state: str,
    subject: str,
    reason: str,
    at: datetime,
) -> int:
    items = list(waiting.order_by("code").select_for_update())
    if not items:
        return 0
    move = next((step.code for step in flow.moves if step.target == state), state)
    lines = [line(item, actor, move, at=at, text=reason) for item in items]
    for told in lines:
        told.target = state
    ItemLine.objects.bulk_create(lines, batch_size=1_000)
    Item.objects.filter(code__in=[item.code for item in items]).update(
        state=state, state_since=at, moved_by=actor.person, due_at=None, call_at=None, ended_at=at
    )
    trail.record(
        actor=actor,
        kind=Event.ENDED,
        area=actor.area,
        subject=subject,
        at=at,
        item=flow.kind,
        count=len(items),
    )
    return len(items)
