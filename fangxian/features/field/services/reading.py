"""Reading who lives in a household, on a phone, for a purpose."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from fangxian.features.field.refusals import Unreadable
from fangxian.features.territory import access as territory
from fangxian.features.territory.purposes import Purpose
from fangxian.features.territory.services import read_resident
from fangxian.kernel.authority import Actor


@transaction.atomic
def read_household(*, actor: Actor, code: str, purpose: str) -> list[dict[str, Any]]:
    """
    Names and telephones of those who live in a household; the trail tells of each who was read, and why.

    Raises:
        NotFound: no such household, or out of sight.
        NotAllowed: the charge does not carry it.
        Unreadable: there is no such purpose.
    """
    if purpose not in Purpose.values:
        raise Unreadable(problem="purpose")
    household = territory.get_household(actor, code)
    people = territory.residents(actor).filter(household=household.code, area=household.area)
    read = [
        read_resident(actor=actor, code=one, purpose=Purpose(purpose))
        for one in people.order_by("code").values_list("code", flat=True)
    ]
    return [
        {"code": one.code, "name": one.name, "phone": one.phone, "needs": list(one.needs)} for one in read
    ]
