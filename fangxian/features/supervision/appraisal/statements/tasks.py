"""Items that people moved, and what had a deadline and was not done."""

from __future__ import annotations

from fangxian.features.supervision.appraisal.sources import Source

# Which moves of which kinds of items are told as what. What was sent back and done again counts once, as it
# was done last; what was taken on twice, as it was first.
_MOVES = """
    (VALUES ('task', 'take', 'took'), ('task', 'finish', 'finished'), ('task', 'confirm', 'confirmed'),
        ('directive', 'report', 'reported'), ('directive', 'close', 'confirmed')) AS m (item, move, kind)
"""
DONE = "('finish', 'report', 'remedy')"
_LATE = "ceil(extract(epoch FROM {at} - {deadline}) / 60)::int"
_HERE = "i.incident = %(incident)s AND i.area >= %(start)s AND i.area < %(end)s"
_WHEN = "l.at >= %(since)s AND l.at < %(till)s"

MOVED = f"""
    SELECT DISTINCT ON (p.responder, m.kind, i.code) p.responder, m.kind, l.at, NULL::timestamptz AS until,
        '' AS role, i.area AS place, i.code AS subject, i.title AS what, 1 AS amount, 0 AS nights,
        m.kind IN ('finished', 'reported') AND i.deadline_at IS NOT NULL AS timed,
        CASE WHEN m.kind IN ('finished', 'reported')
            THEN {_LATE.format(at="l.at", deadline="i.deadline_at")} END
    FROM items_itemline l
    JOIN items_item i ON i.code = l.item_id
    JOIN {_MOVES} ON m.item = i.kind AND m.move = l.move
    JOIN p ON p.account = l.person
    WHERE {_HERE} AND {_WHEN}
    ORDER BY p.responder, m.kind, i.code, CASE WHEN m.kind = 'took' THEN l.at END, l.at DESC
"""  # noqa: S608 names are ours

# Whoever begins with a directive, or reports it back, has acknowledged it by that.
ACKNOWLEDGED = f"""
    SELECT p.responder, 'acknowledged' AS kind, min(l.at) AS at, NULL::timestamptz, '', i.area, i.code,
        i.title, 1, 0, false, NULL::int
    FROM items_itemline l JOIN items_item i ON i.code = l.item_id JOIN p ON p.account = l.person
    WHERE i.kind = 'directive' AND l.source = 'issued' AND l.move IN ('acknowledge', 'begin', 'report')
        AND {_HERE} AND {_WHEN}
    GROUP BY p.responder, i.code, i.area, i.title
    UNION ALL
    SELECT p.responder, 'acknowledged', r.acknowledged_at, NULL, '', r.area, r.directive_id, d.title, 1, 0,
        false, NULL
    FROM supervision_receipt r
    JOIN supervision_directive d ON d.code = r.directive_id
    JOIN p ON p.responder = r.responder_id
    WHERE r.incident = %(incident)s AND r.area >= %(start)s AND r.area < %(end)s
        AND r.acknowledged_at >= %(since)s AND r.acknowledged_at < %(till)s
"""  # noqa: S608 names are ours

# A person must report back only where something is asked that needs an answer.
_ASKS = "EXISTS (SELECT FROM supervision_question q WHERE q.directive_id = d.code AND q.required)"

REPORTED = f"""
    SELECT p.responder, 'reported' AS kind, r.reported_at AS at, NULL::timestamptz, '', r.area, d.code,
        d.title, 1, 0, {_ASKS} AS timed, {_LATE.format(at="r.reported_at", deadline="d.deadline_at")}
    FROM supervision_receipt r
    JOIN supervision_directive d ON d.code = r.directive_id
    JOIN p ON p.responder = r.responder_id
    WHERE r.incident = %(incident)s AND r.area >= %(start)s AND r.area < %(end)s
        AND r.reported_at >= %(since)s AND r.reported_at < %(till)s
    UNION ALL
    SELECT p.responder, 'undone', d.deadline_at, NULL, '', r.area, d.code, d.title, 1, 0, true, NULL
    FROM supervision_receipt r
    JOIN supervision_directive d ON d.code = r.directive_id
    JOIN p ON p.responder = r.responder_id
    WHERE r.incident = %(incident)s AND r.area >= %(start)s AND r.area < %(end)s AND {_ASKS}
        AND d.deadline_at >= %(since)s AND d.deadline_at < %(cut)s AND d.state = 'issued'
        AND (r.reported_at IS NULL OR r.reported_at >= %(cut)s)
"""  # noqa: S608 names are ours

# Undone at the end of the period (or now): its deadline has passed, and it was not done since it was opened
# or sent back. It is told of whoever held it at the deadline; what changed hands later is told of nobody.
UNDONE = f"""
    SELECT p.responder, 'undone' AS kind, i.deadline_at AS at, NULL::timestamptz, '', i.area, i.code, i.title,
        1, 0, true, NULL::int
    FROM items_item i
    LEFT JOIN LATERAL (
        SELECT l.move FROM items_itemline l
        WHERE l.item_id = i.code AND l.at < %(cut)s AND l.move IN ('finish', 'report', 'remedy', 'return')
        ORDER BY l.at DESC, l.move DESC LIMIT 1
    ) last ON true
    LEFT JOIN LATERAL (
        SELECT c.holder_id FROM charges_charge c
        WHERE c.incident = i.incident AND c.area = i.area AND c.leads AND c.valid_from <= i.deadline_at
            AND (c.valid_until IS NULL OR c.valid_until > i.deadline_at)
        ORDER BY c.valid_from DESC LIMIT 1
    ) lead ON i.holder_id IS NULL
    JOIN p ON p.responder = coalesce(i.holder_id, lead.holder_id)
    WHERE {_HERE} AND i.kind IN ('task', 'directive', 'finding') AND i.state <> 'withdrawn'
        AND i.deadline_at >= %(since)s AND i.deadline_at < %(cut)s AND i.held_since <= i.deadline_at
        AND (last.move IS NULL OR last.move = 'return')
"""  # noqa: S608 names are ours

SOURCES = (
    Source("moves", MOVED),
    Source("acknowledged", ACKNOWLEDGED),
    Source("reported", REPORTED),
    Source("undone", UNDONE),
)
