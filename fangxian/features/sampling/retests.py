"""
What results change beyond their tube: pools opened, everybody in them an item, and pools resolved;
statements.

They run in the caller's scope, after `sampling_note_results`, on the tubes it was called with; single swabs
are noted by a worker.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from fangxian.features.items import rules
from fangxian.features.items.services import writing
from fangxian.features.sampling.flow import FOUND, RETEST, SWABBED, UNSWABBED
from fangxian.kernel.authority import Actor
from fangxian.kernel.reports import Statement

_BAD = "('suspected', 'positive')"

# One swab in a tube is nobody's pool: its result is the person's.
_POOLS = f"""
    INSERT INTO sampling_pool (tube, round, area, point, found_at, members, "left", positives)
    SELECT code, round, area, point, %s, swabs, swabs, 0 FROM sampling_tube
    WHERE code = ANY(%s) AND result IN {_BAD} AND swabs > 1 ORDER BY code ON CONFLICT (tube) DO NOTHING
"""  # noqa: S608 names are ours

_ITEM = "'retest-' || md5(s.id::text)"
_OPEN = writing.opening(
    f"""
    SELECT {_ITEM}, 'retest', coalesce(t.area, s.area), p.area, coalesce(t.code, s.id::text),
        %s || split_part(p.tube, '/', 2) || coalesce(' · ' || t.household, ''),
        coalesce(t.resident, ''), 3, 'found', p.found_at, %s, %s, NULL::timestamptz,
        p.found_at + %s::interval, p.found_at + %s::interval
    FROM sampling_pool p JOIN sampling_swab s ON s.tube = p.tube AND NOT s.void
    LEFT JOIN campaigns_target t ON t.code = s.target
    WHERE p.tube = ANY(%s) AND p.resolved_at IS NULL
    """  # noqa: S608 names are ours
)

# The newest single result of a person since they were in the pool; their own swab there is never single.
_SINGLE = """
    SELECT DISTINCT ON (s.id) s.id, p.tube, one.result, one.resulted_at AS at
    FROM sampling_pool p JOIN sampling_swab s ON s.tube = p.tube AND NOT s.void AND s.target <> ''
    JOIN sampling_swab a ON a.target = s.target AND NOT a.void AND a.at > s.at
    JOIN sampling_tube one ON one.code = a.tube AND one.swabs = 1 AND one.result IN ('negative', 'positive')
    WHERE p.resolved_at IS NULL AND p.tube IN (
        SELECT b.tube FROM sampling_swab c JOIN sampling_swab b ON b.target = c.target
        WHERE c.tube = ANY(%s) AND c.target <> ''
        UNION SELECT unnest(%s::text[])
    )
    ORDER BY s.id, a.at DESC
"""
_OF_SINGLE = _ITEM.replace("s.id", "r.id")
_RESULT = writing.moving(
    f"""
    SELECT {_OF_SINGLE}, r.result, r.at, %s, NULL::timestamptz, NULL::timestamptz, NULL::timestamptz, true
    FROM ({_SINGLE}) r
    """  # noqa: S608 names are ours
)
_RESULT_TOLD = writing.telling(
    f"""
    SELECT {_OF_SINGLE}, r.at, %s, %s, CASE r.result WHEN 'positive' THEN 'confirm' ELSE 'clear' END, ''
    FROM ({_SINGLE}) r JOIN items_item i ON i.code = {_OF_SINGLE} AND i.state <> r.result
    """  # noqa: S608 names are ours
)
# The laboratory took it back: the pool is none, and whoever was in it is released.
_RELEASE = writing.moving(
    f"""
    SELECT {_ITEM}, 'released', t.resulted_at, %s, NULL::timestamptz, NULL::timestamptz, NULL::timestamptz,
    true FROM sampling_pool p JOIN sampling_tube t ON t.code = p.tube AND t.result NOT IN {_BAD} JOIN
    sampling_swab s ON s.tube = p.tube WHERE p.tube = ANY(%s) AND p.resolved_at IS NULL
    """  # noqa: S608 names are ours
)
# Single swabs of who is in an open pool: who waits for a swab no more waits for its result.
_SWABBED = f"""
    SELECT DISTINCT ON (s.id) {_ITEM} AS code, a.at FROM sampling_pool p
    JOIN sampling_swab s ON s.tube = p.tube AND NOT s.void AND s.target <> ''
    JOIN items_item i ON i.code = {_ITEM} AND i.state = ANY(%s)
    JOIN sampling_swab a ON a.target = s.target AND NOT a.void AND a.at > s.at
    JOIN sampling_tube one ON one.code = a.tube AND one.size = 1 AND one.stage <> 'spoiled'
        AND one.result = ''
    WHERE p.resolved_at IS NULL AND p.round IN (
        SELECT code FROM sampling_round WHERE incident = current_setting('fangxian.incident', true)
    )
    ORDER BY s.id, a.at DESC
"""  # noqa: S608 names are ours
_SWAB = writing.moving(
    f"""
    SELECT r.code, 'swabbed', r.at, %s, NULL::timestamptz, r.at + %s::interval, r.at + %s::interval, false
    FROM ({_SWABBED}) r
    """  # noqa: S608 names are ours
)
_SWAB_TOLD = writing.telling(f"SELECT r.code, r.at, %s, %s, 'swab', '' FROM ({_SWABBED}) r")  # noqa: S608
_COUNT = f"""
    UPDATE sampling_pool p SET "left" = n.waits, positives = n.positives,
        resolved_at = CASE WHEN n.waits = 0 THEN %s::timestamptz END
    FROM (
        SELECT p.tube, count(*) FILTER (WHERE i.ended_at IS NULL) AS waits,
            count(*) FILTER (WHERE i.state = 'positive') AS positives
        FROM sampling_pool p JOIN sampling_swab s ON s.tube = p.tube AND NOT s.void
        JOIN items_item i ON i.code = {_ITEM}
        WHERE p.resolved_at IS NULL AND p.tube IN (
            SELECT b.tube FROM sampling_swab c JOIN sampling_swab b ON b.target = c.target
            WHERE c.tube = ANY(%s) AND c.target <> ''
            UNION SELECT unnest(%s::text[])
        )
        GROUP BY p.tube
    ) n WHERE p.tube = n.tube
"""  # noqa: S608 names are ours


def follow(actor: Actor, tubes: list[str], title: str, at: datetime) -> list[Statement]:
    """The statements for tubes whose results were noted `at`; `title` begins the title of each item."""
    within = RETEST.within(FOUND) or timedelta()
    called = rules.next_call(RETEST, at + within, 0)
    reminded = (called or at) - at
    return [
        (_POOLS, (at, tubes)),
        (_OPEN, (title, actor.person, actor.name, within, reminded, tubes)),
        (_RELEASE, (actor.person, tubes)),
        (_RESULT_TOLD, (actor.person, actor.name, tubes, tubes)),
        (_RESULT, (actor.person, tubes, tubes)),
        (_COUNT, (at, tubes, tubes)),
    ]


def note_swabs(actor: Actor) -> int:
    """
    Move re-tests whose people were sampled singly, in all rounds of the actor's incident; how many.

    A table may be far from where they live, out of the sight of who swabs there: so a worker does it, soon.
    """
    within = RETEST.within(SWABBED) or timedelta()
    with connection.cursor() as cursor:
        cursor.execute(_SWAB_TOLD, [actor.person, actor.name, list(UNSWABBED)])
        values: list[Any] = [actor.person, within, within - RETEST.reminds, list(UNSWABBED)]
        cursor.execute(_SWAB, values)
        return int(cursor.rowcount)
