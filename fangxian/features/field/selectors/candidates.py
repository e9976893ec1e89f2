"""For whom a phone can be enrolled: charges that carry one, and how many phones each has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from fangxian.features.charges import access as charges
from fangxian.features.charges.models import Charge
from fangxian.features.field import access
from fangxian.features.field.states import in_state
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.authority.table import GRANTS
from fangxian.kernel.codes import within

CARRYING = [role for role, granted in GRANTS.items() if Can.PHONE_CARRY in granted]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A charge, the name of its area, and how many phones are let in for it."""

    charge: Charge
    area_name: str
    phones: int


def candidates(actor: Actor, text: str = "") -> QuerySet[Charge]:
    """Charges of the actor's area that somebody holds and that carry a phone, by area."""
    rows = charges.visible(actor).filter(
        charges.running(), within(actor.area), role__in=CARRYING, holder__isnull=False
    )
    if text:
        rows = rows.filter(Q(holder_name__startswith=text) | Q(area__startswith=text))
    return rows.order_by("area", "role", "holder_name")


def told(actor: Actor, some: Iterable[Charge], at: datetime) -> list[Candidate]:
    """Charges in words, with their phones."""
    listed = list(some)
    names = dict(Area.objects.filter(code__in={one.area for one in listed}).values_list("code", "name"))
    held: dict[str, int] = {}
    phones = access.visible(actor).filter(in_state("", at), charge__in=[one.code for one in listed])
    for charge in phones.values_list("charge", flat=True):
        held[charge] = held.get(charge, 0) + 1
    return [Candidate(one, names.get(one.area, one.area), held.get(one.code, 0)) for one in listed]
