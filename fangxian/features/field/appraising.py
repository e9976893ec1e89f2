"""What the report log tells of people to their appraisals: how many reports of each kind, by day."""

from fangxian.features.supervision.appraisal.sources import Source

# A report that came twice is in the log once, a refused one is not in it: neither is held against anybody.
# Inspections and moves of items are told by the lines of their own; each is one fact, not two.
REPORTS = Source(
    "reports",
    """
    SELECT p.responder, 'report' AS kind, min(f.occurred_at) AS at, NULL::timestamptz AS until, '' AS role,
        min(f.area COLLATE "C") AS place,
        f.kind || to_char(f.occurred_at AT TIME ZONE %(zone)s, ' YYYY-MM-DD') AS subject, f.kind AS what,
        count(*) AS amount, 0 AS nights, false AS timed, NULL::int AS late_min
    FROM field_report f JOIN p ON p.code = f.person
    WHERE f.incident = %(incident)s AND f.area >= %(start)s AND f.area < %(end)s
        AND f.kind NOT IN ('inspection', 'move', 'evidence')
        AND f.occurred_at >= %(since)s AND f.occurred_at < %(till)s
    GROUP BY p.responder, f.kind, to_char(f.occurred_at AT TIME ZONE %(zone)s, ' YYYY-MM-DD')
    """,
)
