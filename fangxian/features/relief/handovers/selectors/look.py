"""One hand-over with all its page needs: what hangs on the charge, and what may be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangxian.features.charges import carried
from fangxian.features.charges import selectors as charges
from fangxian.features.charges.carried import Carried, Load
from fangxian.features.charges.models import Charge
from fangxian.features.charges.selectors import Answer
from fangxian.features.items import rules as items
from fangxian.features.items.access import standing
from fangxian.features.items.models import Item
from fangxian.features.items.selectors import lists
from fangxian.features.items.selectors.lists import Row
from fangxian.features.items.selectors.look import Line, history
from fangxian.features.relief.handovers import access, away, flow
from fangxian.features.relief.handovers.selectors.hanging import hanging
from fangxian.features.relief.models import ChargeHandover
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound, Text


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a charge: open items, how much there is of each kind, areas inside, vacancies there."""

    items: list[Row]
    loads: list[tuple[Carried, Load]]
    below: list[Answer]
    vacancies: int


@dataclass(frozen=True, slots=True)
class Look:
    """One hand-over; `hangs` is None once the charge is no longer there to be handed over."""

    handover: ChargeHandover
    item: Item
    state: Text
    urgency: str
    hangs: Hanging | None
    answers: bool
    withdraws: bool
    lines: list[Line]
    away: str
    deputy_away: str
    mine: bool

    @property
    def is_open(self) -> bool:
        """Whether it waits for an answer or for its time."""
        return self.item.ended_at is None


def look(actor: Actor, handover: ChargeHandover, now: datetime) -> Look:
    """
    What the actor sees of a hand-over in sight; its successor looks as `access.as_successor` makes them.

    Raises:
        NotFound: the actor held the charge once and sees nothing of its area any more.
    """
    item = Item.objects.filter(code=handover.code).first()
    if item is None:
        raise NotFound
    charge = access.charge_of(handover) if item.ended_at is None else None
    moves = {move.code for move in items.allowed(flow.HANDOVER, item.state, standing(actor, item))}
    successor = Responder.objects.filter(pk=handover.successor_id).first()
    mine = str(handover.successor_id) == actor.responder
    return Look(
        handover=handover,
        item=item,
        state=flow.HANDOVER.states[item.state],
        urgency=items.urgency(item.due_at, now),
        hangs=hanging_on(actor, charge, now) if charge else None,
        answers=mine and item.state == flow.ASKED and charge is not None,
        withdraws=flow.WITHDRAW in moves and not mine,
        lines=history(item),
        away=_away(successor) if item.ended_at is None else "",
        deputy_away=_away(access.deputy_of(actor, handover)) if item.ended_at is None else "",
        mine=mine,
    )


def _away(person: Responder | None) -> str:
    return away.said(person) if person else ""


def hanging_on(actor: Actor, charge: Charge, now: datetime) -> Hanging:
    """What hangs on a running charge, as far as it is in sight."""
    return Hanging(
        items=lists.rows(actor, hanging(charge), now),
        loads=[(kind, load) for kind, load in carried.loads(carried.standing_in(charge), now) if load.open],
        below=charges.below(actor, charge.area) if charge.leads else [],
        vacancies=charges.vacant_areas(actor, charge.area).count() if charge.leads else 0,
    )
