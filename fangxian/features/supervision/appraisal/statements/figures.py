"""From lines to figures: what is written for a round of counting, and what a closed record comes to."""

from __future__ import annotations

from fangxian.features.supervision.appraisal.rules import BANDS, FEWEST

WRITE = """
    WITH p AS (
        SELECT responder_id AS responder, code, account FROM supervision_appraised
        WHERE appraisal_id = %(appraisal)s
    ), told (responder, kind, at, until, role, place, subject, what, amount, nights, timed, late_min) AS (
        {query}
    )
    INSERT INTO supervision_factline (appraisal_id, round, responder_id, area, kind, at, until, role, place,
        place_name, subject, what, amount, nights, timed, late_min)
    SELECT %(appraisal)s, %(round)s, t.responder, d.area, t.kind, t.at, t.until, t.role, t.place,
        coalesce(a.name, ''), t.subject, left(t.what, 200), t.amount, t.nights, t.timed,
        CASE WHEN t.timed THEN t.late_min END
    FROM told t
    JOIN supervision_appraised d ON d.appraisal_id = %(appraisal)s AND d.responder_id = t.responder
    LEFT JOIN territory_area a ON a.code = t.place
    ORDER BY t.responder, t.at, t.subject
"""
# Until it looks, the server takes a new round to have hardly a line, and sums up a county a person at a time.
ANALYZE = "ANALYZE supervision_appraised, supervision_factline"
FORGET = "DELETE FROM supervision_factline WHERE appraisal_id = %(appraisal)s AND {which}"

_COUNTED = (
    *("took", "finished", "confirmed", "acknowledged", "reported", "inspected", "found"),
    *("caused", "repeated", "cured", "returned"),
)
_COUNTS = ", ".join(f"count(l.id) FILTER (WHERE l.kind = '{kind}') AS {kind}" for kind in _COUNTED)

SUM_UP = f"""
    UPDATE supervision_appraised d SET {", ".join(f"{name} = s.{name}" for name in _COUNTED)},
        hours = s.hours, nights = s.nights, reports = s.reports, timed = s.timed, in_time = s.in_time,
        late = s.late, late_median_min = s.late_median_min
    FROM (
        SELECT q.id, {_COUNTS},
            coalesce(sum(l.amount) FILTER (WHERE l.kind = 'shift'), 0) AS hours,
            coalesce(sum(l.nights) FILTER (WHERE l.kind = 'shift'), 0) AS nights,
            coalesce(sum(l.amount) FILTER (WHERE l.kind = 'report'), 0) AS reports,
            count(l.id) FILTER (WHERE l.timed) AS timed,
            count(l.id) FILTER (WHERE l.timed AND l.late_min <= 0) AS in_time,
            count(l.id) FILTER (WHERE l.timed AND l.late_min > 0) AS late,
            percentile_disc(0.5) WITHIN GROUP (ORDER BY l.late_min)
                FILTER (WHERE l.timed AND l.late_min > 0) AS late_median_min
        FROM supervision_appraised q
        LEFT JOIN supervision_factline l ON l.appraisal_id = q.appraisal_id
            AND l.responder_id = q.responder_id AND l.round = %(round)s
        WHERE q.appraisal_id = %(appraisal)s GROUP BY q.id
    ) s
    WHERE d.id = s.id
"""  # noqa: S608 names are ours

BAND = f"""
    INSERT INTO supervision_band (appraisal_id, area, role, figure, people, low, high)
    SELECT %(appraisal)s, %(area)s, d.role, v.figure, count(*),
        percentile_disc(0.25) WITHIN GROUP (ORDER BY v.value),
        percentile_disc(0.75) WITHIN GROUP (ORDER BY v.value)
    FROM supervision_appraised d
    CROSS JOIN LATERAL (VALUES {", ".join(f"('{name}', d.{name}::numeric)" for name in BANDS)},
        ('in_time_percent', floor(d.in_time * 100.0 / nullif(d.timed, 0)))) AS v (figure, value)
    WHERE d.appraisal_id = %(appraisal)s AND d.role <> '' AND v.value IS NOT NULL
    GROUP BY d.role, v.figure HAVING count(*) >= {FEWEST}
"""  # noqa: S608 names are ours

_JOINED = (
    "encode(sha256(convert_to(coalesce(string_agg({text}, E'\\n' ORDER BY {order}), ''), 'UTF8')), 'hex')"
)
_MOMENT = "extract(epoch FROM {0})::numeric(20, 6)"
_LINE = (
    f"concat_ws('|', l.kind, l.subject, {_MOMENT.format('l.at')}, "
    f"coalesce({_MOMENT.format('l.until')}::text, '-'), l.role, l.place, l.what, "
    "coalesce(l.amount::text, '-'), l.nights, l.timed, coalesce(l.late_min::text, '-'))"
)
_NOTE = f"concat_ws('|', n.kind, n.text, n.seen_place, {_MOMENT.format('n.seen_at')}, n.proof, n.by)"
_REPLY = f"concat_ws('|', y.line_kind, y.line_subject, y.text, {_MOMENT.format('y.at')})"
_OF = "{0}.appraisal_id = q.appraisal_id AND {0}.responder_id = q.responder_id"

# What a person's lines, notes and replies come to; then what all those come to.
SEAL = f"""
    UPDATE supervision_appraised d SET digest = s.digest FROM (
        SELECT q.id, encode(sha256(convert_to(concat_ws('|', q.code, q.name, q.unit, q.role, q.area, (
            SELECT {_JOINED.format(text=_LINE, order="l.kind, l.subject")} FROM supervision_factline l
            WHERE {_OF.format("l")} AND l.round = %(round)s
        ), (
            SELECT {_JOINED.format(text=_NOTE, order="n.id")} FROM supervision_appraisalnote n
            WHERE {_OF.format("n")}
        ), (
            SELECT {_JOINED.format(text=_REPLY, order="y.id")} FROM supervision_reply y
            WHERE {_OF.format("y")}
        )), 'UTF8')), 'hex') AS digest
        FROM supervision_appraised q WHERE q.appraisal_id = %(appraisal)s
    ) s
    WHERE d.id = s.id
"""  # noqa: S608 names are ours
SEALED = f"""
    SELECT {_JOINED.format(text="d.digest", order="d.code")} FROM supervision_appraised d
    WHERE d.appraisal_id = %(appraisal)s
"""  # noqa: S608 names are ours
