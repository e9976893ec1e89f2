"""Span of control: whose lead has too many directly below, how those could be grouped, and how they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count

from fangxian.engines.planning.spans import MOST, split
from fangxian.features.charges.models import Group
from fangxian.features.charges.selectors.answers import Answer
from fangxian.features.roster.models import Responder, ResponderKind, Skill
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Part:
    """A group of areas; `lead` and `lead_name` say who leads it, None and '' for nobody."""

    number: int
    lead: int | None
    lead_name: str
    rows: list[Answer]


@dataclass(frozen=True, slots=True)
class Span:
    """
    An area whose lead has more than seven directly below. `formed` says that the parts hold, else they are
    proposed; `seen` stands for what was proposed, so that nothing else is taken over.
    """

    count: int
    most: int
    formed: bool
    parts: list[Part]

    @property
    def seen(self) -> str:
        """The parts as one word."""
        return ";".join(",".join(row.area.code for row in part.rows) for part in self.parts)


def wide(codes: Iterable[str]) -> dict[str, int]:
    """Those of some areas with more areas directly below than one lead can lead, and how many."""
    counted = Area.objects.filter(parent__in=set(codes), valid_until__isnull=True).order_by()
    found = dict(counted.values_list("parent").annotate(n=Count("code")))
    return {code: number for code, number in found.items() if number > MOST}


def groups_below(actor: Actor, area: str, below: Sequence[Answer]) -> Span | None:
    """The groups of the areas directly below one, formed or proposed; None where one lead can lead them."""
    formed = list(Group.objects.filter(incident=actor.incident, around=area, ended_at__isnull=True))
    if len(below) <= MOST and not formed:
        return None
    parts = _formed(formed, below) if formed else _proposed(area, below)
    return Span(len(below), MOST, bool(formed), parts)


def group_leads(actor: Actor, codes: Iterable[str]) -> dict[str, str]:
    """Who leads the group that an area is in, by name, for those of some areas that are in one."""
    rows = Group.objects.filter(incident=actor.incident, area__in=set(codes), ended_at__isnull=True)
    return {area: name for area, name in rows.values_list("area", "lead_name") if name}


def _formed(groups: Iterable[Group], below: Sequence[Answer]) -> list[Part]:
    rows = {one.area.code: one for one in below}
    parts: dict[int, Part] = {}
    for group in sorted(groups, key=lambda one: (one.number, one.area)):
        part = parts.setdefault(group.number, Part(group.number, group.lead_id, group.lead_name, []))
        if group.area in rows:
            part.rows.append(rows.pop(group.area))
    if rows:  # areas that came later belong to nobody's group yet
        parts[0] = Part(0, None, "", list(rows.values()))
    return [parts[number] for number in sorted(parts)]


def _proposed(area: str, below: Sequence[Answer]) -> list[Part]:
    """A lead from among those below in each group, else a free cadre of the area who can lead."""
    spare = iter(_spare(area, below))
    parts = []
    for number, indices in enumerate(split([(one.area.lat, one.area.lon) for one in below]), start=1):
        rows = [below[index] for index in indices]
        lead = next((_there(one) for one in rows if _there(one)), None) or next(spare, (None, ""))
        parts.append(Part(number, *lead, rows))
    return parts


def _there(one: Answer) -> tuple[int | None, str] | None:
    who = one.charge.now if one.charge else None
    return (who.responder, who.name) if who and who.responder and not who.missing else None


def _spare(area: str, below: Sequence[Answer]) -> list[tuple[int | None, str]]:
    if all(_there(one) for one in below):
        return []
    free = Responder.objects.filter(
        within(area, "home_area"),
        kind=ResponderKind.CADRE,
        skills__contains=[Skill.LEAD],
        is_available=True,
        charges_held__isnull=True,
    )
    return list(free.order_by("code").values_list("pk", "name")[: len(below)])
