"""Who may ask that a charge be handed over."""

from __future__ import annotations

from fangxian.features.charges import rules as charges
from fangxian.features.charges.models import Charge
from fangxian.kernel.authority import Actor, Can, Role


def may_ask(actor: Actor, charge: Charge) -> bool:
    """Whoever holds the charge, and whoever may appoint such a role there."""
    if charge.valid_until is not None or not actor.may(Can.HAND_OVER, charge.area):
        return False
    if charge.holder_id is not None and str(charge.holder_id) == actor.responder:
        return True
    role = Role(charge.role)
    return actor.may(Can.CHARGE_APPOINT, charge.area) and charges.may_appoint(
        actor.role, actor.area, role, charge.area
    )
