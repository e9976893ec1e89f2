"""Swabs taken and taken back, and what is done with tubes and boxes: the doors of the reports."""

from __future__ import annotations

from fangxian.features.sampling.sql.parts import HEAD, MINE, QUARTER, tallied

TAKE = f"""
CREATE FUNCTION sampling_take(ids uuid[], areas text[], points text[], tables int[], tubes text[],
    targets text[], ats timestamptz[], persons text[]) RETURNS void {HEAD} AS $$
DECLARE known text[];
BEGIN
    {MINE}
    -- Of somebody who is no target of the round, the swab is in its tube all the same.
    SELECT array_agg(DISTINCT t.code) INTO known FROM unnest(targets, tubes) AS f (target, tube)
        JOIN campaigns_target t ON t.code = f.target AND t.campaign = split_part(f.tube, '/', 1);
    WITH taken AS (
        INSERT INTO sampling_swab (id, round, area, point, "table", tube, target, at, person, void, counts)
        SELECT f.id, split_part(f.tube, '/', 1), f.area, f.point, f.table_, f.tube,
            CASE WHEN f.target = ANY(known) THEN f.target ELSE '' END, f.at, f.person, v.swab IS NOT NULL,
            v.swab IS NULL AND NOT coalesce(f.target = ANY(known), false)
        FROM unnest(ids, areas, points, tables, tubes, targets, ats, persons)
            AS f (id, area, point, table_, tube, target, at, person)
        LEFT JOIN (SELECT DISTINCT swab FROM sampling_void WHERE swab = ANY(ids)) v ON v.swab = f.id
        ORDER BY f.id ON CONFLICT (id) DO NOTHING
        RETURNING area, round, point, date_bin({QUARTER.format("at")}) AS slot, (NOT void)::int AS swab,
            counts::int AS person
    ), paced AS (
        INSERT INTO sampling_pace (area, round, point, slot, swabs)
        SELECT area, round, point, slot, sum(swab) FROM taken GROUP BY 1, 2, 3, 4 HAVING sum(swab) > 0
        ORDER BY 1, 2, 3, 4
        ON CONFLICT (area, round, point, slot) DO UPDATE SET swabs = sampling_pace.swabs + excluded.swabs
    ) {
    tallied(
        "SELECT area, round, point, sum(swab) AS swabs, sum(person) AS people FROM taken GROUP BY 1, 2, 3",
        ("swabs", "people"),
    )
};
    PERFORM sampling_settle_people(known);
    PERFORM sampling_settle_tubes(ARRAY(SELECT DISTINCT unnest(tubes)));
END $$
"""  # noqa: S608 names are ours

BACK = f"""
CREATE FUNCTION sampling_take_back(ids uuid[], areas text[], tubes text[], backs uuid[], ats timestamptz[],
    persons text[]) RETURNS void {HEAD} AS $$
DECLARE people text[]; touched text[];
BEGIN
    {MINE}
    INSERT INTO sampling_void (id, round, area, swab, at, person)
    SELECT f.id, split_part(f.tube, '/', 1), f.area, f.swab, f.at, f.person
    FROM unnest(ids, areas, tubes, backs, ats, persons) AS f (id, area, tube, swab, at, person)
    ORDER BY f.id ON CONFLICT (id) DO NOTHING;
    -- Only a swab of the tube that the report names, and only from where it was taken.
    WITH taken AS (
        UPDATE sampling_swab s SET void = true, counts = false
        FROM unnest(backs, tubes, areas) AS f (swab, tube, area)
        WHERE s.id = f.swab AND s.tube = f.tube AND NOT s.void AND starts_with(s.area, f.area)
        RETURNING s.area, s.round, s.point, s.target, s.tube, date_bin({QUARTER.format("s.at")}) AS slot,
            old.counts::int AS person
    ), paced AS (
        UPDATE sampling_pace p SET swabs = p.swabs - n.swabs
        FROM (SELECT area, round, point, slot, count(*) AS swabs FROM taken GROUP BY 1, 2, 3, 4) n
        WHERE (p.area, p.round, p.point, p.slot) = (n.area, n.round, n.point, n.slot)
    ), tallied AS (
        UPDATE sampling_tally t SET swabs = t.swabs - n.swabs, people = t.people - n.people
        FROM (SELECT area, round, point, count(*) AS swabs, sum(person) AS people FROM taken
              GROUP BY 1, 2, 3) n
        WHERE (t.area, t.round, t.point) = (n.area, n.round, n.point)
    )
    SELECT array_agg(DISTINCT target) FILTER (WHERE target <> ''), array_agg(DISTINCT tube)
    INTO people, touched FROM taken;
    PERFORM sampling_settle_people(people);
    PERFORM sampling_settle_tubes(touched);
END $$
"""  # noqa: S608 names are ours

FOLLOW = f"""
CREATE FUNCTION sampling_follow(reports uuid[], areas text[], points text[], tables int[], tubes text[],
    steps text[], ats timestamptz[], persons text[], others text[], boxes text[], sizes int[], stated int[],
    celsius int[]) RETURNS void {HEAD} AS $$
BEGIN
    {MINE}
    INSERT INTO sampling_tubestep (report, tube, round, area, point, "table", step, at, person, other, box,
        size, stated, celsius)
    SELECT f.report, f.tube, split_part(f.tube, '/', 1), f.area, f.point, f.table_, f.step, f.at, f.person,
        f.other, f.box, f.size, f.stated, f.celsius
    FROM unnest(reports, areas, points, tables, tubes, steps, ats, persons, others, boxes, sizes, stated,
            celsius)
        AS f (report, area, point, table_, tube, step, at, person, other, box, size, stated, celsius)
    ORDER BY f.tube, f.report ON CONFLICT (report, tube) DO NOTHING;
    PERFORM sampling_settle_tubes(ARRAY(SELECT DISTINCT unnest(tubes)));
END $$
"""  # noqa: S608 names are ours
