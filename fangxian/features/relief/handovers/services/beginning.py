"""The moment in which a charge changes hands, at once or when its time has come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from fangxian.features.charges import services as charges
from fangxian.features.charges.refusals import AlreadyEnded
from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.relief.handovers import access, flow
from fangxian.features.relief.handovers.events import Event
from fangxian.features.relief.handovers.refusals import ChargeChanged
from fangxian.features.relief.models import ChargeHandover
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import Refusal
from fangxian.kernel.trail import services as trail


def take(actor: Actor, handover: ChargeHandover, item: Item, at: datetime) -> None:
    """
    Let the charge go to its successor, with what the former holder held in person.

    Both rows are locked, and the item is accepted.

    Raises:
        ChargeChanged: the charge has ended or gone to somebody else.
        LeadTaken: somebody appointed a lead there in this very moment.
    """
    try:
        after = charges.hand_over_charge(
            actor=actor,
            code=handover.charge,
            holder=handover.successor,
            deputy=access.deputy_of(actor, handover),
            at=at,
        )
    except AlreadyEnded as error:
        raise ChargeChanged from error
    if handover.holder_id is not None:
        handover.passed = items.pass_on(
            actor=actor,
            area=handover.area,
            giver=handover.holder_id,
            receiver=handover.successor,
            reason=_("Handed over with the charge."),
            at=at,
        )
    items.carry_out(actor=actor, item=item, move=flow.TAKE, at=at)
    handover.taken_at, handover.became = at, after.code
    handover.save(update_fields=["taken_at", "became", "passed"])
    trail.record(
        actor=actor,
        kind=Event.TAKEN,
        area=handover.area,
        subject=handover.code,
        at=at,
        holder=handover.holder_name or "–",
        successor=handover.successor_name,
        passed=handover.passed,
        charge=after.code,
    )


@transaction.atomic
def begin_due(*, actor: Actor, now: datetime) -> int:
    """
    Begin accepted hand-overs whose time has come, and let those lapse whose charge is gone; how many of both.

    Each stands or falls alone; two workers take different ones.
    """
    waiting = Item.objects.filter(incident=actor.incident, kind=flow.KIND, ended_at__isnull=True)
    done = 0
    for item in waiting.order_by("code").select_for_update(skip_locked=True):
        handover = access.get(actor, item.code)
        if access.charge_of(handover) is None:
            _lapse(actor, item, ChargeChanged(), now)
        elif item.state == flow.ACCEPTED and handover.starts_at <= now:
            _begin(actor, handover, item, now)
        else:
            continue
        done += 1
    return done


def _begin(actor: Actor, handover: ChargeHandover, item: Item, now: datetime) -> None:
    try:
        with transaction.atomic():
            take(actor, handover, item, now)
    except Refusal as refusal:
        item.refresh_from_db()
        _lapse(actor, item, refusal, now)


def _lapse(actor: Actor, item: Item, why: Refusal, now: datetime) -> None:
    items.carry_out(actor=actor, item=item, move=flow.LAPSE, at=now, text=str(why))
