"""
What swabs, voids and steps change: functions of the database, so that it is one way there for each group.

A table samples whoever comes, also people of the next village, whose target and coverage lie outside its
charge. The functions run with the owner's sight for that, and only for that: they take what lies in the
caller's own scope, of a round of the caller's incident, and touch no target but those of that round. Each
first locks what it will change, in one order (tubes, then people), and then looks: a statement of PL/pgSQL
sees what was committed while it waited.
"""

from __future__ import annotations

from fangxian.features.sampling.models.tally import COUNTED
from fangxian.features.sampling.models.tube import Stage

HEAD = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
QUARTER = "interval '15 minutes', {}, timestamptz '2000-01-01 00:00+00'"
STAGES = tuple(str(stage) for stage in Stage)


def _difference(columns: tuple[str, ...], was: str, now: str) -> str:
    return ", ".join(f"sum(({now} = '{one}')::int - ({was} = '{one}')::int) AS {one}" for one in columns)


def _tallied(found: str, columns: tuple[str, ...]) -> str:
    """Add what `found` (area, round, point and the columns) says to the tallies."""
    names = ", ".join(columns)
    sums = ", ".join(f"{one} = sampling_tally.{one} + excluded.{one}" for one in columns)
    others = [one for one in COUNTED if one not in columns]
    zeros, blank = ", ".join(["0"] * len(others)), ", ".join(others)
    return f"""
        INSERT INTO sampling_tally (area, round, point, {names}, {blank})
        SELECT area, round, point, {names}, {zeros} FROM ({found}) d ORDER BY area, round, point
        ON CONFLICT (area, round, point) DO UPDATE SET {sums}
    """  # noqa: S608 names are ours


# Whose swab counts is asked of all swabs of the person: the first that was not taken back. Then the target
# stands as that says, and coverage and pace of its campaign follow, as a visit's do.
PEOPLE = f"""
CREATE FUNCTION sampling_settle_people(codes text[]) RETURNS void {HEAD} AS $$
BEGIN
    PERFORM 1 FROM campaigns_target WHERE code = ANY(codes) ORDER BY code FOR UPDATE;
    WITH ranked AS (
        SELECT id, NOT void AND row_number() OVER (PARTITION BY target ORDER BY void, at, id) = 1 AS first
        FROM sampling_swab WHERE target = ANY(codes)
    ), changed AS (
        UPDATE sampling_swab s SET counts = r.first FROM ranked r WHERE s.id = r.id AND s.counts <> r.first
        RETURNING s.area, s.round, s.point, CASE WHEN s.counts THEN 1 ELSE -1 END AS one
    ) {_tallied("SELECT area, round, point, sum(one) AS people FROM changed GROUP BY 1, 2, 3", ("people",))};
    WITH known AS (
        SELECT t.code, s.id, s.at, (SELECT count(*) FROM sampling_swab a WHERE a.target = t.code) AS asked
        FROM unnest(codes) AS t (code) LEFT JOIN sampling_swab s ON s.target = t.code AND s.counts
    ), moved AS (
        UPDATE campaigns_target t SET
            outcome = CASE WHEN k.id IS NULL THEN '' ELSE 'sampled' END,
            standing = CASE WHEN k.id IS NULL THEN 'to_do' ELSE 'reached' END,
            occurred_at = coalesce(k.at, timestamptz '0001-01-02 00:00+00'),
            report = coalesce(k.id, '00000000-0000-0000-0000-000000000000'::uuid), asked = k.asked,
            changed = pg_current_xact_id()::text::bigint
        FROM known k WHERE t.code = k.code
        RETURNING t.campaign, t.area, t.village, new.asked - old.asked AS asked_by, old.standing AS was,
            new.standing AS now, old.occurred_at AS was_at, new.occurred_at AS now_at
    ), counted AS (
        UPDATE campaigns_coverage c SET asked = c.asked + d.asked, reached = c.reached + d.reached
        FROM (
            SELECT area, campaign, sum(asked_by) AS asked,
                sum((now = 'reached')::int - (was = 'reached')::int) AS reached
            FROM moved GROUP BY area, campaign ORDER BY area, campaign
        ) d WHERE c.area = d.area AND c.campaign = d.campaign
    ), paced AS (
        SELECT village, campaign, date_bin({QUARTER.format("now_at")}) AS slot, count(*) AS n
            FROM moved WHERE now = 'reached' GROUP BY 1, 2, 3
        UNION ALL
        SELECT village, campaign, date_bin({QUARTER.format("was_at")}), -count(*)
            FROM moved WHERE was = 'reached' GROUP BY 1, 2, 3
    )
    INSERT INTO campaigns_pace (area, campaign, slot, reached)
    SELECT village, campaign, slot, sum(n) FROM paced GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
    ON CONFLICT (area, campaign, slot) DO UPDATE SET reached = campaigns_pace.reached + excluded.reached;
END $$
"""  # noqa: S608 names are ours

