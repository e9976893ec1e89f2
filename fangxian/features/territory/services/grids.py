"""Laying grids: areas opened, changed and closed, households and residents moved, history kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from fangxian.features.territory import headcounts
from fangxian.features.territory.events import Event
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.errors import Conflict
from fangxian.kernel.sheets import wait_turn
from fangxian.kernel.trail import services as trail


@dataclass(frozen=True, slots=True)
class GridRow:
    """One grid to be: its code (its village's and three more characters), a point, its households."""

    code: str
    name: str
    lat: float | None
    lon: float | None
    people: int
    household_ids: Sequence[int]


@dataclass(frozen=True, slots=True)
class Laid:
    """What became of the grids of an area, and how many households and residents moved."""

    opened: int
    changed: int
    closed: int
    households: int
    residents: int


class GridsDoNotFit(Conflict):
    """The register is not the one the grids were made from."""

    code = "territory.grids_do_not_fit"
    sentence = _("The grids do not fit the register (%(problem)s: %(example)s). Compute the plan again.")


@transaction.atomic
def lay_grids(*, actor: Actor, area: str, grids: Iterable[GridRow], on: date) -> Laid:
    """
    Make these the grids of an area from a day on: open or change them, close all others, move people.

    Households that are in none of them fall back to their village if their grid is closed.

    Raises:
        NotAllowed: the actor may not publish plans there.
        GridsDoNotFit: a grid lies outside its village or the area, or a household is gone, in another village
            or in two grids.
    """
    actor.require(Can.PLAN_PUBLISH, area)
    wait_turn(actor.incident)
    start, until = span(area)
    facts = {"incident": actor.incident, "on": on, "start": start, "until": until}
    with connection.cursor() as cursor:
        _stage(cursor, grids)
        _check(cursor, facts)
        laid = Laid(*(_run(cursor, sql, facts) for sql in _STEPS))
        headcounts.recount(cursor, actor.incident, _VILLAGES)
        cursor.execute(_DROP)
    trail.record(actor=actor, kind=Event.GRIDS_LAID, area=area, subject=area, **asdict(laid))
    return laid


def _stage(cursor: Any, grids: Iterable[GridRow]) -> None:
    cursor.execute(_DROP)
    cursor.execute(_TABLES)
    with cursor.copy("COPY laid_staged FROM STDIN") as copy:
        for grid in grids:
            row = (grid.code, grid.name, grid.lat, grid.lon, grid.people, list(grid.household_ids))
            copy.write_row(row)
    cursor.execute(_HOMES)


def _check(cursor: Any, facts: dict[str, object]) -> None:
    for problem, sql in _PROBLEMS:
        cursor.execute(f"{sql} LIMIT 1", facts)
        found = cursor.fetchone()
        if found:
            raise GridsDoNotFit(problem=problem, example=found[0])
    cursor.execute(_FITTED, facts)
    cursor.execute(_TOUCHED, facts)


def _run(cursor: Any, sql: str, facts: dict[str, object]) -> int:
    cursor.execute(sql, facts)
    return int(cursor.rowcount)


_DROP = """
    DROP TABLE IF EXISTS pg_temp.laid_staged, pg_temp.laid_homes, pg_temp.laid_grids, pg_temp.laid_villages
"""
_TABLES = """
    CREATE TEMPORARY TABLE laid_staged (
        code text COLLATE "C", name text, lat float8, lon float8, people bigint, ids bigint[]
    ) ON COMMIT DROP
"""
_HOMES = """
    CREATE TEMPORARY TABLE laid_homes ON COMMIT DROP AS
    SELECT code AS grid, unnest(ids) AS id FROM laid_staged;
    ANALYZE laid_homes;
    ANALYZE laid_staged
"""
_PROBLEMS = (
    (_("a household in two grids"), "SELECT id FROM laid_homes GROUP BY id HAVING count(*) > 1"),
    (_("a grid twice"), "SELECT code FROM laid_staged GROUP BY code HAVING count(*) > 1"),
    (
        _("a grid outside the area"),
        "SELECT code FROM laid_staged WHERE NOT (code >= %(start)s AND code < %(until)s)",
    ),
    (
        _("a grid without a village"),
        """SELECT g.code FROM laid_staged g LEFT JOIN territory_area v
             ON v.code = left(g.code, -3) AND v.level IN ('village', 'hamlet') WHERE v.code IS NULL""",
    ),
    (
        _("a household that is gone or in another village"),
        """SELECT m.id FROM laid_homes m LEFT JOIN territory_household h
             ON h.id = m.id AND h.incident = %(incident)s
           WHERE h.id IS NULL OR NOT starts_with(m.grid, h.village)""",
    ),
)
_FITTED = """
    CREATE TEMPORARY TABLE laid_grids ON COMMIT DROP AS
    SELECT g.code, CASE WHEN g.name = '' THEN v.name || ' ' || right(g.code, 3) ELSE g.name END AS name,
           v.code AS parent, g.lat, g.lon, g.people AS population, cardinality(g.ids) AS households
    FROM laid_staged g JOIN territory_area v ON v.code = left(g.code, -3)
"""
_FACTS = "name, parent, lat, lon, population, households"
_OURS, _THEIRS = (", ".join(f"{side}.{name}" for name in _FACTS.split(", ")) for side in "ag")
_MINE = "a.level = 'grid' AND a.code >= %(start)s AND a.code < %(until)s"
_TOUCHED = f"""
    CREATE TEMPORARY TABLE laid_villages ON COMMIT DROP AS
    SELECT parent AS code FROM laid_grids UNION
    SELECT a.parent FROM territory_area a WHERE {_MINE} AND a.valid_until IS NULL
"""  # noqa: S608 names are ours
_DIFFERS = f"g.code = a.code AND ({_OURS}, a.valid_until IS NULL) IS DISTINCT FROM ({_THEIRS}, true)"
_KEEP = f"""
    INSERT INTO territory_areaversion
        (area, name, level, parent, lat, lon, population, households, outline, valid_from, valid_until)
    SELECT a.code, a.name, a.level, a.parent, a.lat, a.lon, a.population, a.households, a.outline,
           a.valid_from, %(on)s
    FROM territory_area a LEFT JOIN laid_grids g ON g.code = a.code
    WHERE {_MINE} AND a.valid_until IS NULL AND a.valid_from < %(on)s
      AND (g.code IS NULL OR ({_OURS}) IS DISTINCT FROM ({_THEIRS}))
    ON CONFLICT DO NOTHING
"""  # noqa: S608 names are ours
_OPEN = f"""
    INSERT INTO territory_area (code, level, {_FACTS}, valid_from)
    SELECT g.code, 'grid', {_THEIRS}, %(on)s FROM laid_grids g
    WHERE NOT EXISTS (SELECT 1 FROM territory_area a WHERE a.code = g.code)
"""  # noqa: S608 names are ours
_CHANGE = f"""
    WITH kept AS ({_KEEP})
    UPDATE territory_area a SET ({_FACTS}) = ROW({_THEIRS}), level = 'grid', valid_from = %(on)s,
           valid_until = NULL, outline = NULL
    FROM laid_grids g WHERE {_DIFFERS}
"""  # noqa: S608 names are ours
_CLOSE = f"""
    UPDATE territory_area a SET valid_until = greatest(a.valid_from, %(on)s)
    WHERE {_MINE} AND a.valid_until IS NULL AND NOT EXISTS (SELECT 1 FROM laid_grids g WHERE g.code = a.code)
"""  # noqa: S608 names are ours
_MOVED = """
    SELECT h.id, coalesce(m.grid, h.village) AS area FROM territory_household h
    LEFT JOIN laid_homes m ON m.id = h.id LEFT JOIN territory_area a ON a.code = h.area AND m.id IS NULL
    WHERE h.incident = %(incident)s AND h.area >= %(start)s AND h.area < %(until)s
      AND (m.grid <> h.area OR a.valid_until IS NOT NULL)
"""
_MOVE_HOMES = f"UPDATE territory_household h SET area = x.area FROM ({_MOVED}) x WHERE x.id = h.id"  # noqa: S608
_MOVE_RESIDENTS = """
    UPDATE territory_resident r SET area = h.area FROM territory_household h
    WHERE r.incident = %(incident)s AND h.incident = %(incident)s AND h.code = r.household
      AND h.area >= %(start)s AND h.area < %(until)s AND r.area >= %(start)s AND r.area < %(until)s
      AND r.area <> h.area
"""
_STEPS = (_OPEN, _CHANGE, _CLOSE, _MOVE_HOMES, _MOVE_RESIDENTS)
_VILLAGES = "SELECT code FROM laid_villages"
