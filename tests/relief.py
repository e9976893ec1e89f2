"""Something of relief for the addresses of the sweep: a hand-over that waits, and a running secondment."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from fangxian.kernel.db import scope
from tests import world
from tests.chain import actor_named


def samples() -> dict[str, dict[str, str]]:
    """The upper village's lead charge is asked for; Qin of River helps out in Hill township."""
    from fangxian.features.charges import access as charges
    from fangxian.features.relief.handovers import services
    from fangxian.features.relief.handovers.services import Asked

    lu = world.BY_NAME["lu"].actor
    with scope.acting(lu):
        lead = charges.claim_lead(lu, world.UPPER)
        assert lead is not None
        successor = "R-06" if lead.holder_name != "梁兰" else "R-09"
        handover = services.ask_hand_over(actor=lu, charge=lead.code, asked=Asked(successor))
    asked, lent = {"code": handover.code}, {"code": _secondment()}
    return {
        "relief:find": {"field": "successor"},
        "relief:ask": {"code": lead.code},
        **{f"relief:{name}": asked for name in ("hand-over", "accept", "decline", "withdraw")},
        **{f"relief:{name}": lent for name in ("secondment", "answer", "call-back")},
        "relief:secondments-export": {"form": "csv"},
    }


def _secondment() -> str:
    from fangxian.features.relief.secondments import services
    from fangxian.features.relief.secondments.services import Order

    lu, huang, now = world.BY_NAME["lu"].actor, actor_named("huang"), timezone.now()
    order = Order(["R-07"], world.RIVER, world.HILL, now, now + timedelta(days=2), "山背人手不足")
    with scope.acting(lu):
        made = services.order_secondment(actor=lu, order=order)
    with scope.acting(huang):
        services.answer_secondment(actor=huang, code=made.code, move="confirm")
    with scope.acting(world.OPERATOR):
        services.run_due(actor=world.OPERATOR, now=timezone.now())
    return made.code
