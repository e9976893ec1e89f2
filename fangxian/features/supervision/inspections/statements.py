"""
What an inspection's report changes, as statements: each may be run again, and in any order with others.

A look counts only if whoever made it holds a charge there that may inspect. Of a finding that was put right,
the latest look since decides (by time, then by the report's id), if another person made it.
"""

from __future__ import annotations

from fangxian.features.items.services import writing

SUBJECTS = """
    SELECT s.code, coalesce(d.area, a.code) FROM unnest(%s::text[]) AS s (code)
    LEFT JOIN duty_site d ON d.code = s.code
    LEFT JOIN territory_area a ON a.code = s.code AND a.level = 'grid' AND a.valid_until IS NULL
    WHERE d.code IS NOT NULL OR a.code IS NOT NULL
"""

# One look at a place after the other: those that wait count the findings of those before them.
LOCK = """
    SELECT pg_advisory_xact_lock(hashtextextended('inspection ' || s.code, 0))
    FROM (SELECT unnest(%s::text[]) AS code ORDER BY 1) s
"""

INSPECT = """
    INSERT INTO supervision_inspection (id, incident, area, made_area, subject, checklist, at, person,
        person_name, account, ok, failed, not_seen, note, lat_e5, lon_e5, accuracy_m)
    SELECT t.id, current_setting('fangxian.incident', true), coalesce(d.area, t.area), who.area, t.subject,
        t.checklist, t.at, t.person, who.name, coalesce(nullif(who.account, ''), t.person), t.ok, t.failed,
        t.not_seen, t.note, t.lat_e5, t.lon_e5, t.accuracy_m
    FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::timestamptz[], %s::text[], %s::int[],
            %s::int[], %s::int[], %s::text[], %s::int[], %s::int[], %s::int[])
        AS t (id, area, subject, checklist, at, person, ok, failed, not_seen, note, lat_e5, lon_e5,
            accuracy_m)
    LEFT JOIN duty_site d ON d.code = t.subject
    CROSS JOIN LATERAL (
        SELECT c.area, r.name, r.account FROM roster_responder r
        JOIN charges_charge c ON c.holder_id = r.id OR c.deputy_id = r.id
        WHERE r.code = t.person AND c.role = ANY(%s::text[]) AND starts_with(t.area, c.area)
            AND c.incident = current_setting('fangxian.incident', true)
            AND (c.valid_until IS NULL OR c.valid_until > t.at)
        ORDER BY c.area LIMIT 1
    ) who
    ON CONFLICT (id) DO NOTHING
"""

SEE = """
    INSERT INTO supervision_seenline (inspection_id, area, position, line, result, remark, finding, at)
    SELECT i.id, i.area, t.position, t.line, t.result, t.remark, t.finding, i.at
    FROM unnest(%s::uuid[], %s::int[], %s::text[], %s::text[], %s::text[], %s::text[])
        AS t (id, position, line, result, remark, finding)
    JOIN supervision_inspection i ON i.id = t.id
    ON CONFLICT (inspection_id, line) DO NOTHING
"""

OPEN = writing.opening(
    """
    SELECT t.code, 'finding', i.area, i.made_area, i.subject, t.title, t.remark, t.severity, 'open', i.at,
        i.account, i.person_name, t.due_at, t.due_at, t.call_at
    FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::int[], %s::timestamptz[],
            %s::timestamptz[])
        AS t (id, code, title, remark, severity, due_at, call_at)
    JOIN supervision_inspection i ON i.id = t.id
    """
)

FIND = """
    INSERT INTO supervision_finding (code, incident, area, made_area, inspection_id, subject, checklist, line,
        severity, deadline_h, found_at, repeats, withdrawn)
    SELECT t.code, i.incident, i.area, i.made_area, i.id, i.subject, i.checklist, t.line, t.severity,
        t.deadline_h, i.at, 0, false
    FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::int[], %s::int[])
        AS t (id, code, line, severity, deadline_h)
    JOIN supervision_inspection i ON i.id = t.id
    ON CONFLICT (code) DO NOTHING
"""

# A repeat is counted anew for all findings of a line at a place, for a late report may come between others.
COUNT = """
    UPDATE supervision_finding f SET repeats = n.repeats
    FROM (
        SELECT f.code, (
            SELECT count(*) FROM supervision_finding e
            WHERE e.subject = f.subject AND e.line = f.line AND e.found_at >= f.found_at - interval '14 days'
                AND NOT e.withdrawn AND (e.found_at, e.code) < (f.found_at, f.code)
        ) AS repeats
        FROM supervision_finding f WHERE f.subject = ANY(%s::text[])
    ) n
    WHERE f.code = n.code AND f.repeats <> n.repeats
"""

TELL = writing.telling(
    """
    SELECT t.code, i.at, i.account, i.person_name, t.move, t.remark
    FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[]) AS t (id, code, move, remark)
    JOIN supervision_inspection i ON i.id = t.id
    JOIN supervision_finding f ON f.code = t.code AND f.subject = i.subject
    """
)

DECIDE = writing.moving(
    """
    SELECT f.code, CASE look.result WHEN 'ok' THEN 'closed' ELSE 'open' END, look.at, look.account,
        CASE look.result WHEN 'ok' THEN f.found_at ELSE look.at END + lasts.hours, look.at + lasts.hours,
        look.at + lasts.hours - %s::interval, look.result = 'ok'
    FROM unnest(%s::text[]) AS t (code)
    JOIN supervision_finding f ON f.code = t.code AND NOT f.withdrawn
    CROSS JOIN LATERAL (SELECT make_interval(hours => f.deadline_h::int) AS hours) lasts
    CROSS JOIN LATERAL (
        SELECT l.at, l.person FROM items_itemline l WHERE l.item_id = f.code AND l.move = 'remedy'
        ORDER BY l.at DESC, l.id DESC LIMIT 1
    ) remedy
    CROSS JOIN LATERAL (
        SELECT l.result, l.at, i.account
        FROM supervision_seenline l JOIN supervision_inspection i ON i.id = l.inspection_id
        WHERE l.finding = f.code AND l.result <> 'not_seen' AND l.at >= remedy.at
            AND i.subject = f.subject AND i.account <> remedy.person
        ORDER BY l.at DESC, l.inspection_id DESC LIMIT 1
    ) look
    """
)
