"""One secondment with all its page needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangxian.features.items import rules as items
from fangxian.features.items.access import standing
from fangxian.features.items.flows import Move
from fangxian.features.items.models import Item
from fangxian.features.items.selectors.look import Line, history
from fangxian.features.relief.models import Seconded, Secondment
from fangxian.features.relief.secondments import access, flow
from fangxian.features.relief.secondments.selectors.choosing import Left, left_behind
from fangxian.features.relief.secondments.selectors.lists import state_of
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Person:
    """One person of it; `code` is '' where their row is out of sight, `leads` what is left to a deputy."""

    row: Seconded
    state: Text
    code: str
    leads: list[Left]


@dataclass(frozen=True, slots=True)
class Look:
    """One secondment; `moves` are those the actor may make now, `lines` nothing on the receiving
    side; `for_giving`: who ordered it also confirms it, as nobody else answers for the giving area."""

    secondment: Secondment
    state: Text
    people: list[Person]
    moves: list[Move]
    for_giving: bool
    lines: list[Line]
    may_call_back: bool
    due_at: datetime | None
    urgency: str


def look(actor: Actor, code: str, now: datetime) -> Look:
    """
    One secondment.

    Raises:
        NotFound: no such secondment, or out of sight.
    """
    secondment = access.get(actor, code)
    item = Item.objects.filter(code=code).first()
    running = secondment.state == flow.RUNNING
    moves = items.allowed(flow.SECONDMENT, item.state, standing(actor, item)) if item else []
    for_giving = item is not None and access.for_giving(actor, secondment, now)
    confirm = flow.SECONDMENT.find(flow.CONFIRM)
    if for_giving and confirm and confirm not in moves:
        moves = [confirm, *moves]
    return Look(
        secondment=secondment,
        state=flow.SECONDMENT.states[secondment.state],
        people=_people(actor, secondment, now),
        moves=moves,
        for_giving=for_giving,
        lines=history(item) if item else [],
        may_call_back=running and access.may_order(actor, secondment),
        due_at=item.due_at if item else None,
        urgency=items.urgency(item.due_at, now) if item else "",
    )


def _people(actor: Actor, secondment: Secondment, now: datetime) -> list[Person]:
    rows = list(secondment.people.select_related("secondment").order_by("name", "pk"))
    keys = [one.responder_id for one in rows]
    codes = dict(Responder.objects.filter(pk__in=keys).values_list("pk", "code"))
    open_ones = [one.responder_id for one in rows if one.ended_at is None]
    left = left_behind(actor, open_ones, now, but=secondment.to_area)
    return [
        Person(one, state_of(one), codes.get(one.responder_id, ""), left.get(one.responder_id, []))
        for one in rows
    ]
