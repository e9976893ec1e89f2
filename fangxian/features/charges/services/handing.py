"""A charge that goes from one person to the next, who accepted it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fangxian.features.charges.events import Event
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import AlreadyEnded, DeputyIsHolder
from fangxian.features.charges.services.appointing import close, insert, tell, told
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import new_code
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail import services as trail


@transaction.atomic
def hand_over_charge(
    *, actor: Actor, code: str, holder: Responder, deputy: Responder | None, at: datetime
) -> Charge:
    """
    Let a running charge go to `holder`, who takes it on: it ends and theirs begins, at one moment.

    For the feature that asked them: it says who may ask. The actor is the successor, or appoints there.

    Raises:
        NotAllowed: the actor is neither.
        NotFound: no such charge, or out of sight.
        AlreadyEnded: it is not running any more.
        DeputyIsHolder: the successor cannot be their own deputy.
        LeadTaken: somebody appointed a lead there in this very moment.
    """
    before = Charge.objects.select_for_update().filter(code=code, incident=actor.incident).first()
    if before is None:
        raise NotFound
    if actor.responder != str(holder.pk) and not actor.may(Can.CHARGE_APPOINT, before.area):
        raise NotAllowed
    if before.valid_until is not None:
        raise AlreadyEnded
    if deputy == holder:
        raise DeputyIsHolder(field="deputy")
    after = Charge(
        code=new_code("charge"),
        incident=before.incident,
        area=before.area,
        role=before.role,
        leads=before.leads,
        holder=holder,
        holder_name=holder.name,
        deputy=deputy,
        deputy_name=deputy.name if deputy else "",
        valid_from=max(at, before.valid_from),
    )
    close(before, at)
    insert(after)
    _tell_ended(actor, before, at)
    tell(actor, Event.APPOINTED, after, before=before)
    return after


def _tell_ended(actor: Actor, charge: Charge, at: datetime) -> None:
    """Nothing falls vacant by it; whoever follows the end of charges hears of it all the same."""
    trail.record(
        actor=actor,
        kind=Event.ENDED,
        area=charge.area,
        subject=charge.code,
        at=at,
        before=told(charge),
        holder=charge.holder_name,
        role=charge.role,
        leads=charge.leads,
        vacancies=0,
    )
