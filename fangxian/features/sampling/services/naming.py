"""Whom somebody means: a resident's code, a household's, or a document; looking up a document is recorded."""

from __future__ import annotations

from django.db import transaction

from fangxian.features.sampling.refusals import SeveralPeople
from fangxian.features.territory import access as territory
from fangxian.features.territory import services as register
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound


@transaction.atomic
def find_people(*, actor: Actor, text: str) -> list[str]:
    """
    The codes of the residents that a text names: one by code or document, all of a household by its code.

    Raises:
        NotFound: nobody in sight.
        SeveralPeople: the number is not one person's.
    """
    residents = territory.residents(actor)
    for found in (residents.filter(code=text), residents.filter(household=text)):
        codes = list(found.order_by("code").values_list("code", flat=True))
        if codes:
            return codes
    people = register.look_up_number(actor=actor, number=text) if actor.may(Can.RESIDENT_READ) else []
    if len(people) > 1:
        raise SeveralPeople(field="who")
    if not people:
        raise NotFound
    return [people[0].code]
