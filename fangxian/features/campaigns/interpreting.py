"""What a visit does to its target and to coverage: in the report's own transaction, in any order, once."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.features.campaigns import rules
from fangxian.kernel.authority import Can
from fangxian.kernel.reports import Fact, Kind, Statement

QUARTER = "'15 minutes', {}, timestamptz '2000-01-01 00:00+00'"

# Within its village: a phone that was away while grids were laid anew knows a target by its old grid.
SUBJECTS = (
    "SELECT t.code, t.village FROM unnest(%s::text[]) AS s (code) JOIN campaigns_target t ON t.code = s.code"
)

# Whoever counts a campaign anew locks all of coverage. This statement waits for that when it is bound, before
# it looks at anything, and so sees the new rows: PostgreSQL takes its snapshot when the locks are held.
# `greatest` cannot compare the pair, so CASE does; told.* is the last of this batch, t.* of all before it.
_NEWER = "(told.at, told.id) > (t.occurred_at, t.report)"
_STEP = """
    WITH told AS MATERIALIZED (
        SELECT * FROM unnest(%s::text[], %s::uuid[], %s::timestamptz[], %s::text[], %s::text[],
            %s::int[], %s::int[], %s::text[])
            AS told (target, id, at, outcome, standing, asked, not_home, area)
    ), moved AS (
        UPDATE campaigns_target t SET
            outcome = CASE WHEN {newer} THEN told.outcome ELSE t.outcome END,
            standing = CASE WHEN {newer} THEN told.standing ELSE t.standing END,
            occurred_at = CASE WHEN {newer} THEN told.at ELSE t.occurred_at END,
            report = CASE WHEN {newer} THEN told.id ELSE t.report END,
            asked = t.asked + told.asked, not_home = t.not_home + told.not_home,
            changed = (SELECT pg_current_xact_id()::text::bigint)
        FROM told WHERE t.code = told.target AND starts_with(told.area, t.village)
        RETURNING t.campaign, t.area, t.village, told.asked AS asked_by,
            old.standing AS was, new.standing AS now, old.outcome AS was_outcome, new.outcome AS now_outcome,
            old.occurred_at AS was_at, new.occurred_at AS now_at
    ), differences AS (
        SELECT area, campaign, sum(asked_by) AS asked, {differences},
            sum((now_outcome = 'needs_service')::int - (was_outcome = 'needs_service')::int) AS service
        FROM moved GROUP BY area, campaign ORDER BY area, campaign
    ), counted AS (
        UPDATE campaigns_coverage c SET asked = c.asked + d.asked, service = c.service + d.service, {sums}
        FROM differences d WHERE c.area = d.area AND c.campaign = d.campaign
    ), paced AS (
        SELECT village, campaign, date_bin({now_slot}) AS slot, count(*) AS n
            FROM moved WHERE now = 'reached' GROUP BY 1, 2, 3
        UNION ALL
        SELECT village, campaign, date_bin({was_slot}), -count(*)
            FROM moved WHERE was = 'reached' GROUP BY 1, 2, 3
    ), pacing AS (
        INSERT INTO campaigns_pace (area, campaign, slot, reached)
        SELECT village, campaign, slot, sum(n) FROM paced GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
        ON CONFLICT (area, campaign, slot) DO UPDATE SET reached = campaigns_pace.reached + excluded.reached
    )
    SELECT 1 / (count(*) = %s)::int FROM moved
"""
_COUNTED = ("reached", "not_home", "refused", "unreachable")
STEP = _STEP.format(
    newer=_NEWER,
    differences=", ".join(
        f"sum((now = '{name}')::int - (was = '{name}')::int) AS {name}" for name in _COUNTED
    ),
    sums=", ".join(f"{name} = c.{name} + d.{name}" for name in _COUNTED),
    now_slot=QUARTER.format("now_at"),
    was_slot=QUARTER.format("was_at"),
)


def project(facts: Sequence[Fact]) -> list[Statement]:
    """
    Move targets, coverage and pace by visits just written to the log, each for the first time.

    Fails with a division by zero where a target is not there, or not in the village of what is said of it.
    """
    told = rules.latest(
        (fact.subject, fact.id, fact.occurred_at, fact.body.outcome, fact.area) for fact in facts
    )
    rows = told.values()
    columns = (
        list(told),
        [row.id for row in rows],
        [row.occurred_at for row in rows],
        [row.outcome for row in rows],
        [rules.STANDING[row.outcome].value for row in rows],
        [row.asked for row in rows],
        [row.not_home for row in rows],
        [row.area for row in rows],
        len(rows),
    )
    return [(STEP, columns)]


VISIT = Kind(code="visit", can=Can.FIELD_REPORT, subjects=SUBJECTS, project=project, sure=True)
