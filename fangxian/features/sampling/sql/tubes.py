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

# A tube is what its swabs, steps and results say, counted anew; they are few.
_USES = """
    SELECT tube, area, point, table_, at, id, size FROM (
        SELECT tube, area, point, "table" AS table_, at, id, NULL::smallint AS size FROM sampling_swab
            WHERE tube = ANY(codes)
        UNION ALL
        SELECT tube, area, point, "table", at, report, size FROM sampling_tubestep
            WHERE tube = ANY(codes) AND point <> ''
    ) u
"""
_STEPS = """
    SELECT tube, max(at) FILTER (WHERE step = 'closed') AS closed_at,
        max(at) FILTER (WHERE step = 'packed') AS packed_at,
        max(at) FILTER (WHERE step = 'handed') AS handed_at,
        max(at) FILTER (WHERE step = 'received') AS received_at,
        bool_or(step = 'spoiled') AS spoiled,
        (array_agg(stated ORDER BY at DESC, report DESC) FILTER (WHERE step = 'closed'))[1] AS stated,
        (array_agg(size ORDER BY at, report) FILTER (WHERE size IS NOT NULL))[1] AS size,
        (array_agg(box ORDER BY at DESC, report DESC) FILTER (WHERE step = 'packed'))[1] AS box
    FROM sampling_tubestep WHERE tube = ANY(codes) GROUP BY tube
"""
TUBES = f"""
CREATE FUNCTION sampling_settle_tubes(codes text[]) RETURNS void {HEAD} AS $$
BEGIN
    WITH said AS (
        SELECT DISTINCT ON (tube) tube, value, at FROM sampling_result
        WHERE tube = ANY(codes) ORDER BY tube, version DESC
    ), uses AS ({_USES}), first AS (
        SELECT DISTINCT ON (tube) tube, area, point, table_ FROM uses ORDER BY tube, at, id
    ), tables AS (
        SELECT tube, count(DISTINCT (point, table_)) AS tables FROM uses GROUP BY tube
    ), inside AS (
        SELECT tube, count(*) AS swabs, min(at) AS first_at FROM sampling_swab
        WHERE tube = ANY(codes) AND NOT void GROUP BY tube
    ), steps AS ({_STEPS}), packed AS (
        SELECT DISTINCT ON (tube) tube, area FROM sampling_tubestep
        WHERE tube = ANY(codes) ORDER BY tube, at, report
    ), moved AS (
        UPDATE sampling_tube t SET area = coalesce(f.area, p.area), point = coalesce(f.point, ''),
            "table" = coalesce(f.table_, 0), tables = coalesce(n.tables, 0), size = coalesce(s.size, 0),
            swabs = coalesce(i.swabs, 0), first_at = i.first_at, stated = s.stated,
            box = coalesce(s.box, ''), closed_at = s.closed_at, packed_at = s.packed_at,
            handed_at = s.handed_at, received_at = s.received_at,
            result = coalesce(l.value, ''), resulted_at = l.at,
            stage = CASE WHEN s.spoiled THEN 'spoiled' WHEN s.received_at IS NOT NULL THEN 'received'
                WHEN s.handed_at IS NOT NULL THEN 'handed' WHEN s.packed_at IS NOT NULL THEN 'packed'
                WHEN s.closed_at IS NOT NULL THEN 'closed' ELSE 'open' END
        FROM unnest(codes) AS a (code) LEFT JOIN first f ON f.tube = a.code
            LEFT JOIN tables n ON n.tube = a.code LEFT JOIN inside i ON i.tube = a.code
            LEFT JOIN steps s ON s.tube = a.code LEFT JOIN packed p ON p.tube = a.code
            LEFT JOIN said l ON l.tube = a.code
        WHERE t.code = a.code
        RETURNING t.round, old.area AS was_area, old.point AS was_point, old.stage AS was,
            old.result AS was_result, new.area AS now_area, new.point AS now_point, new.stage AS now,
            new.result AS now_result
    ), told AS (
        SELECT now_area AS area, round, now_point AS point, ''::text AS was, now, ''::text AS was_result,
            now_result FROM moved
        UNION ALL
        SELECT was_area, round, was_point, was, '', was_result, '' FROM moved WHERE was_area <> ''
    ) {
    tallied(
        f'''SELECT area, round, point, {difference(STAGES, "was", "now")},
            {difference(VALUES, "was_result", "now_result")} FROM told GROUP BY 1, 2, 3''',
        STAGES + VALUES,
    )
};
END $$
"""  # noqa: S608 names are ours
