"""Leaving targets out of a campaign, and taking them in again: counters follow in the same statement."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

# The first part holds the rows, in the order in which everybody holds them; the second then sees them as
# they are. Of whom something is known counts, exempt or not.
_SET = """
    WITH held AS MATERIALIZED (
        SELECT t.code, told.exempt FROM unnest(%s::text[], %s::bool[]) AS told (code, exempt)
        JOIN campaigns_target t ON t.code = told.code ORDER BY t.code FOR UPDATE OF t
    ), moved AS (
        UPDATE campaigns_target t SET exempt = h.exempt, changed = pg_current_xact_id()::text::bigint
        FROM held h WHERE t.code = h.code AND t.exempt <> h.exempt
        RETURNING t.area, t.campaign, new.exempt::int - old.exempt::int AS more, t.standing
    ), counted AS (
        UPDATE campaigns_coverage c SET targets = c.targets - d.more, exempt = c.exempt + d.more
        FROM (
            SELECT area, campaign, sum(more) AS more FROM moved WHERE standing = 'to_do'
            GROUP BY area, campaign ORDER BY area, campaign
        ) d WHERE c.area = d.area AND c.campaign = d.campaign
    )
    SELECT count(*) FROM moved
"""


def set_exempt(targets: Sequence[str], exempt: Sequence[bool]) -> int:
    """
    Leave some targets out of their campaigns, or take them in again; how many changed.

    In the caller's transaction and sight: the caller has looked whether the actor may.
    """
    if not targets:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(_SET, [list(targets), list(exempt)])
        return int(cursor.fetchone()[0])
