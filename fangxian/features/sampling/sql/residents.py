"""What residents are told without an account: what is public of a round, and one person's own results."""

from __future__ import annotations

NOBODY = "coalesce(current_setting('fangxian.scope_until', true), '') = ''"
"""One person's own is answered only where nobody acts: no page of those who are signed in asks here."""
HEAD = "LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp"

# A round is shown from when its targets are laid out until two days after its last result is due.
ROUNDS = f"""
CREATE FUNCTION sampling_shown_rounds(at timestamptz) RETURNS TABLE (code text, incident text, area text,
    number int, notice text, starts_at timestamptz, ends_at timestamptz, results_by timestamptz,
    is_open boolean) {HEAD} AS $$
    SELECT r.code, r.incident, r.area, r.number::int, r.notice, c.starts_at, c.ends_at, r.results_by,
        c.state = 'open' AND c.ends_at > at
    FROM sampling_round r JOIN campaigns_campaign c ON c.code = r.code
    JOIN incidents_incident i ON i.code = r.incident AND i.ended_on IS NULL
    WHERE c.state <> 'preparing' AND r.results_by > at - interval '2 days'
    ORDER BY c.starts_at DESC, r.code DESC
$$
"""  # noqa: S608 names are ours
AREAS = f"""
CREATE FUNCTION sampling_shown_areas(at timestamptz) RETURNS TABLE (code text, name text, parent text,
    lat float, lon float) {HEAD} AS $$
    SELECT a.code, a.name, a.parent, a.lat, a.lon FROM territory_area a
    WHERE a.valid_until IS NULL AND EXISTS (
        SELECT 1 FROM sampling_shown_rounds(at) r WHERE a.code = r.area
            OR a.level IN ('county', 'township', 'village')
            AND (starts_with(a.code, r.area) OR starts_with(r.area, a.code))
    ) ORDER BY a.code
$$
"""  # noqa: S608 names are ours
# Where the area has turns, the points of those; else the points of the smallest area around it that has any.
POINTS = f"""
CREATE FUNCTION sampling_shown_points(of_round text, here text, at timestamptz) RETURNS TABLE (code text,
    name text, mode text, lat float, lon float, tables int, people int, opens_at timestamptz,
    closes_at timestamptz, sampled int, due float, paced jsonb) {HEAD} AS $$
    WITH mine AS (
        SELECT DISTINCT point FROM sampling_turn WHERE round = of_round AND starts_with(area, here)
    ), near AS (
        SELECT max(n) AS length FROM generate_series(0, length(here)) n WHERE EXISTS (
            SELECT 1 FROM sampling_point p WHERE p.round = of_round AND p.is_open
                AND starts_with(p.area, left(here, n))
        )
    )
    SELECT p.code, p.name, p.mode, p.lat, p.lon, p.tables::int, p.people::int, p.opens_at, p.closes_at,
        coalesce((SELECT sum(t.people) FROM sampling_tally t WHERE t.round = p.round AND t.area = p.area
            AND t.point = p.code), 0)::int,
        (SELECT sum(t.people * least(1, greatest(0, extract(epoch FROM at - t.starts_at)
            / extract(epoch FROM t.ends_at - t.starts_at)))) FROM sampling_turn t
            WHERE t.round = p.round AND t.point = p.code)::float,
        (SELECT jsonb_agg(jsonb_build_array(extract(epoch FROM s.slot)::bigint, s.swabs)) FROM sampling_pace s
            WHERE s.round = p.round AND s.area = p.area AND s.point = p.code AND s.swabs > 0
                AND s.slot > at - interval '4 hours')
    FROM sampling_point p JOIN sampling_shown_rounds(at) r ON r.code = p.round
    WHERE p.round = of_round AND p.is_open AND CASE WHEN EXISTS (SELECT 1 FROM mine)
        THEN p.code IN (SELECT point FROM mine)
        ELSE starts_with(p.area, left(here, (SELECT length FROM near))) END
    ORDER BY p.name, p.code LIMIT 60
$$
"""  # noqa: S608 names are ours
TURNS = f"""
CREATE FUNCTION sampling_shown_turns(of_round text, here text, at timestamptz) RETURNS TABLE (name text,
    point text, starts_at timestamptz, ends_at timestamptz, walk_m int) {HEAD} AS $$
    SELECT coalesce(a.name, t.area), coalesce(p.name, t.point_name), t.starts_at, t.ends_at, t.walk_m
    FROM sampling_turn t JOIN sampling_shown_rounds(at) r ON r.code = t.round
    LEFT JOIN territory_area a ON a.code = t.area
    LEFT JOIN sampling_point p ON p.round = t.round AND p.code = t.point
    WHERE t.round = of_round AND starts_with(t.area, here) ORDER BY t.starts_at, t.area LIMIT 200
$$
"""  # noqa: S608 names are ours
# Whom a code can mean: the household of the register, or who lies in the tube; the documents stay sealed.
ASKED = f"""
CREATE FUNCTION sampling_asked(asked text[], at timestamptz) RETURNS TABLE (incident text, round text,
    target text, area text, id_sealed bytea) {HEAD} AS $$
    SELECT s.incident, s.code, k.code, k.area, r.id_sealed FROM sampling_shown_rounds(at) s
    JOIN territory_resident r ON r.incident = s.incident AND r.household = ANY(asked) AND r.id_sealed <> ''
    JOIN campaigns_target k ON k.code = s.code || '/' || r.code
    WHERE {NOBODY}
    UNION
    SELECT s.incident, s.code, w.target, w.area, coalesce(r.id_sealed, x.id_sealed)
    FROM sampling_shown_rounds(at) s
    JOIN sampling_tube u ON u.barcode = ANY(asked) AND u.round = s.code
    JOIN sampling_swab w ON w.tube = u.code AND NOT w.void AND w.target <> ''
    LEFT JOIN territory_resident r ON r.incident = s.incident
        AND r.code = substr(w.target, length(s.code) + 2)
    LEFT JOIN sampling_stranger x ON x.id = w.id
    WHERE coalesce(r.id_sealed, x.id_sealed, '') <> '' AND {NOBODY}
    LIMIT 100
$$
"""  # noqa: S608 names are ours
RESULTS = f"""
CREATE FUNCTION sampling_own_results(whose text, at timestamptz) RETURNS TABLE (taken_at timestamptz,
    point text, stage text, result text, resulted_at timestamptz, alone boolean) {HEAD} AS $$
    SELECT w.at, coalesce(p.name, w.point), u.stage, u.result, u.resulted_at, u.swabs = 1
    FROM sampling_shown_rounds(at) s
    JOIN sampling_swab w ON w.target = whose AND w.round = s.code AND NOT w.void
    JOIN sampling_tube u ON u.code = w.tube
    LEFT JOIN sampling_point p ON p.round = w.round AND p.code = w.point
    WHERE s.incident = current_setting('fangxian.incident', true) AND {NOBODY}
    ORDER BY w.at DESC, w.id LIMIT 20
$$
"""  # noqa: S608 names are ours

ALL = (ROUNDS, AREAS, POINTS, TURNS, ASKED, RESULTS)
DOORS = (
    *("sampling_shown_rounds", "sampling_shown_areas", "sampling_shown_points", "sampling_shown_turns"),
    *("sampling_asked", "sampling_own_results"),
)
