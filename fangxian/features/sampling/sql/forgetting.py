"""A round emptied, for its log to be replayed."""

from __future__ import annotations

from fangxian.features.sampling.sql.parts import HEAD

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
    DELETE FROM sampling_stranger WHERE round = of_round;
    DELETE FROM sampling_void WHERE round = of_round;
    DELETE FROM sampling_tubestep WHERE round = of_round;
    DELETE FROM sampling_tube WHERE round = of_round;
    DELETE FROM sampling_tally WHERE round = of_round;
    DELETE FROM sampling_pace WHERE round = of_round;
    PERFORM sampling_settle_people(people);
END $$
"""  # noqa: S608 names are ours
