"""Who could be appointed for an area, as what, in whose place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.db.models import Q

from fangxian.features.charges import rules
from fangxian.features.charges.models import Charge
from fangxian.features.charges.selectors.answers import answers_for
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can, Role

_CHOOSES = (Can.CHARGE_APPOINT, Can.ACCOUNT_MANAGE, Can.ROSTER_VIEW)


@dataclass(frozen=True, slots=True)
class Appointment:
    """An area, the roles that can be appointed for it (the one that leads it first), and who leads it now."""

    area: Area
    roles: list[Role]
    present: Charge | None

    @property
    def leading(self) -> Role:
        """The role that leads this area."""
        return rules.lead_role(self.area.level)

    def initial(self, asked: Mapping[str, str]) -> dict[str, str]:
        """What the form starts with: the lead as it is, or what the address asks for."""
        start = {"role": str(self.roles[0]) if self.roles else ""}
        start["replaces"] = self.present.code if self.present else ""
        return start | {name: asked[name] for name in ("role", "holder", "deputy") if name in asked}


def appointment(actor: Actor, area: Area) -> Appointment:
    """What the actor may appoint for an area."""
    leading = rules.lead_role(area.level)
    roles = rules.appointable(actor.role, actor.area, area.code)
    ordered = sorted(roles, key=lambda role: role is not leading)
    return Appointment(area, ordered, answers_for(actor, [area.code]).get(area.code))


def candidates(actor: Actor, search: str, size: int = 12) -> list[Responder]:
    """Responders in sight whose name or code starts with `search`, for who appoints or opens accounts."""
    if not search or not any(actor.may(can) for can in _CHOOSES):
        return []
    named = Q(name__startswith=search) | Q(code__startswith=search)
    return list(Responder.objects.filter(named).order_by("name", "code")[:size])


def chosen(actor: Actor, form: forms.Form) -> dict[str, Responder | None]:
    """The people a form names already, by field."""
    codes = {name: str(form[name].value() or "") for name in ("holder", "deputy")}
    found = {one.code: one for one in Responder.objects.filter(code__in=codes.values())}
    return {name: found.get(code) for name, code in codes.items()}
