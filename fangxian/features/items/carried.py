"""What of items hangs on a charge: those that wait for whoever holds it, by kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse

from fangxian.features.charges.carried import Carried, Load, Thing
from fangxian.features.items.flows import Flow
from fangxian.features.items.kinds import TASK
from fangxian.features.items.models import Item
from fangxian.features.items.selectors import lists
from fangxian.features.items.vacancies import VACANCY
from fangxian.kernel.authority import Actor, Can


def of_flow(flow: Flow, *, needs: Can = Can.ITEM_VIEW, icon: str = "clipboard-list") -> Carried:
    """The open items of a flow that wait for whoever acts under a charge."""
    return Carried(
        code=flow.kind,
        label=flow.label,
        needs=needs,
        view="items:items",
        query=f"?tab=mine&kind={flow.kind}",
        count=lambda actor, now: _count(_waiting(flow, actor), now),
        things=_things(flow),
        icon=icon,
    )


def _waiting(flow: Flow, actor: Actor) -> QuerySet[Item]:
    return lists.mine(actor).filter(kind=flow.kind)


def _count(items: QuerySet[Item], now: datetime) -> Load:
    counted = items.aggregate(open=Count("pk"), late=Count("pk", filter=Q(due_at__lte=now)))
    return Load(counted["open"], counted["late"])


def _things(flow: Flow) -> Callable[[Actor, datetime, int], list[Thing]]:
    def things(actor: Actor, now: datetime, size: int) -> list[Thing]:
        rows = _waiting(flow, actor).order_by(F("due_at").asc(nulls_last=True), "code")[:size]
        view = flow.page or "items:item"
        return [Thing(one.title, one.area, reverse(view, args=[one.code]), one.due_at) for one in rows]

    return things


TASKS = of_flow(TASK)
VACANCIES = of_flow(VACANCY, icon="user-exclamation")
