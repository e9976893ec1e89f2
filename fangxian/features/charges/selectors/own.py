"""One's own charges with their cover, one's people, and what hangs on the acting charge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fangxian.features.charges import carried, climbing
from fangxian.features.charges.carried import Carried, Load
from fangxian.features.charges.covers import Who, who
from fangxian.features.charges.models import Charge
from fangxian.features.charges.naming import may_name
from fangxian.features.charges.selectors.answers import Answer, below
from fangxian.features.charges.selectors.spans import Span, groups_below, wide
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can


@dataclass(frozen=True, slots=True)
class Held:
    """
    One of a person's charges; `holds` is false for the deputy. `names` and `hands` say whether they may name
    a deputy, and hand it over.
    """

    charge: Charge
    place: str
    who: Who
    holds: bool
    acts: bool
    names: bool
    hands: bool


@dataclass(frozen=True, slots=True)
class Own:
    """
    What a person answers for: their charges, the leads of the areas directly below the acting one if it
    leads, what hangs on it by kind; `me` is their row in the roster, `silent` the areas below whose lead does
    not answer, `wide` those with too many below them, and `span` the groups of those directly below.
    """

    me: Responder | None
    held: list[Held]
    people: list[Answer]
    silent: frozenset[str]
    loads: list[tuple[Carried, Load]]
    span: Span | None
    wide: dict[str, int]
    may_group: bool
    may_export: bool
    may_see: bool

    @property
    def carries(self) -> list[tuple[Carried, Load]]:
        """The kinds of which something is open."""
        return [(kind, load) for kind, load in self.loads if load.open]

    @property
    def missing(self) -> int:
        """How many of the areas below nobody answers for."""
        return sum(one.missing for one in self.people)


def own(actor: Actor, charges: Sequence[Charge], now: datetime) -> Own:
    """The page of somebody who answers."""
    leads = any(one.leads for one in charges if one.code == actor.charge)
    people = below(actor, actor.area) if leads and actor.may(Can.CHARGE_VIEW) else []
    return Own(
        me=Responder.objects.filter(account=actor.person).first(),
        held=held_charges(actor, charges, now),
        people=people,
        silent=climbing.silent(actor, [one.area.code for one in people], now),
        loads=carried.loads(actor, now),
        span=groups_below(actor, actor.area, people) if people else None,
        wide=wide(one.area.code for one in people),
        may_group=actor.may(Can.COVER_PUT),
        may_export=actor.may(Can.EXPORT),
        may_see=actor.may(Can.CHARGE_VIEW),
    )


def held_charges(actor: Actor, charges: Sequence[Charge], now: datetime) -> list[Held]:
    """A person's running charges in words."""
    codes = {charge.area for charge in charges}
    names = dict(Area.objects.filter(code__in=codes).values_list("code", "name"))
    return [
        Held(
            charge=charge,
            place=names.get(charge.area, ""),
            who=who(charge, now),
            holds=str(charge.holder_id) == actor.responder,
            acts=charge.code == actor.charge,
            names=charge.deputy_id is None and may_name(actor, charge),
            hands=actor.may(Can.HAND_OVER, charge.area),
        )
        for charge in charges
    ]
