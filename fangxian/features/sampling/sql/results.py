"""Results noted of tubes, each in the next version."""

from __future__ import annotations

from fangxian.features.sampling.sql.parts import HEAD

# The caller has looked whether a tube has a result already, and so has whoever waited for it meanwhile: what
# says the same is no second version, and what says something else is refused. Amending is another matter.
NOTE = f"""
CREATE FUNCTION sampling_note_results(tubes text[], "values" text[], tested timestamptz[], laboratories
text[],
    who text, who_name text, confirmer text, confirmer_name text, why text, noted timestamptz)
    RETURNS void {HEAD} AS $$
BEGIN
    PERFORM 1 FROM sampling_tube WHERE code = ANY(tubes) ORDER BY code FOR UPDATE;
    IF (SELECT count(*) FROM sampling_tube t JOIN sampling_round r ON r.code = t.round
        WHERE t.code = ANY(tubes) AND t.area >= current_setting('fangxian.scope_from', true)
            AND t.area < current_setting('fangxian.scope_until', true)
            AND r.incident = current_setting('fangxian.incident', true)) <> cardinality(tubes) THEN
        RAISE division_by_zero;
    END IF;
    IF confirmer = '' AND EXISTS (
        SELECT 1 FROM unnest(tubes, "values") AS f (tube, value) JOIN sampling_tube t ON t.code = f.tube
        WHERE t.result <> '' AND t.result <> f.value
    ) THEN
        RAISE unique_violation USING MESSAGE = 'a tube has another result';
    END IF;
    INSERT INTO sampling_result (tube, version, round, area, value, tested_at, laboratory, person,
    person_name,
        confirmed, confirmed_name, reason, at)
    SELECT t.code, 1 + (SELECT count(*) FROM sampling_result e WHERE e.tube = t.code), t.round, t.area,
    f.value,
        f.tested_at, f.laboratory, who, who_name, confirmer, confirmer_name, why, noted
    FROM unnest(tubes, "values", tested, laboratories) AS f (tube, value, tested_at, laboratory)
    JOIN sampling_tube t ON t.code = f.tube WHERE confirmer <> '' OR t.result = '' ORDER BY t.code;
    PERFORM sampling_settle_tubes(tubes);
END $$
"""  # noqa: S608 names are ours
