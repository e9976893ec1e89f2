"""The counters of the running plan: rebuilt from the live rows, and moved by single events."""

from __future__ import annotations

from django.db import connection, transaction

from fangxian.features.duty.drafting.arrays import rows, run
from fangxian.features.duty.events import Event
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail

COUNTERS = ("grids", "households", "people", "sites", "posts", "seats", "filled", "vacancies")
_LISTED = ", ".join(COUNTERS)

# Every live row counts in its own area and in all that hold it; left(area, n) runs through those.
_LIVE = f"""
    WITH tree AS (
        SELECT code, level, parent FROM territory_area
        WHERE code >= %(start)s AND code < %(end)s AND valid_until IS NULL
    ), leaf (area, {_LISTED}) AS (
        SELECT code, 1, 0, 0, 0, 0, 0, 0, 0 FROM tree WHERE level = 'grid'
        UNION ALL
        SELECT area, 0, count(*), sum(members), 0, 0, 0, 0, 0 FROM territory_household
            WHERE area >= %(start)s AND area < %(end)s AND incident = %(incident)s GROUP BY area
        UNION ALL
        SELECT area, 0, 0, 0, count(*), 0, 0, 0, 0 FROM duty_site
            WHERE area >= %(start)s AND area < %(end)s AND is_open GROUP BY area
        UNION ALL
        SELECT area, 0, 0, 0, 0, count(*), sum(wanted), sum(filled), 0 FROM duty_post
            WHERE area >= %(start)s AND area < %(end)s AND live GROUP BY area
        UNION ALL
        SELECT area, 0, 0, 0, 0, 0, 0, 0, count(*) FROM charges_charge
            WHERE area >= %(start)s AND area < %(end)s AND incident = %(incident)s
              AND leads AND (holder_id IS NULL OR cover = 'uncovered') AND valid_until IS NULL GROUP BY area
    ), sums AS (
        SELECT area, {", ".join(f"sum({name}) AS {name}" for name in COUNTERS)} FROM leaf GROUP BY area
    ), climbed AS (
        SELECT left(area, n) COLLATE "C" AS code, {", ".join(f"sum({name}) AS {name}" for name in COUNTERS)}
        FROM sums CROSS JOIN LATERAL generate_series(%(depth)s, length(area)) AS n
        GROUP BY 1
    )
    SELECT code, level, parent, {", ".join(f"coalesce({name}, 0)::int AS {name}" for name in COUNTERS)}
    FROM tree LEFT JOIN climbed USING (code)
"""  # noqa: S608 names of our own


def change(area: str, **differences: int) -> None:
    """
    Add differences to the counters of an area and of all that hold it, exact when the transaction ends.

    Take `hold_still` or `move` first.
    """
    if any(differences.values()):
        values: list[str | int] = [area, *(differences.get(name, 0) for name in COUNTERS)]
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT duty_tally_climb({', '.join(['%s'] * len(values))})", values)


def move(incident: str) -> None:
    """Let counters move in this transaction, beside others that move them, but not while they are rebuilt."""
    run("SELECT pg_advisory_xact_lock_shared(hashtext(%(name)s))::text", {"name": f"tally {incident}"})


def hold_still(incident: str) -> None:
    """Have all counters to oneself until the transaction ends."""
    run("SELECT pg_advisory_xact_lock(hashtext(%(name)s))::text", {"name": f"tally {incident}"})


@transaction.atomic
def move_vacancies(*, actor: Actor, area: str, by: int) -> None:
    """Count that lead charges of an area were filled or left vacant: what the events of charges ask for."""
    scope.enter(actor)
    move(actor.incident)
    change(area, vacancies=by)


@transaction.atomic
def rebuild_tallies(*, actor: Actor, area: str) -> int:
    """
    Count the running plan of an area anew from the live rows; the number of areas counted.

    Areas above the actor's charge get the difference. Rebuilt counters equal moved ones, always; this is for
    after a publication, and to prove it.

    Raises:
        NotAllowed: the actor may not publish plans there.
    """
    scope.enter(actor)
    actor.require(Can.PLAN_PUBLISH, area)
    hold_still(actor.incident)
    counted = recount(actor.incident, area)
    trail.record(actor=actor, kind=Event.TALLIES_REBUILT, area=area, areas=counted)
    return counted


def recount(incident: str, area: str) -> int:
    """The rebuilding itself, in the caller's transaction, scope and `hold_still`."""
    asked = _asked(incident, area)
    before = _own_row(area)
    run("DROP TABLE IF EXISTS pg_temp.tally_rows")
    run(f"CREATE TEMPORARY TABLE tally_rows ON COMMIT DROP AS {_LIVE}", asked)
    run(
        """DELETE FROM duty_tally t WHERE area > %(start)s AND area < %(end)s
           AND NOT EXISTS (SELECT 1 FROM tally_rows r WHERE r.code = t.area)""",
        asked,
    )
    counted = run(
        f"""INSERT INTO duty_tally (area, level, parent, {_LISTED})
            SELECT code, level, parent, {_LISTED} FROM tally_rows WHERE code <> %(start)s ORDER BY code
            ON CONFLICT (area) DO UPDATE SET level = excluded.level, parent = excluded.parent,
                {", ".join(f"{name} = excluded.{name}" for name in COUNTERS)}""",  # noqa: S608 names of our own
        asked,
    )
    after = rows(f"SELECT {_LISTED} FROM tally_rows WHERE code = %(start)s", asked)  # noqa: S608
    if after:
        change(area, **{name: new - old for name, new, old in zip(COUNTERS, after[0], before, strict=True)})
    return counted + len(after)


def live_counts(incident: str, area: str) -> dict[str, tuple[int, ...]]:
    """The counters of an area and of every area in it, from the live rows; nothing is written."""
    return {row[0]: tuple(row[3:]) for row in rows(_LIVE, _asked(incident, area))}


def _asked(incident: str, area: str) -> dict[str, object]:
    start, end = span(area)
    return {"start": start, "end": end, "incident": incident, "depth": max(1, len(area))}


def _own_row(area: str) -> tuple[int, ...]:
    found = rows(f"SELECT {_LISTED} FROM duty_tally WHERE area = %(area)s", {"area": area})  # noqa: S608
    return found[0] if found else (0,) * len(COUNTERS)
