"""Charges and posts held, planned hours by week, and secondments."""

from __future__ import annotations

from fangxian.features.supervision.appraisal.sources import Source

# A posting counts from the publication of its plan until the next plan of its area is published. One taken
# off a running plan was left at an hour nobody wrote down: it is told as held, and no hours are.
HELD = """
    plan AS (
        SELECT n.id, n.area, n.published_at FROM duty_plan n
        WHERE n.incident = %(incident)s AND n.published_at IS NOT NULL
    ), stood AS (
        SELECT g.responder_id AS responder, g.post_id, g.crew, g.area, o.role, o.code, o.place_name,
            greatest(lower(g.period), n.published_at) AS began, least(upper(g.period), m.ended) AS ended,
            NOT g.live AND m.ended IS NULL AS vacated
        FROM duty_posting g
        JOIN duty_post o ON o.id = g.post_id
        JOIN plan n ON n.id = o.plan_id
        CROSS JOIN LATERAL (
            SELECT min(m.published_at) AS ended FROM plan m
            WHERE m.published_at > n.published_at AND starts_with(g.area, m.area)
        ) m
        WHERE g.area >= %(start)s AND g.area < %(end)s AND upper(g.period) > %(since)s
            AND lower(g.period) < %(till)s
    ), held AS (
        SELECT * FROM stood WHERE began < ended AND began < %(till)s AND ended > %(since)s
    )
"""

_RUNNING = """
    c.incident = %(incident)s AND c.area >= %(start)s AND c.area < %(end)s AND c.valid_from < %(till)s
    AND (c.valid_until IS NULL OR c.valid_until > %(since)s)
"""
CHARGED = f"""
    SELECT c.holder_id AS responder, c.code, c.role, c.area, c.valid_from, c.valid_until, 'charge' AS kind
    FROM charges_charge c WHERE c.holder_id IS NOT NULL AND {_RUNNING}
    UNION ALL
    SELECT c.deputy_id, c.code, c.role, c.area, c.valid_from, c.valid_until, 'deputy'
    FROM charges_charge c WHERE c.deputy_id IS NOT NULL AND {_RUNNING}
"""  # noqa: S608 names are ours

CHARGES = f"""
    SELECT p.responder, c.kind, c.valid_from AS at, c.valid_until AS until, c.role, c.area AS place,
        c.code AS subject, '' AS what, a.households AS amount, 0 AS nights, false AS timed,
        NULL::int AS late_min
    FROM ({CHARGED}) c JOIN p ON p.responder = c.responder
    LEFT JOIN territory_area a ON a.code = c.area
"""  # noqa: S608 names are ours

POSTS = f"""
    WITH {HELD}
    SELECT p.responder, 'post' AS kind, min(h.began) AS at, CASE WHEN NOT h.vacated THEN max(h.ended) END,
        h.role, h.area, h.code || ' ' || h.post_id AS subject, h.place_name, NULL::numeric, 0, false,
        NULL::int
    FROM held h JOIN p ON p.responder = h.responder
    GROUP BY p.responder, h.role, h.area, h.code, h.post_id, h.place_name, h.vacated
"""  # noqa: S608 names are ours

# A shift counts where it begins. It is one at night if it stands at two in the morning, local time.
HOURS = f"""
    WITH {HELD}, shift AS (
        SELECT h.responder, h.role, h.area, h.code, h.post_id, h.place_name, s.starts_at, s.ends_at,
            date_trunc('week', s.starts_at AT TIME ZONE %(zone)s) AS week,
            (s.ends_at AT TIME ZONE %(zone)s - interval '2 hours 0.000001 seconds')::date
                - (s.starts_at AT TIME ZONE %(zone)s - interval '2 hours 0.000001 seconds')::date AS nights
        FROM held h JOIN duty_shift s ON s.post_id = h.post_id AND s.crew = h.crew
            AND s.starts_at >= greatest(h.began, %(since)s) AND s.starts_at < least(h.ended, %(till)s)
        WHERE NOT h.vacated
    )
    SELECT p.responder, 'shift' AS kind, min(s.starts_at) AS at, max(s.ends_at), s.role, s.area,
        s.code || ' ' || s.post_id || to_char(s.week, ' IYYY-IW') AS subject, s.place_name,
        sum(extract(epoch FROM s.ends_at - s.starts_at)) / 3600, sum(s.nights), false, NULL::int
    FROM shift s JOIN p ON p.responder = s.responder
    GROUP BY p.responder, s.role, s.area, s.code, s.post_id, s.place_name, s.week
"""  # noqa: S608 names are ours

# Lent from here or to here, from when it began until they were back.
SECONDED = """
    SELECT p.responder, 'seconded' AS kind, s.started_at AS at, coalesce(q.ended_at, q.until) AS until,
        s.role,
        s.to_area AS place, s.code AS subject, s.to_name AS what, 1 AS amount, 0 AS nights, false AS timed,
        NULL::int AS late_min
    FROM relief_seconded q
    JOIN relief_secondment s ON s.code = q.secondment_id
    JOIN p ON p.responder = q.responder_id
    WHERE s.incident = %(incident)s AND s.started_at < %(till)s AND coalesce(q.ended_at, q.until) > %(since)s
        AND (q.area >= %(start)s AND q.area < %(end)s OR q.to_area >= %(start)s AND q.to_area < %(end)s)
"""

SOURCES = (
    Source("charges", CHARGES),
    Source("posts", POSTS),
    Source("hours", HOURS),
    Source("seconded", SECONDED),
)
