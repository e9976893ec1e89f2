"""Statements that count items: by the database with every change, added up now and then, and all anew."""

from __future__ import annotations

KEY = "incident, area, kind, state, since"
"""What rows of a tally are added up by."""

# What one row of items counts as, once more for all areas around it.
_ONE = """
    SELECT incident, area, kind, state,
        CASE WHEN ended_at IS NULL THEN date_trunc('hour', state_since, 'UTC') END AS since,
        {sign} AS standing, CASE WHEN ended_at IS NULL AND calls >= 2 THEN {sign} ELSE 0 END AS late
    FROM {rows}
"""
_SUMMED = "sum(standing)::bigint AS standing, sum(late)::bigint AS late"
_SOME = "HAVING sum(standing) <> 0 OR sum(late) <> 0"


def one(rows: str, sign: int = 1) -> str:
    """The rows of some items, each counted once (or, with -1, taken away once)."""
    return _ONE.format(rows=rows, sign=sign)


def around(rows: str) -> str:
    """Counts by the areas items are in → counts by all areas around those, their own included."""
    return f"""
        SELECT c.incident, p.code AS area, c.kind, c.state, c.since, {_SUMMED}
        FROM (SELECT {KEY}, {_SUMMED} FROM ({rows}) r GROUP BY {KEY} {_SOME}) c
        CROSS JOIN LATERAL (SELECT left(c.area, n) AS code FROM generate_series(1, length(c.area)) n) p
        WHERE p.code = c.area OR EXISTS (SELECT FROM territory_area t WHERE t.code = p.code)
        GROUP BY c.incident, p.code, c.kind, c.state, c.since {_SOME}
    """  # noqa: S608 names are ours


def insert(query: str) -> str:
    """Keep counts."""
    return f"INSERT INTO items_tally ({KEY}, standing, late) {query}"


# One statement: whoever reads meanwhile finds all the rows of a key, or the one they were added up to.
GATHER = f"""
    WITH several AS (
        SELECT {KEY} FROM items_tally GROUP BY {KEY}
        HAVING count(*) > 1 OR sum(standing) = 0 AND sum(late) = 0
    ), gone AS (
        DELETE FROM items_tally t USING several s
        WHERE (t.incident, t.area, t.kind, t.state) = (s.incident, s.area, s.kind, s.state)
            AND t.since IS NOT DISTINCT FROM s.since
        RETURNING t.*
    ), kept AS (
        {insert(f"SELECT {KEY}, {_SUMMED} FROM gone GROUP BY {KEY} {_SOME}")} RETURNING 1
    )
    SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)
"""  # noqa: S608 names are ours

COUNTED = around(one("items_item WHERE incident = current_setting('fangxian.incident', true)"))
"""All items of the acting incident, counted anew."""
LIVE = f"""
    SELECT {KEY}, {_SUMMED} FROM items_tally WHERE incident = current_setting('fangxian.incident', true)
    GROUP BY {KEY} {_SOME}
"""  # noqa: S608 names are ours
"""What the tallies say, added up."""
