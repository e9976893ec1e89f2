"""What the functions have in common: how they run, whose rows they take, how tallies follow."""

from __future__ import annotations

from fangxian.features.sampling.models.tally import COUNTED
from fangxian.features.sampling.models.tube import Stage, Value

HEAD = "LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp"
QUARTER = "interval '15 minutes', {}, timestamptz '2000-01-01 00:00+00'"
STAGES = tuple(str(stage) for stage in Stage)
VALUES = tuple(str(value) for value in Value)


def difference(columns: tuple[str, ...], was: str, now: str) -> str:
    return ", ".join(f"sum(({now} = '{one}')::int - ({was} = '{one}')::int) AS {one}" for one in columns)


def tallied(found: str, columns: tuple[str, ...]) -> str:
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


MINE = """
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
