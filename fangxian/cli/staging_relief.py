"""What the photographs need of relief: a charge that is to be taken over, people lent and people ordered."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from fangxian.cli.shots import COUNTY, TOWNSHIP, VILLAGE
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.scenarios.debao_2022 import PERSONAS


def stage(operator: Actor) -> dict[str, str]:
    """Codes of a hand-over that waits for the grid worker, and of a secondment that runs."""
    from fangxian.features.charges import access as charges
    from fangxian.features.relief.models import ChargeHandover, Secondment

    with scope.acting(operator):
        lead = charges.claim_lead(operator, VILLAGE)
        asked = ChargeHandover.objects.filter(area=VILLAGE, became="").order_by("-made_at").first()
        running = Secondment.objects.filter(made_area=COUNTY, state="running").first()
    assert lead is not None
    handover = asked.code if asked else _ask(lead.code)
    lent = running.code if running else _lend(operator)
    return {"charge": lead.code, "charge_handover": handover, "secondment": lent}


def _ask(charge: str) -> str:
    from fangxian.features.relief.handovers import services
    from fangxian.features.relief.handovers.services import Asked

    village = _acting("village")
    grid = next(one.code for one in PERSONAS if one.username == "grid")
    note = "村委钥匙在值班室；李家屯两户独居老人每天要去一趟。"
    with scope.acting(village):
        return services.ask_hand_over(actor=village, charge=charge, asked=Asked(grid, note=note)).code


def _lend(operator: Actor) -> str:
    """Two samplers go to the next township, three more are ordered there; the first order is confirmed."""
    from fangxian.features.relief.secondments import services
    from fangxian.features.relief.secondments.services import Order
    from fangxian.features.roster import access as roster

    other = _other(operator)
    county, now = _acting("county"), timezone.now()
    with scope.acting(county):
        free = roster.visible(county).filter(unit_area__startswith=TOWNSHIP, posted_area="", account=None)
        people = list(free.order_by("code").values_list("code", flat=True)[:5])
        lent = (people[:2], "支援采样，原采样点已收尾"), (people[2:], "山区屯多人少，入户敲门进度落后")
        made = [
            services.order_secondment(
                actor=county,
                order=Order(some, TOWNSHIP, other, now, now + timedelta(days=3), reason),
            ).code
            for some, reason in lent
        ]
    township = _acting("township")
    with scope.acting(township):
        services.answer_secondment(actor=township, code=made[0], move="confirm")
    with scope.acting(operator):
        services.run_due(actor=operator, now=timezone.now())
    return made[0]


def _other(operator: Actor) -> str:
    """Another township of the county."""
    from fangxian.features.territory.models import Area

    with scope.acting(operator):
        return str(Area.objects.filter(parent=COUNTY).exclude(code=TOWNSHIP).order_by("code")[0].code)


def _acting(username: str) -> Actor:
    from fangxian.features.charges import acting

    with transaction.atomic():
        scope.enter_self(username)
        actor = acting.choose(username)
    assert actor is not None, f"the demo has no {username}"
    return actor
