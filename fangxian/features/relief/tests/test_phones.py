"""The phone of who hands a charge over ends with it; the successor enrols their own."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fangxian.features.field import services as field
from fangxian.features.field.models import Device
from fangxian.features.relief.handovers import services
from fangxian.features.relief.handovers.services import Asked
from fangxian.features.relief.tests.conftest import answering, lead_of
from fangxian.kernel.db import scope
from tests import world


def enrolled(charge: str) -> str:
    with scope.acting(world.OPERATOR):
        code = field.offer_enrolment(actor=world.OPERATOR, charge=charge).code
    with transaction.atomic():
        field.enrol_device(code=code, installation="", label="phone")
    with scope.acting(world.OPERATOR):
        return Device.objects.get(charge=charge).code


def test_the_former_phone_ends_and_the_successor_enrols_another(wei):
    charge = lead_of(world.UPPER).code
    former = enrolled(charge)
    with scope.acting(wei):
        asked = services.ask_hand_over(actor=wei, charge=charge, asked=Asked("R-06"), at=timezone.now())
    with answering("liang", asked) as liang:
        services.accept_hand_over(actor=liang, code=asked.code, seen=[])
    own = enrolled(lead_of(world.UPPER).code)
    with scope.acting(world.OPERATOR):
        ended = dict(Device.objects.values_list("code", "ended_at"))
    assert ended[former] is not None
    assert (own != former, ended[own]) == (True, None)
