"""Telling a table whom it will meet: masked, by lots instead of documents, and in the trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from fangxian.features.incidents.selectors import vault
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.lots import lot_of
from fangxian.features.sampling.models import Round
from fangxian.features.sampling.selectors import tables
from fangxian.features.territory.identity import masked_name
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.crypto import Vault
from fangxian.kernel.trail import services as trail

Row = dict[str, Any]


@transaction.atomic
def tell_people(*, actor: Actor, told: Sequence[Row], at: datetime | None = None) -> list[Row]:
    """
    Rounds (of `tables.rounds`) with their people, of the charge's area; nobody for who does not sample.

    Names and documents are opened under one vault, and leave as mask and lot; the trail says how many.
    """
    if not actor.may(Can.SWAB_TAKE):
        return list(told)
    found = {row["code"]: tables.people(actor, row["code"]) for row in told}
    if not any(found.values()):
        return list(told)
    salts = dict(Round.objects.filter(code__in=found).values_list("code", "salt"))
    safe = vault(actor.incident)
    trail.record(
        actor=actor,
        kind=Event.PEOPLE_PULLED,
        area=actor.area,
        subject=",".join(code for code in found if found[code])[:200],
        at=at,
        count=sum(map(len, found.values())),
    )
    return [
        row | {"people": [_person(one, safe, bytes(salts[row["code"]])) for one in found[row["code"]]]}
        for row in told
    ]


def _person(one: tables.Person, safe: Vault, salt: bytes) -> Row:
    return {
        "target": one.target,
        "household": one.household,
        "area": one.area,
        "lot": lot_of(salt, safe.open(one.id_sealed, "id_number")),
        "name": masked_name(safe.open(one.name_sealed, "name")),
        "sex": one.sex,
        "born": one.born,
        "sampled": one.sampled,
        "singly": one.singly,
        "listed": one.listed,
    }
