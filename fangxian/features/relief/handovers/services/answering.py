"""What becomes of a hand-over that was asked: accepted by the successor, declined, withdrawn."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.items.refusals import ReasonMissing
from fangxian.features.relief.handovers import access, away, flow
from fangxian.features.relief.handovers.refusals import ChargeChanged, ItemsNotSeen, NotOpen
from fangxian.features.relief.handovers.selectors.hanging import hanging
from fangxian.features.relief.handovers.services.beginning import take
from fangxian.features.relief.models import ChargeHandover
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotAllowed


@transaction.atomic
def accept_hand_over(
    *, actor: Actor, code: str, seen: Collection[str], remark: str = "", at: datetime | None = None
) -> ChargeHandover:
    """
    Take a charge on, having seen every open item of it; it changes hands now, or at the time asked for.

    The actor is the successor, as `access.as_successor` makes them. `seen` are codes of items.

    Raises:
        NotFound: no such hand-over, or out of sight.
        NotAllowed: somebody else is asked.
        NotOpen: it was answered or withdrawn already.
        ChargeChanged: the charge has ended or gone to somebody else.
        SuccessorAway: they are away by now when it begins, and no deputy is there.
        ItemsNotSeen: an open item was not ticked, one that came in the meantime among them.
        LeadTaken: somebody appointed a lead there in this very moment.
    """
    at = at or timezone.now()
    handover, item = _asked(actor, code)
    charge = access.charge_of(handover)
    if charge is None:
        raise ChargeChanged
    deputy = access.deputy_of(actor, handover)
    away.refuse_alone(handover.successor, deputy, max(handover.starts_at, at))
    unseen = {one.code for one in hanging(charge)} - set(seen)
    if unseen:
        raise ItemsNotSeen(count=len(unseen), field="seen")
    items.carry_out(actor=actor, item=item, move=flow.ACCEPT, at=at, text=remark)
    if handover.starts_at <= at:
        take(actor, handover, item, at)
    return handover


@transaction.atomic
def decline_hand_over(*, actor: Actor, code: str, reason: str, at: datetime | None = None) -> Item:
    """
    Refuse to take a charge on.

    Raises:
        NotFound: no such hand-over, or out of sight.
        NotAllowed: somebody else is asked.
        NotOpen: it was answered or withdrawn already.
        ReasonMissing: no reason was given.
    """
    _handover, item = _asked(actor, code)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    at = at or timezone.now()
    return items.carry_out(actor=actor, item=item, move=flow.DECLINE, at=at, text=reason)


@transaction.atomic
def withdraw_hand_over(*, actor: Actor, code: str, reason: str, at: datetime | None = None) -> Item:
    """
    Ask no longer: before it was answered, or before it began.

    Raises:
        NotFound: no such hand-over, or out of sight.
        MoveNotPossible: it is not open, or somebody else asked.
        ReasonMissing: no reason was given.
    """
    return items.move_item(actor=actor, code=code, move=flow.WITHDRAW, reason=reason, at=at)


def _asked(actor: Actor, code: str) -> tuple[ChargeHandover, Item]:
    """A hand-over that waits for the actor's answer, locked with its item."""
    handover, item = access.claim(actor, code)
    if str(handover.successor_id) != actor.responder:
        raise NotAllowed
    if item.state != flow.ASKED:
        raise NotOpen
    return handover, item
