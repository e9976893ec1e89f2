"""Looking as a charge below: who may, for how long, and as whom the looker then acts."""

from __future__ import annotations

from datetime import timedelta

from fangxian.features.charges import access, rules
from fangxian.features.charges.models import Charge
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import within

LASTS = timedelta(minutes=30)


def may_look(actor: Actor, charge: Charge) -> bool:
    """Whether somebody may look as a charge: one they could appoint, inside their own area."""
    below = rules.may_appoint(actor.role, actor.area, Role(charge.role), charge.area)
    return below and charge.code != actor.charge and actor.may(Can.CHARGE_VIEW_AS, charge.area)


def find(viewer: Actor, code: str) -> Charge | None:
    """A running charge of that code inside the viewer's area."""
    running = Charge.objects.filter(access.running(), within(viewer.area), incident=viewer.incident)
    return running.select_related("holder").filter(code=code).first()


def looking_as(viewer: Actor, charge: Charge) -> Actor:
    """The charge as an actor who reads only, in the viewer's hands."""
    holder = charge.holder
    return Actor(
        person=(holder.account or "") if holder else "",
        name=charge.holder_name,
        role=Role(charge.role),
        area=charge.area,
        incident=charge.incident,
        charge=charge.code,
        responder=str(holder.pk) if holder else "",
        viewer=viewer,
    )
