"""Lists of hand-overs: those that wait for somebody's answer, those of an area."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.db.models import Case, Q, When

from fangxian.features.items import rules as items
from fangxian.features.items.models import Item
from fangxian.features.relief.handovers import access, flow
from fangxian.features.relief.models import ChargeHandover
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import Text

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Listed:
    """A hand-over as lists show it: when an answer is due, and whether its page opens to the reader."""

    handover: ChargeHandover
    state: Text
    due_at: datetime | None
    urgency: str
    opens: bool


def page(actor: Actor, now: datetime, *, area: str = "", number: object = 1) -> Page[Listed]:
    """Those in sight (of one area only, where it is named): the open ones first, then the latest."""
    found = access.visible(actor).filter(Q(area=area) if area else Q())
    waiting = Item.objects.filter(kind=flow.KIND, ended_at__isnull=True).values("code")
    first = Case(When(code__in=waiting, then=0), default=1)
    listed = Paginator(found.order_by(first, "-made_at", "code"), PER_PAGE).get_page(number)  # type: ignore[arg-type]
    listed.object_list = rows(listed.object_list, now)  # type: ignore[assignment]
    return listed  # type: ignore[return-value]


def rows(handovers: Iterable[ChargeHandover], now: datetime) -> list[Listed]:
    """Hand-overs in words, also those whose item is out of sight of a former holder."""
    listed = list(handovers)
    found = Item.objects.filter(code__in=[one.code for one in listed])
    items_of = {item.code: item for item in found}
    return [_row(one, items_of.get(one.code), now) for one in listed]


def _row(handover: ChargeHandover, item: Item | None, now: datetime) -> Listed:
    if item is None:
        told = flow.HANDOVER.states[flow.DONE if handover.became else flow.ASKED]
        return Listed(handover, told, None, "", opens=False)
    state = flow.HANDOVER.states[item.state]
    return Listed(handover, state, item.due_at, items.urgency(item.due_at, now), opens=True)
