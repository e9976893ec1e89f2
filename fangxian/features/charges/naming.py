"""Who names a deputy for a charge."""

from __future__ import annotations

from fangxian.features.charges import rules
from fangxian.features.charges.models import Charge
from fangxian.kernel.authority import Actor, Can, Role


def may_name(actor: Actor, charge: Charge) -> bool:
    """Whether the actor names deputies for this charge."""
    role = Role(charge.role)
    above = actor.may(Can.COVER_PUT, charge.area) and rules.may_appoint(
        actor.role, actor.area, role, charge.area
    )
    own = charge.code == actor.charge and str(charge.holder_id) == actor.responder
    return above or (own and actor.may(Can.ROSTER_VIEW))
