"""Findings: where people answered, what they put right, what came back; and what inspectors made."""

from __future__ import annotations

from fangxian.features.supervision.appraisal.sources import Source
from fangxian.features.supervision.appraisal.statements.tasks import DONE

_HERE = "f.incident = %(incident)s AND f.area >= %(start)s AND f.area < %(end)s"

# Of whoever held the nearest lead charge around the place when it was found.
CAUSED = f"""
    SELECT p.responder, t.kind, f.found_at AS at, NULL::timestamptz AS until, c.role, f.area AS place,
        f.code AS subject, i.title AS what, 1 AS amount, 0 AS nights, false AS timed, NULL::int AS late_min
    FROM supervision_finding f
    JOIN items_item i ON i.code = f.code
    CROSS JOIN LATERAL (
        SELECT c.holder_id, c.role FROM charges_charge c
        WHERE c.incident = f.incident AND c.leads AND c.holder_id IS NOT NULL
            AND c.area IN (SELECT left(f.area, n) FROM generate_series(1, length(f.area)) n)
            AND c.valid_from <= f.found_at AND (c.valid_until IS NULL OR c.valid_until > f.found_at)
        ORDER BY length(c.area) DESC, c.valid_from DESC LIMIT 1
    ) c
    JOIN p ON p.responder = c.holder_id
    JOIN (VALUES ('caused', 0), ('repeated', 1)) AS t (kind, least) ON f.repeats >= t.least
    WHERE {_HERE} AND NOT f.withdrawn AND f.found_at >= %(since)s AND f.found_at < %(till)s
"""  # noqa: S608 names are ours

# The deadline runs from when it was found, or from when it was last sent back.
CURED = f"""
    SELECT DISTINCT ON (p.responder, f.code) p.responder, 'cured' AS kind, l.at, NULL::timestamptz, '',
        f.area, f.code, i.title, 1, 0, true,
        ceil(extract(epoch FROM l.at - coalesce(b.at, f.found_at)) / 60)::int - f.deadline_h * 60
    FROM items_itemline l
    JOIN supervision_finding f ON f.code = l.item_id
    JOIN items_item i ON i.code = f.code
    JOIN p ON p.account = l.person
    LEFT JOIN LATERAL (
        SELECT max(r.at) AS at FROM items_itemline r
        WHERE r.item_id = f.code AND r.move = 'return' AND r.at <= l.at
    ) b ON true
    WHERE {_HERE} AND NOT f.withdrawn AND l.move = 'remedy' AND l.at >= %(since)s AND l.at < %(till)s
    ORDER BY p.responder, f.code, l.at DESC
"""  # noqa: S608 names are ours

# One line for each time somebody's work was looked at and sent back, however often it was looked at.
RETURNED = f"""
    SELECT p.responder, 'returned' AS kind, min(l.at) AS at, NULL::timestamptz, '', i.area,
        i.code || to_char(done.at AT TIME ZONE 'UTC', ' YYYYMMDDHH24MISSUS') AS subject, i.title,
        1, 0, false, NULL::int
    FROM items_itemline l
    JOIN items_item i ON i.code = l.item_id
    CROSS JOIN LATERAL (
        SELECT d.at, d.person FROM items_itemline d
        WHERE d.item_id = i.code AND d.move IN {DONE} AND d.at <= l.at ORDER BY d.at DESC LIMIT 1
    ) done
    JOIN p ON p.account = done.person
    WHERE i.incident = %(incident)s AND i.area >= %(start)s AND i.area < %(end)s AND l.move = 'return'
        AND l.person <> done.person AND l.at >= %(since)s AND l.at < %(till)s AND i.state <> 'withdrawn'
    GROUP BY p.responder, i.code, i.area, i.title, done.at
"""  # noqa: S608 names are ours

INSPECTED = """
    SELECT p.responder, 'inspected' AS kind, n.at, NULL::timestamptz, '', n.area, n.id::text, n.checklist,
        1, 0, false, NULL::int
    FROM supervision_inspection n JOIN p ON p.code = n.person
    WHERE n.incident = %(incident)s AND n.area >= %(start)s AND n.area < %(end)s
        AND n.at >= %(since)s AND n.at < %(till)s
"""

FOUND = f"""
    SELECT p.responder, 'found' AS kind, f.found_at AS at, NULL::timestamptz, '', f.area, f.code, i.title,
        1, 0, false, NULL::int
    FROM supervision_finding f
    JOIN supervision_inspection n ON n.id = f.inspection_id
    JOIN items_item i ON i.code = f.code
    JOIN p ON p.code = n.person
    WHERE {_HERE} AND NOT f.withdrawn AND f.found_at >= %(since)s AND f.found_at < %(till)s
"""  # noqa: S608 names are ours

SOURCES = (
    Source("caused", CAUSED),
    Source("cured", CURED),
    Source("returned", RETURNED),
    Source("inspected", INSPECTED),
    Source("found", FOUND),
)
