"""Who answers, as a page and as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fangxian.features.charges import access, rules
from fangxian.features.charges.models import Charge
from fangxian.features.charges.selectors.answers import (
    Answer,
    answers,
    answers_for,
    chain,
    children,
    others,
    vacant_areas,
)
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import within

EARLIER = 10


@dataclass(frozen=True, slots=True)
class Look:
    """
    One area: `above` are the leads around it, nearest first; `others` its charges that do not lead it;
    `below` the areas inside it; `vacancies` how many areas inside it, itself included, nobody leads.
    """

    answer: Answer
    around: list[Area]
    above: list[Charge]
    others: list[Charge]
    below: list[Answer]
    earlier: list[Charge]
    vacancies: int
    may_appoint: bool
    ends: frozenset[str]


def look(actor: Actor, area: Area) -> Look:
    """What there is to see of who answers for an area."""
    inside = rules.prefixes(area.code)
    around = Area.objects.filter(within(actor.area, "code"), code__in=inside).order_by("code")
    beside = list(others(actor, area.code))
    lead = answers_for(actor, [area.code]).get(area.code)
    held = [charge for charge in (lead, *beside) if charge is not None]
    return Look(
        answer=Answer(area, lead),
        around=list(around),
        above=[charge for charge in chain(actor, area.code) if charge.area != area.code],
        others=beside,
        below=answers(actor, children(area.code)),
        earlier=_earlier(actor, area.code),
        vacancies=vacant_areas(actor, area.code).count(),
        may_appoint=bool(rules.appointable(actor.role, actor.area, area.code))
        and actor.may(Can.CHARGE_APPOINT, area.code),
        ends=frozenset(charge.code for charge in held if _may_end(actor, charge)),
    )


def sheet(actor: Actor, area: str) -> Iterator[list[object]]:
    """A row for every area inside an area; see `charges.sheets` for the columns an import reads."""
    areas = Area.objects.filter(within(area, "code"), valid_until__isnull=True).order_by("code")
    batch: list[Area] = []
    for one in areas.iterator(chunk_size=2000):
        batch.append(one)
        if len(batch) == 2000:
            yield from _rows(actor, batch)
            batch = []
    yield from _rows(actor, batch)


def _rows(actor: Actor, areas: list[Area]) -> Iterator[list[object]]:
    found = answers(actor, areas)
    held = [answer.charge for answer in found if answer.charge is not None]
    people = {pk for charge in held for pk in (charge.holder_id, charge.deputy_id) if pk is not None}
    codes = dict(Responder.objects.filter(pk__in=people).values_list("pk", "code"))
    for answer in found:
        area, charge = answer.area, answer.charge
        start: list[object] = [area.code, area.name, area.get_level_display(), answer.role]
        if charge is None:
            yield [*start, "", "", "", "", ""]
            continue
        holder, deputy = codes.get(charge.holder_id or 0, ""), codes.get(charge.deputy_id or 0, "")
        yield [*start, holder, charge.holder_name, deputy, charge.deputy_name, charge.valid_from]


def _earlier(actor: Actor, area: str) -> list[Charge]:
    ended = access.visible(actor).filter(area=area, valid_until__isnull=False)
    return list(ended.exclude(holder__isnull=True).order_by("-valid_until")[:EARLIER])


def _may_end(actor: Actor, charge: Charge) -> bool:
    own, role = actor.role, Role(charge.role)
    may = actor.may(Can.CHARGE_APPOINT, charge.area) and rules.may_appoint(own, actor.area, role, charge.area)
    return may and not (charge.leads and charge.holder_id is None)
