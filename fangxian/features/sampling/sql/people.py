"""People: which of their swabs counts, and what their target, coverage and pace say then."""

from __future__ import annotations

from fangxian.features.sampling.sql.parts import HEAD, QUARTER, tallied

# A stranger (`ROUND/?…`, see `swabs`) has no row to be held by, so their key is held. Whose swab counts is
# asked of all swabs of the person: the first that was not taken back. Then the target stands as that says,
# and coverage and pace of its campaign follow, as a visit's do. Who is exempt and comes all the same counts.
PEOPLE = f"""
CREATE FUNCTION sampling_settle_people(codes text[]) RETURNS void {HEAD} AS $$
BEGIN
    PERFORM 1 FROM campaigns_target WHERE code = ANY(codes) ORDER BY code FOR UPDATE;
    PERFORM pg_advisory_xact_lock(h) FROM (
        SELECT DISTINCT hashtextextended(code, 22) AS h FROM unnest(codes) AS t (code)
        WHERE strpos(code, '/?') > 0 ORDER BY h
    ) held;
    WITH ranked AS (
        SELECT id, NOT void AND row_number() OVER (PARTITION BY target ORDER BY void, at, id) = 1 AS first
        FROM sampling_swab WHERE target = ANY(codes)
    ), changed AS (
        UPDATE sampling_swab s SET counts = r.first FROM ranked r WHERE s.id = r.id AND s.counts <> r.first
        RETURNING s.area, s.round, s.point, CASE WHEN s.counts THEN 1 ELSE -1 END AS one
    ) {tallied("SELECT area, round, point, sum(one) AS people FROM changed GROUP BY 1, 2, 3", ("people",))};
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
            new.standing AS now, old.occurred_at AS was_at, new.occurred_at AS now_at, t.exempt
    ), counted AS (
        UPDATE campaigns_coverage c SET asked = c.asked + d.asked, reached = c.reached + d.reached,
            targets = c.targets + d.came, exempt = c.exempt - d.came
        FROM (
            SELECT area, campaign, sum(asked_by) AS asked,
                sum((now = 'reached')::int - (was = 'reached')::int) AS reached,
                coalesce(sum((was = 'to_do')::int - (now = 'to_do')::int) FILTER (WHERE exempt), 0) AS came
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
