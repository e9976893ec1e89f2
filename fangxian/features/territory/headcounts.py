"""Counting heads: the figures of each grid, made anew for the villages that changed."""

from __future__ import annotations

from typing import Any

from fangxian.features.territory.models import NEEDS

_SUMS = ", ".join(f"count(*) FILTER (WHERE r.{need})" for need in NEEDS)
_ZEROS = ", ".join(f"0 AS {need}" for need in NEEDS)
_ADDED = ", ".join(f"sum({need})" for need in NEEDS)
_NAMES = ", ".join(NEEDS)


def recount(cursor: Any, incident: str, villages: str) -> None:
    """
    Count households and residents of some villages anew, in the caller's transaction and scope.

    `villages` is a query of ours that gives village codes, in SQL; it may be empty of rows.
    """
    cursor.execute(
        f"""
        CREATE TEMPORARY TABLE recounted ON COMMIT DROP AS SELECT DISTINCT code FROM ({villages}) v (code);
        ANALYZE recounted;
        """  # noqa: S608 written by our own services
    )
    cursor.execute(
        "DELETE FROM territory_headcount c USING recounted v WHERE c.village = v.code AND c.incident = %s",
        [incident],
    )
    cursor.execute(
        f"""
        WITH homes AS MATERIALIZED (
            SELECT h.area, h.village, h.code FROM territory_household h
            JOIN recounted v ON h.area >= v.code AND h.area < v.code || %(last)s AND h.village = v.code
            WHERE h.incident = %(incident)s
        ), counted AS (
            SELECT area, village, count(*) AS households, 0 AS residents, {_ZEROS}
            FROM homes GROUP BY area, village
            UNION ALL
            SELECT r.area, h.village, 0, count(*), {_SUMS}
            FROM homes h JOIN territory_resident r
              ON r.incident = %(incident)s AND r.area = h.area AND r.household = h.code
            GROUP BY r.area, h.village
        )
        INSERT INTO territory_headcount (incident, area, village, households, residents, {_NAMES})
        SELECT %(incident)s, area, village, sum(households), sum(residents), {_ADDED}
        FROM counted GROUP BY area, village
        """,  # noqa: S608 names are ours
        {"incident": incident, "last": "\U0010ffff"},
    )
    cursor.execute("DROP TABLE recounted")
