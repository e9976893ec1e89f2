"""Looking as a charge below, and stopping: both are in the trail, where the charge can read them."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from fangxian.features.charges import viewing
from fangxian.features.charges.events import Event
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import NotBelow
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


def view_as(*, actor: Actor, code: str, at: datetime | None = None) -> Charge:
    """
    Begin to look as a charge below one's own.

    Raises:
        NotFound: no such running charge inside the actor's area.
        NotAllowed: the role does not carry it.
        NotBelow: the charge stands beside the actor's own or above it.
    """
    actor.require(Can.CHARGE_VIEW_AS)
    charge = viewing.find(actor, code)
    if charge is None:
        raise NotFound
    if not viewing.may_look(actor, charge):
        raise NotBelow
    minutes = round(viewing.LASTS.total_seconds() / 60)
    _tell(actor, Event.VIEWED, charge, at or timezone.now(), minutes)
    return charge


def stop_viewing(*, actor: Actor, code: str, since: datetime, at: datetime) -> Charge | None:
    """Stop looking as a charge; the trail says how long it was. None where it is out of sight by now."""
    charge = Charge.objects.filter(code=code, incident=actor.incident).first()
    if charge is not None:
        _tell(actor, Event.VIEWING_ENDED, charge, at, round((at - since).total_seconds() / 60))
    return charge


def _tell(actor: Actor, kind: Event, charge: Charge, at: datetime, minutes: int) -> None:
    trail.record(
        actor=actor,
        kind=kind,
        area=charge.area,
        subject=charge.code,
        at=at,
        holder=charge.holder_name or "–",
        role=charge.role,
        minutes=minutes,
    )
