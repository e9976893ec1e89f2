"""Areas that nobody answers for, as the page of vacancies lists them: since when, and how far it climbed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from fangxian.features.charges import climbing, rules
from fangxian.features.charges.climbing import Climb
from fangxian.features.charges.covers import Who
from fangxian.features.charges.selectors.answers import Answer, answers, answers_for
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can


@dataclass(frozen=True, slots=True)
class Alarm:
    """
    An area that nobody answers for; `climb` is the running alarm of the area above, `told` the area that was
    told last and `who` who answers there, both None where that is out of sight; `may_appoint` is whether the
    actor appoints who leads it.
    """

    answer: Answer
    climb: Climb | None
    told: Area | None
    who: Who | None
    may_appoint: bool

    @property
    def since(self) -> datetime | None:
        """Since when nobody answers; None where nobody ever did."""
        charge = self.answer.charge
        return None if charge is None else charge.now.since or charge.valid_from


def alarms(actor: Actor, areas: Iterable[Area]) -> list[Alarm]:
    """Areas with their alarms, in the given order."""
    rows = answers(actor, areas)
    climbs = climbing.of(actor, {one.area.parent for one in rows if one.area.parent})
    told = {code: climb.told or code for code, climb in climbs.items()}
    listed = Area.objects.filter(code__in=set(told.values()), valid_until__isnull=True)
    places = {area.code: area for area in listed}
    who = {code: lead.now for code, lead in answers_for(actor, told.values()).items()}
    found = []
    for one in rows:
        parent = one.area.parent or ""
        last = told.get(parent, "")
        may = actor.may(Can.CHARGE_APPOINT) and rules.may_appoint(
            actor.role, actor.area, rules.lead_role(one.area.level), one.area.code
        )
        found.append(Alarm(one, climbs.get(parent), places.get(last), who.get(last), may))
    return found
