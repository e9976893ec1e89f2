"""Naming a deputy for a charge that has none."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from fangxian.features.accounts import services as accounts
from fangxian.features.charges import access
from fangxian.features.charges.events import Event
from fangxian.features.charges.models import Charge
from fangxian.features.charges.naming import may_name
from fangxian.features.charges.refusals import (
    AlreadyEnded,
    DeputyIsHolder,
    DeputyThere,
    ResponderUnknown,
    RoleTooHigh,
)
from fangxian.features.charges.services.covering import follow_absences
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.trail import services as trail


@transaction.atomic
def name_deputy(*, actor: Actor, code: str, deputy: str, at: datetime | None = None) -> Charge:
    """
    Give a charge without a deputy one: its holder may, acting under it, and whoever stands above it.

    A deputy who is there is replaced by appointing anew, so that the change has its dates.

    Raises:
        NotFound: no such charge, or out of sight.
        RoleTooHigh: the actor neither holds it nor stands above it.
        ResponderUnknown: out of sight or not there.
        DeputyThere, DeputyIsHolder, AlreadyEnded: it cannot be.
    """
    charge = _claim(actor, code)
    if charge.deputy_id is not None:
        raise DeputyThere(deputy=charge.deputy_name)
    second = access.find_responder(actor, deputy, "deputy")
    if second is None:
        raise ResponderUnknown(responder=deputy, field="deputy")
    if second.pk == charge.holder_id:
        raise DeputyIsHolder(field="deputy")
    charge.deputy, charge.deputy_name = second, second.name
    charge.save(update_fields=["deputy", "deputy_name"])
    follow_absences([second.pk], at=at)
    if second.account:
        accounts.widen_keeping({second.account: charge.area})
    trail.record(
        actor=actor,
        kind=Event.DEPUTY_NAMED,
        area=charge.area,
        subject=code,
        at=at,
        holder=charge.holder_name,
        deputy=second.name,
        role=charge.role,
    )
    return charge


def _claim(actor: Actor, code: str) -> Charge:
    found = access.get(actor, code)
    if not may_name(actor, found):
        raise RoleTooHigh(role=Role(found.role).label)
    charge = access.visible(actor).select_for_update().get(pk=found.pk)
    if charge.valid_until is not None:
        raise AlreadyEnded
    return charge
