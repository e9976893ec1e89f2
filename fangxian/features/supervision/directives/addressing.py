"""Whom a directive is for, as one query that counts, compares and lays out receipts alike."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.utils import timezone

from fangxian.features.orgs.models import Unit
from fangxian.features.roster.models import Responder
from fangxian.features.supervision.directives.refusals import NobodyAddressed, PeopleUnknown
from fangxian.features.supervision.models import Directive, To
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import LAST, inside, span

_PLACES = """
    unnest(%(starts)s::text[], %(ends)s::text[]) AS w(start, until)
"""
_IN_PLACES = '{0} >= w.start COLLATE "C" AND {0} < w.until COLLATE "C"'
_HERE = '{0} >= %(start)s COLLATE "C" AND {0} < %(until)s COLLATE "C"'

_AREAS = f"""
    SELECT 0::bigint AS responder, a.code AS area, a.level AS level, '' AS name
    FROM territory_area a, {_PLACES}
    WHERE a.valid_until IS NULL AND a.level = ANY(%(levels)s) AND {_IN_PLACES.format("a.code")}
      AND a.code <> %(own)s
"""  # noqa: S608 names are ours
# Who is away is not addressed: whoever covers for them is (as `charges.covers.who` says of one charge).
_COVERED = """
    c.deputy_id IS NOT NULL AND c.away_from <= %(now)s AND (c.away_until IS NULL OR c.away_until > %(now)s)
    AND NOT (c.deputy_away_from IS NOT NULL AND c.deputy_away_from <= %(now)s
             AND (c.deputy_away_until IS NULL OR c.deputy_away_until > %(now)s))
"""
_ROLE = f"""
    SELECT DISTINCT ON (responder) CASE WHEN v.covered THEN c.deputy_id ELSE c.holder_id END AS responder,
           c.area AS area, 'person' AS level,
           CASE WHEN v.covered THEN c.deputy_name ELSE c.holder_name END AS name
    FROM charges_charge c, {_PLACES}, LATERAL (SELECT {_COVERED} AS covered) v
    WHERE c.incident = %(incident)s AND c.role = %(role)s AND c.holder_id IS NOT NULL
      AND c.valid_from <= %(now)s AND (c.valid_until IS NULL OR c.valid_until > %(now)s)
      AND {_IN_PLACES.format("c.area")}
    ORDER BY responder, area
"""  # noqa: S608 names are ours
_UNIT = """
    SELECT r.id AS responder, r.unit_area AS area, 'person' AS level, r.name AS name
    FROM roster_responder r JOIN orgs_unit u ON u.code = r.unit_id
    WHERE u.path >= %(path)s AND u.path < %(path_until)s
"""
_PEOPLE = f"""
    SELECT r.id AS responder, r.home_area AS area, 'person' AS level, r.name AS name
    FROM roster_responder r, {_PLACES} WHERE {_IN_PLACES.format("r.home_area")}
"""  # noqa: S608 names are ours
_LIST = f"""
    SELECT r.id AS responder,
           CASE WHEN {_HERE.format("r.home_area")} THEN r.home_area
                WHEN {_HERE.format("r.unit_area")} THEN r.unit_area ELSE %(own)s END AS area,
           'person' AS level, r.name AS name
    FROM roster_responder r WHERE r.code = ANY(%(people)s)
"""  # noqa: S608 names are ours
_SOURCES = {To.AREAS: _AREAS, To.ROLE: _ROLE, To.UNIT: _UNIT, To.PEOPLE: _PEOPLE, To.LIST: _LIST}


@dataclass(frozen=True, slots=True)
class Source:
    """A query of (`responder` or 0, `area`, `level`, `name`), each receiver once, and what fills it."""

    query: str
    facts: dict[str, Any]


def source(actor: Actor, directive: Directive) -> Source:
    """
    The query for those whom a directive is for, as far as they are in the actor's sight.

    Raises:
        NobodyAddressed: the unit is not in sight.
    """
    spans = [span(area) for area in directive.areas or [directive.area]]
    facts: dict[str, Any] = {
        "starts": [start for start, _ in spans],
        "ends": [until for _, until in spans],
        "levels": directive.levels,
        "own": directive.area,
        "incident": directive.incident,
        "role": directive.role,
        "now": timezone.now(),
        "people": directive.people,
        "start": actor.area,
        "until": actor.area + LAST,
    }
    if directive.to == To.UNIT:
        path = Unit.objects.filter(code=directive.unit).values_list("path", flat=True).first()
        if path is None:
            raise NobodyAddressed(field="unit")
        facts |= {"path": path, "path_until": path + LAST}
    return Source(_SOURCES[To(directive.to)], facts)


def outermost(areas: Iterable[str]) -> list[str]:
    """
    Areas without those that lie inside another of them: so nobody is found twice.

    >>> outermost(["900101001", "900101", "9002"])
    ['900101', '9002']
    """
    found: list[str] = []
    for area in sorted(set(areas)):
        if not found or not inside(area, found[-1]):
            found.append(area)
    return found


def count(actor: Actor, directive: Directive) -> int:
    """
    How many a directive is for.

    Raises:
        NobodyAddressed: nobody.
        PeopleUnknown: the list names somebody who is not in sight.
    """
    if directive.to == To.LIST:
        _all_known(directive.people)
    asked = source(actor, directive)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({asked.query}) AS those", asked.facts)  # noqa: S608 ours
        found = int(cursor.fetchone()[0])
    if not found:
        raise NobodyAddressed(field="to")
    return found


def _all_known(people: list[str]) -> None:
    known = set(Responder.objects.filter(code__in=people).values_list("code", flat=True))
    unknown = [code for code in people if code not in known]
    if unknown:
        raise PeopleUnknown(codes=", ".join(unknown[:5]), field="people")
