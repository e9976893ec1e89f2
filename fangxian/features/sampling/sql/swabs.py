"""Swabs taken and taken back, and what is done with tubes and boxes: the doors of the reports."""

from __future__ import annotations

from fangxian.features.sampling.sql.parts import HEAD, MINE, QUARTER, tallied

# Whose a swab is: the target it names, if it is of the round; else whom the register has under the document;
# else the document itself, by its blind index, so that a stranger is one person however often they come.
_WHOSE = """
    SELECT array_agg(coalesce(t.code, d.code, CASE WHEN length(f.document) > 0
        THEN f.round || '/?' || encode(f.document, 'hex') END, '') ORDER BY f.n)
    INTO whose
    FROM (
        SELECT n, target, split_part(tube, '/', 1) AS round, document
        FROM unnest(targets, tubes, documents) WITH ORDINALITY AS u (target, tube, document, n)
    ) f
    LEFT JOIN campaigns_target t ON t.code = f.target AND t.campaign = f.round
    LEFT JOIN LATERAL (
        SELECT k.code FROM territory_resident r JOIN campaigns_target k ON k.code = f.round || '/' || r.code
        WHERE t.code IS NULL AND r.id_index = f.document AND r.id_index <> ''
            AND r.incident = current_setting('fangxian.incident', true)
        ORDER BY k.code LIMIT 1
    ) d ON true
"""
TAKE = f"""
CREATE FUNCTION sampling_take(ids uuid[], areas text[], points text[], tables int[], tubes text[],
    targets text[], ats timestamptz[], persons text[], names bytea[], id_types text[], numbers bytea[],
    documents bytea[], phones bytea[], addresses bytea[]) RETURNS void {HEAD} AS $$
DECLARE whose text[];
BEGIN
    {MINE}
    {_WHOSE};
    WITH taken AS (
        INSERT INTO sampling_swab (id, round, area, point, "table", tube, target, at, person, void, counts)
        SELECT f.id, split_part(f.tube, '/', 1), f.area, f.point, f.table_, f.tube, f.target, f.at, f.person,
            v.swab IS NOT NULL, v.swab IS NULL AND f.target = ''
        FROM unnest(ids, areas, points, tables, tubes, whose, ats, persons)
            AS f (id, area, point, table_, tube, target, at, person)
        LEFT JOIN (SELECT DISTINCT swab, area FROM sampling_void WHERE swab = ANY(ids)) v
            ON v.swab = f.id AND starts_with(f.area, v.area)
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
    -- Of whom the register has, it has the details too.
    INSERT INTO sampling_stranger (id, round, area, name_sealed, id_type, id_sealed, id_index, phone_sealed,
        address_sealed)
    SELECT f.id, split_part(f.tube, '/', 1), f.area, f.name, f.id_type, f.number, f.document, f.phone,
        f.address
    FROM unnest(ids, areas, tubes, whose, names, id_types, numbers, documents, phones, addresses)
        AS f (id, area, tube, target, name, id_type, number, document, phone, address)
    WHERE (f.target = '' OR starts_with(f.target, split_part(f.tube, '/', 1) || '/?'))
        AND length(f.name) + length(f.number) + length(f.phone) + length(f.address) > 0
    ORDER BY f.id ON CONFLICT (id) DO NOTHING;
    PERFORM sampling_settle_people(ARRAY(SELECT DISTINCT w FROM unnest(whose) AS t (w) WHERE w <> ''));
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
