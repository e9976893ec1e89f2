"""The statements by which pools, and the items of who is in them, follow tubes, swabs and results."""

from __future__ import annotations

from fangxian.features.items.services import writing

_BAD = "('suspected', 'positive')"
_RESOLVES = "('negative', 'positive')"
ITEM = "'retest-' || md5(s.id::text)"

# Whoever is in a pool whose tube is bad, as it stands now.
IN_POOL = f"""
    sampling_pool p JOIN sampling_tube b ON b.code = p.tube AND b.result IN {_BAD}
    JOIN sampling_swab s ON s.tube = p.tube AND NOT s.void
"""
ROUNDS = "(SELECT code FROM sampling_round WHERE incident = current_setting('fangxian.incident', true))"

# One swab in a tube is nobody's pool: its result is the person's.
POOLS = f"""
    INSERT INTO sampling_pool (tube, round, area, point, found_at, members, "left", positives)
    SELECT code, round, area, point, %(at)s, swabs, swabs, 0 FROM sampling_tube
    WHERE code = ANY(%(tubes)s) AND result IN {_BAD} AND swabs > 1 ORDER BY code ON CONFLICT (tube) DO NOTHING
"""  # noqa: S608 names are ours
OPEN = writing.opening(
    f"""
    SELECT {ITEM}, 'retest', coalesce(t.area, s.area), p.area, coalesce(t.code, s.id::text),
        %(title)s || split_part(p.tube, '/', 2) || coalesce(' · ' || t.household, ''),
        coalesce(t.resident, ''), 3, 'found', %(at)s::timestamptz, %(by)s, %(name)s, NULL::timestamptz,
        %(at)s::timestamptz + %(within)s, %(at)s::timestamptz + %(reminded)s
    FROM {IN_POOL} LEFT JOIN campaigns_target t ON t.code = s.target
    WHERE p.tube = ANY(%(tubes)s)
    """  # noqa: S608 names are ours
)
# The laboratory took it back, or the swab was none: whoever was in it is released, and is not any more if it
# is bad again.
_RELEASED = f"""
    SELECT i.code FROM sampling_pool p JOIN sampling_tube t ON t.code = p.tube
    JOIN sampling_swab s ON s.tube = p.tube JOIN items_item i ON i.code = {ITEM} AND i.ended_at IS NULL
    WHERE p.tube = ANY(%(tubes)s) AND (t.result NOT IN {_BAD} OR s.void)
"""  # noqa: S608 names are ours
_AGAIN = f"""
    SELECT i.code FROM {IN_POOL} JOIN items_item i ON i.code = {ITEM} AND i.state = 'released'
    WHERE p.tube = ANY(%(tubes)s)
"""  # noqa: S608 names are ours


def _told(codes: str, move: str) -> str:
    line = f"SELECT r.code, %(at)s::timestamptz, %(by)s, %(name)s, '{move}', '' FROM ({codes}) r"  # noqa: S608
    return writing.telling(line)


def _moved(codes: str, state: str, *, ended: bool) -> str:
    return writing.moving(
        f"""
        SELECT r.code, '{state}', %(at)s::timestamptz, %(by)s, NULL::timestamptz,
            %(at)s::timestamptz + %(within)s, %(at)s::timestamptz + %(reminded)s, {ended} FROM ({codes}) r
        """  # noqa: S608 names are ours
    )


# The newest single result of a person since they were in the pool; their own swab there is never single. One
# that was amended to say nothing takes back what it said before.
_OF_THESE = """
    p.tube IN (
        SELECT b.tube FROM sampling_swab c JOIN sampling_swab b ON b.target = c.target
        WHERE c.tube = ANY(%(tubes)s) AND c.target <> ''
        UNION SELECT unnest(%(tubes)s::text[])
    )
"""
_SINGLE = f"""
    SELECT i.code, r.at, r.said FROM (
        SELECT DISTINCT ON (s.id) {ITEM} AS code, one.resulted_at AS at,
            CASE WHEN one.result IN {_RESOLVES} THEN one.result ELSE 'isolated' END AS said
        FROM {IN_POOL} JOIN sampling_swab a ON a.target = s.target AND NOT a.void AND a.at > s.at
        JOIN sampling_tube one ON one.code = a.tube AND one.swabs = 1 AND (one.result IN {_RESOLVES}
            OR EXISTS (SELECT 1 FROM sampling_result e WHERE e.tube = one.code AND e.version > 1))
        WHERE s.target <> '' AND {_OF_THESE}
        ORDER BY s.id, one.result IN {_RESOLVES} DESC, a.at DESC
    ) r JOIN items_item i ON i.code = r.code AND i.state <> r.said
        AND CASE WHEN i.ended_at IS NULL THEN r.said <> 'isolated' ELSE r.at > i.state_since END
"""  # noqa: S608 names are ours
_RESULT_TOLD = writing.telling(
    f"""
    SELECT r.code, r.at, %(by)s, %(name)s,
        CASE r.said WHEN 'positive' THEN 'confirm' WHEN 'negative' THEN 'clear' ELSE 'reswab' END, ''
    FROM ({_SINGLE}) r
    """  # noqa: S608 names are ours
)
_RESULT = writing.moving(
    f"""
    SELECT r.code, r.said, r.at, %(by)s, NULL::timestamptz, r.at + %(within)s, r.at + %(reminded)s,
        r.said <> 'isolated'
    FROM ({_SINGLE}) r
    """  # noqa: S608 names are ours
)
_COUNT = f"""
    UPDATE sampling_pool p SET members = n.members, "left" = n.waits, positives = n.positives,
        resolved_at = CASE WHEN n.waits = 0 THEN coalesce(p.resolved_at, %(at)s::timestamptz) END
    FROM (
        SELECT p.tube, count(s.id) AS members, count(i.code) FILTER (WHERE i.ended_at IS NULL) AS waits,
            count(*) FILTER (WHERE i.state = 'positive') AS positives
        FROM sampling_pool p LEFT JOIN sampling_swab s ON s.tube = p.tube AND NOT s.void
        LEFT JOIN items_item i ON i.code = {ITEM}
        WHERE {_OF_THESE} GROUP BY p.tube
    ) n WHERE p.tube = n.tube
"""  # noqa: S608 names are ours
FOLLOW = (
    POOLS,
    OPEN,
    _told(_RELEASED, "release"),
    _moved(_RELEASED, "released", ended=True),
    _told(_AGAIN, "reopen"),
    _moved(_AGAIN, "found", ended=False),
    _RESULT_TOLD,
    _RESULT,
    _COUNT,
)
"""In this order, each with `tubes`, `title`, `at`, `by`, `name`, `within` and `reminded`."""

# What came after a bad result: the second swab of a tube, which makes it a pool; another; one taken back.
ASTRAY = f"""
    SELECT t.code FROM sampling_tube t WHERE t.round IN {ROUNDS} AND t.result IN {_BAD} AND t.swabs > 1
        AND NOT EXISTS (SELECT 1 FROM sampling_pool p WHERE p.tube = t.code)
    UNION SELECT p.tube FROM {IN_POOL} WHERE p.round IN {ROUNDS}
        AND NOT EXISTS (SELECT 1 FROM items_item i WHERE i.code = {ITEM})
    UNION SELECT p.tube FROM sampling_pool p JOIN sampling_swab s ON s.tube = p.tube AND s.void
        JOIN items_item i ON i.code = {ITEM} AND i.ended_at IS NULL WHERE p.round IN {ROUNDS}
"""  # noqa: S608 names are ours
