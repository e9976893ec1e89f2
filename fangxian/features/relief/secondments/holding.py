"""The charges that people hold or deputise, wherever they are, and whom an order may not take from theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from fangxian.features.charges import rules
from fangxian.features.charges.models import Charge
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.codes import inside
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Held:
    """A running charge of a person (the key of their row), as its holder or as its deputy."""

    person: int
    charge: Charge
    place: str
    holds: bool

    @property
    def role(self) -> Text:
        """The role in words."""
        return Role(self.charge.role).label

    def beyond(self, role: Role, area: str) -> bool:
        """Whether somebody in a role for an area could not have appointed it, or it lies outside the area."""
        lies = self.charge.area
        return not (inside(lies, area) and rules.may_appoint(role, area, Role(self.charge.role), lies))


def held(actor: Actor, people: Iterable[int], at: datetime) -> list[Held]:
    """
    What these people hold and deputise in the incident, by area, also where the actor sees nothing.

    Whoever sends people away must know what they leave; this is the one question that steps out of the area.
    """
    keys = set(people)
    runs = Q(valid_until__isnull=True) | Q(valid_until__gt=at)
    theirs = Q(holder__in=keys) | Q(deputy__in=keys)
    with scope.borrowed(replace(actor, area="")):
        rows = list(Charge.objects.filter(runs, theirs, incident=actor.incident).order_by("area", "code"))
        areas = {one.area for one in rows}
        names = dict(Area.objects.filter(code__in=areas).values_list("code", "name"))
    return [
        Held(person, one, names.get(one.area, one.area), person == one.holder_id)
        for one in rows
        for person in (one.holder_id, one.deputy_id)
        if person is not None and person in keys
    ]


def beyond(actor: Actor, people: Iterable[int], role: Role, area: str, at: datetime) -> dict[int, Held]:
    """Whom somebody in a role for an area may not send away, each with one charge that is why."""
    reversed_ones = reversed([one for one in held(actor, people, at) if one.beyond(role, area)])
    return {one.person: one for one in reversed_ones}
