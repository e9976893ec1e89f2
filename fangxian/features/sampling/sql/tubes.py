"""Tubes: held while they change, and what their swabs, steps and results say of them."""

from __future__ import annotations

from fangxian.features.sampling.sql.parts import HEAD, STAGES, VALUES, difference, tallied

HOLD = f"""
CREATE FUNCTION sampling_hold_tubes(codes text[]) RETURNS void {HEAD} AS $$
BEGIN
    INSERT INTO sampling_tube (code, round, barcode, area, point, "table", tables, size, swabs, stage, box,
        result)
    SELECT DISTINCT code, split_part(code, '/', 1), substr(code, strpos(code, '/') + 1), '', '', 0, 0, 0, 0,
        'open', '', ''
    FROM unnest(codes) AS t (code) ORDER BY code ON CONFLICT DO NOTHING;
    PERFORM 1 FROM sampling_tube WHERE code = ANY(codes) ORDER BY code FOR UPDATE;
END $$
"""  # noqa: S608 names are ours

# A tube is what its swabs, steps and results say, counted anew; they are few. Asked tube by tube: the planner
# does not know how many come, and would hold each tube's rows against those of all others.
# A table that took all of its swabs out of a tube again has not used it.
_USES = """
    SELECT count(*) FILTER (WHERE inside) AS swabs, min(at) FILTER (WHERE inside) AS first_at,
        count(DISTINCT (point, table_)) FILTER (WHERE uses) AS tables,
        (array_agg(area ORDER BY at, id))[1] AS area, (array_agg(point ORDER BY at, id))[1] AS point,
        (array_agg(table_ ORDER BY at, id))[1] AS table_
    FROM (
        SELECT area, point, "table" AS table_, at, id, NOT void AS inside, NOT void AS uses FROM sampling_swab
            WHERE tube = a.code
        UNION ALL
        SELECT area, point, "table", at, report, false, step <> 'opened' FROM sampling_tubestep
            WHERE tube = a.code AND point <> ''
    ) used
"""
_STEPS = """
    SELECT max(at) FILTER (WHERE step = 'closed') AS closed_at,
        max(at) FILTER (WHERE step = 'packed') AS packed_at,
        max(at) FILTER (WHERE step = 'handed') AS handed_at,
        max(at) FILTER (WHERE step = 'received') AS received_at,
        bool_or(step = 'spoiled') AS spoiled, (array_agg(area ORDER BY at, report))[1] AS area,
        (array_agg(size ORDER BY at, report) FILTER (WHERE size IS NOT NULL))[1] AS size,
        (array_agg(stated ORDER BY at DESC, report DESC) FILTER (WHERE step = 'closed'))[1] AS stated,
        (array_agg(box ORDER BY at DESC, report DESC) FILTER (WHERE step = 'packed'))[1] AS box
    FROM sampling_tubestep WHERE tube = a.code
"""
_SAID = "SELECT value, at FROM sampling_result WHERE tube = a.code ORDER BY version DESC LIMIT 1"
TUBES = f"""
CREATE FUNCTION sampling_settle_tubes(codes text[]) RETURNS void {HEAD} AS $$
BEGIN
    WITH moved AS (
        UPDATE sampling_tube t SET area = coalesce(n.uses_area, n.steps_area), point = coalesce(n.point, ''),
            "table" = coalesce(n.table_, 0), tables = n.tables, size = coalesce(n.size, 0),
            swabs = n.swabs, first_at = n.first_at, stated = n.stated,
            box = coalesce(n.box, ''), closed_at = n.closed_at, packed_at = n.packed_at,
            handed_at = n.handed_at, received_at = n.received_at,
            result = coalesce(n.value, ''), resulted_at = n.said_at,
            stage = CASE WHEN n.spoiled THEN 'spoiled' WHEN n.received_at IS NOT NULL THEN 'received'
                WHEN n.handed_at IS NOT NULL THEN 'handed' WHEN n.packed_at IS NOT NULL THEN 'packed'
                WHEN n.closed_at IS NOT NULL THEN 'closed' ELSE 'open' END
        FROM (
            SELECT a.code, u.area AS uses_area, s.area AS steps_area, l.at AS said_at, l.value, u.point,
                u.table_, u.tables, u.swabs, u.first_at, s.closed_at, s.packed_at, s.handed_at,
                s.received_at, s.spoiled, s.size, s.stated, s.box
            FROM unnest(codes) AS a (code) CROSS JOIN LATERAL ({_USES}) u CROSS JOIN LATERAL ({_STEPS}) s
                LEFT JOIN LATERAL ({_SAID}) l ON true
        ) n
        WHERE t.code = n.code
        RETURNING t.round, old.area AS was_area, old.point AS was_point, old.stage AS was,
            old.result AS was_result, old.swabs AS was_swabs, new.area AS now_area, new.point AS now_point,
            new.stage AS now, new.result AS now_result, new.swabs AS now_swabs
    ), told AS (
        SELECT now_area AS area, round, now_point AS point, ''::text AS was, now, ''::text AS was_result,
            now_result, now_swabs AS in_tubes FROM moved
        UNION ALL
        SELECT was_area, round, was_point, was, '', was_result, '', -was_swabs FROM moved
            WHERE was_area <> ''
    ) {
    tallied(
        f'''SELECT area, round, point, sum(in_tubes) AS in_tubes, {difference(STAGES, "was", "now")},
            {difference(VALUES, "was_result", "now_result")} FROM told GROUP BY 1, 2, 3''',
        (*STAGES, *VALUES, "in_tubes"),
    )
};
END $$
"""  # noqa: S608 names are ours
