"""Who answers, as a page and as a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from fangxian.features.charges import access, climbing, rules, viewing
from fangxian.features.charges.models import Charge
from fangxian.features.charges.naming import may_name
from fangxian.features.charges.selectors.answers import (
    Answer,
    answers,
    answers_for,
    chain,
    children,
    others,
    vacant_areas,
)
from fangxian.features.charges.selectors.spans import Span, groups_below, wide
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import span, within

EARLIER = 10

_SHEET = """
    SELECT a.code, a.name, a.level, h.code, c.holder_name, d.code, c.deputy_name, c.valid_from
    FROM territory_area a
    LEFT JOIN charges_charge c ON c.area = a.code AND c.incident = %(incident)s AND c.leads
        AND c.valid_from <= %(now)s AND (c.valid_until IS NULL OR c.valid_until > %(now)s)
    LEFT JOIN roster_responder h ON h.id = c.holder_id
    LEFT JOIN roster_responder d ON d.id = c.deputy_id
    WHERE a.code >= %(start)s AND a.code < %(end)s AND a.valid_until IS NULL ORDER BY a.code
"""


@dataclass(frozen=True, slots=True)
class Look:
    """
    One area: `above` are the leads around it, nearest first; `others` its charges that do not lead it;
    `below` the areas inside it; `vacancies` how many areas inside it, itself included, nobody leads; `silent`
    the areas, itself included, whose lead does not answer; `may_cover` and `may_name` are about its own lead;
    `span` are the groups of those directly below, `wide` those of them with too many below.
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
    views: frozenset[str]
    silent: frozenset[str]
    may_cover: bool
    may_name: bool
    span: Span | None
    wide: dict[str, int]
    may_group: bool
    may_export: bool


def look(actor: Actor, area: Area) -> Look:
    """What there is to see of who answers for an area."""
    listed, now = answers(actor, children(area.code)), timezone.now()
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
        below=listed,
        earlier=_earlier(actor, area.code),
        vacancies=vacant_areas(actor, area.code).count(),
        may_appoint=bool(rules.appointable(actor.role, actor.area, area.code))
        and actor.may(Can.CHARGE_APPOINT, area.code),
        ends=frozenset(charge.code for charge in held if _may_end(actor, charge)),
        views=frozenset(charge.code for charge in held if viewing.may_look(actor, charge)),
        silent=climbing.silent(actor, [area.code, *(one.area.code for one in listed)], now),
        may_cover=lead is not None and area.code != actor.area and actor.may(Can.COVER_PUT, area.code),
        may_name=lead is not None and lead.deputy_id is None and may_name(actor, lead),
        span=groups_below(actor, area.code, listed),
        wide=wide(one.area.code for one in listed),
        may_group=actor.may(Can.COVER_PUT, area.code),
        may_export=actor.may(Can.EXPORT, area.code),
    )


def sheet(actor: Actor, area: str) -> Iterator[list[object]]:
    """A row for every area inside an area; see `charges.sheets` for the columns an import reads."""
    start, end = span(area)
    with connection.cursor() as cursor:
        asked: dict[str, Any] = {
            "start": start,
            "end": end,
            "incident": actor.incident,
            "now": timezone.now(),
        }
        cursor.execute(_SHEET, asked)
        for code, name, level, *answer in cursor:
            yield [code, name, str(Level(level).label), str(rules.lead_role(level).label), *answer]


def _earlier(actor: Actor, area: str) -> list[Charge]:
    ended = access.visible(actor).filter(area=area, valid_until__lte=timezone.now())
    return list(ended.exclude(holder__isnull=True).order_by("-valid_until")[:EARLIER])


def _may_end(actor: Actor, charge: Charge) -> bool:
    own, role = actor.role, Role(charge.role)
    may = actor.may(Can.CHARGE_APPOINT, charge.area) and rules.may_appoint(own, actor.area, role, charge.area)
    return may and not (charge.leads and charge.holder_id is None)