HOLD = f"""
CREATE FUNCTION sampling_hold_tubes(codes text[]) RETURNS void {HEAD} AS $$
BEGIN
    INSERT INTO sampling_tube (code, round, area, point, "table", tables, size, swabs, stage, box)
    SELECT DISTINCT code, split_part(code, '/', 1), '', '', 0, 0, 0, 0, 'open', ''
    FROM unnest(codes) AS t (code) ORDER BY code ON CONFLICT DO NOTHING;
    PERFORM 1 FROM sampling_tube WHERE code = ANY(codes) ORDER BY code FOR UPDATE;
END $$
"""  # noqa: S608 names are ours

# A tube is what its swabs and steps say, counted anew; they are few.
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
    WITH uses AS ({_USES}), first AS (
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
            stage = CASE WHEN s.spoiled THEN 'spoiled' WHEN s.received_at IS NOT NULL THEN 'received'
                WHEN s.handed_at IS NOT NULL THEN 'handed' WHEN s.packed_at IS NOT NULL THEN 'packed'
                WHEN s.closed_at IS NOT NULL THEN 'closed' ELSE 'open' END
        FROM unnest(codes) AS a (code) LEFT JOIN first f ON f.tube = a.code
            LEFT JOIN tables n ON n.tube = a.code LEFT JOIN inside i ON i.tube = a.code
            LEFT JOIN steps s ON s.tube = a.code LEFT JOIN packed p ON p.tube = a.code
        WHERE t.code = a.code
        RETURNING t.round, old.area AS was_area, old.point AS was_point, old.stage AS was,
            new.area AS now_area, new.point AS now_point, new.stage AS now
    ), told AS (
        SELECT now_area AS area, round, now_point AS point, ''::text AS was, now FROM moved
        UNION ALL
        SELECT was_area, round, was_point, was, '' FROM moved WHERE was_area <> ''
    ) {
    _tallied(
        f"SELECT area, round, point, {_difference(STAGES, 'was', 'now')} FROM told GROUP BY 1, 2, 3", STAGES
    )
};
END $$
"""  # noqa: S608 names are ours

_MINE = """
    IF EXISTS (
        SELECT 1 FROM unnest(areas, tubes) AS f (area, tube)
        LEFT JOIN sampling_round r ON r.code = split_part(f.tube, '/', 1) AND starts_with(f.area, r.area)
            AND r.incident = current_setting('fangxian.incident', true)
        WHERE r.code IS NULL OR NOT (f.area >= current_setting('fangxian.scope_from', true)
            AND f.area < current_setting('fangxian.scope_until', true))
    ) THEN
        RAISE division_by_zero;
    END IF;
    PERFORM sampling_hold_tubes(tubes);
"""

TAKE = f"""
CREATE FUNCTION sampling_take(ids uuid[], areas text[], points text[], tables int[], tubes text[],
    targets text[], ats timestamptz[], persons text[]) RETURNS void {HEAD} AS $$
DECLARE known text[];
BEGIN
    {_MINE}
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
    _tallied(
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
    {_MINE}
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
    {_MINE}
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

# Before the log is replayed: nobody writes meanwhile, and people stand as if nobody had been sampled.
FORGET = f"""
CREATE FUNCTION sampling_forget(of_round text) RETURNS void {HEAD} AS $$
DECLARE people text[];
BEGIN
    IF NOT EXISTS (
        SELECT 1 FROM sampling_round WHERE code = of_round
            AND area >= current_setting('fangxian.scope_from', true)
            AND area < current_setting('fangxian.scope_until', true)
            AND incident = current_setting('fangxian.incident', true)
    ) THEN
        RAISE division_by_zero;
    END IF;
    LOCK TABLE sampling_tube, sampling_tally IN EXCLUSIVE MODE;
    SELECT array_agg(DISTINCT target) INTO people FROM sampling_swab WHERE round = of_round AND target <> '';
    DELETE FROM sampling_swab WHERE round = of_round;
    DELETE FROM sampling_void WHERE round = of_round;
    DELETE FROM sampling_tubestep WHERE round = of_round;
    DELETE FROM sampling_tube WHERE round = of_round;
    DELETE FROM sampling_tally WHERE round = of_round;
    DELETE FROM sampling_pace WHERE round = of_round;
    PERFORM sampling_settle_people(people);
END $$
"""  # noqa: S608 names are ours

DOORS = ("sampling_take", "sampling_take_back", "sampling_follow", "sampling_forget")
"""What the application may call; how tubes are held, and tubes and people settled, is theirs alone."""
INNER = ("sampling_hold_tubes", "sampling_settle_people", "sampling_settle_tubes")
ALL = (HOLD, PEOPLE, TUBES, TAKE, BACK, FOLLOW, FORGET)
