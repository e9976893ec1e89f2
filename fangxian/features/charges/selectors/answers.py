"""Who answers for what, who above, and where nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from fangxian.features.charges import access, rules
from fangxian.features.charges.covers import Who, held, who
from fangxian.features.charges.models import Charge
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Answer:
    """An area with the charge that leads it; None where there never was one."""

    area: Area
    charge: Charge | None

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the lead."""
        return self.charge is None or self.charge.holder_id is None

    @property
    def missing(self) -> bool:
        """Whether nobody answers as the lead: vacant, or away without anybody who covers."""
        return self.charge is None or self.charge.now.missing

    @property
    def role(self) -> str:
        """The role that leads such an area."""
        return str(rules.lead_role(self.area.level).label)


def leads(actor: Actor) -> QuerySet[Charge]:
    """The running lead charges in sight, vacant ones too, whatever the actor's role may look up."""
    return Charge.objects.filter(access.running(), incident=actor.incident, leads=True)


def answers_for(actor: Actor, codes: Iterable[str]) -> dict[str, Charge]:
    """The lead charge of each area that has one, vacant ones too."""
    return {charge.area: charge for charge in leads(actor).filter(area__in=set(codes))}


def chain(actor: Actor, area: str) -> list[Charge]:
    """The lead charges of an area and of those around it, the nearest first: lateness climbs them."""
    return sorted(leads(actor).filter(area__in=rules.prefixes(area)), key=lambda charge: -len(charge.area))


def answering(actor: Actor, area: str, at: datetime | None = None) -> Charge | None:
    """The nearest lead charge that somebody answers for, as holder, as deputy, or covering."""
    at = at or timezone.now()
    return next((charge for charge in chain(actor, area) if who(charge, at).name), None)


def who_answers(actor: Actor, codes: Iterable[str], at: datetime) -> dict[str, Who]:
    """Who answers at an instant for each of some areas that has a lead charge."""
    return {code: who(charge, at) for code, charge in answers_for(actor, codes).items()}


def vacant_areas(actor: Actor, area: str, at: datetime | None = None) -> QuerySet[Area]:
    """The areas inside an area whose lead is vacant, or away without anybody who covers, in order of code."""
    led = leads(actor).filter(held(at or timezone.now()), area=OuterRef("code"))
    inside = Area.objects.filter(within(area, "code"), valid_until__isnull=True)
    return inside.filter(~Exists(led)).order_by("code")


def answers(actor: Actor, areas: Iterable[Area]) -> list[Answer]:
    """Areas with who leads them, in the given order."""
    listed = list(areas)
    found = answers_for(actor, [area.code for area in listed])
    return [Answer(area, found.get(area.code)) for area in listed]


def children(area: str) -> QuerySet[Area]:
    """The next areas inside an area."""
    return Area.objects.filter(parent=area, valid_until__isnull=True).order_by("code")


def below(actor: Actor, area: str) -> list[Answer]:
    """The next areas inside an area, with who leads them: a lead's own people."""
    return answers(actor, children(area))


def others(actor: Actor, area: str) -> QuerySet[Charge]:
    """The running charges of exactly this area that do not lead it: clerks, inspectors, site leads …"""
    found = access.visible(actor).filter(access.running(), area=area, leads=False)
    return found.order_by("role", "holder_name")


def is_lead(actor: Actor) -> bool:
    """Whether the acting charge leads its area."""
    return bool(actor.charge) and access.visible(actor).filter(code=actor.charge, leads=True).exists()
