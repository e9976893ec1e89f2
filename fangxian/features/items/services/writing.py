"""
Items opened and moved within a report's own transaction: statements, for many at once, in any order.

Whoever interprets the report gives a query whose columns are named here; the tables stay this feature's own.
"""

from __future__ import annotations

OPENS = (
    "code, kind, area, made_area, subject, title, text, severity, state, at, made_by, made_by_name, "
    "deadline_at, due_at, call_at"
)
"""The columns of the query of `opening`."""
MOVES = "code, state, at, by, deadline_at, due_at, call_at, ended"
"""The columns of the query of `moving`; `by` is the user name of who moved it, `ended` whether it has."""
TELLS = "code, at, person, person_name, move, text"
"""The columns of the query of `telling`."""

_OPENING = """
    WITH opened AS (
        INSERT INTO items_item (code, kind, incident, area, made_area, parent, subject, title, text, severity,
            state, state_since, holder_name, held_since, moved_by, made_by, made_by_name, made_at,
            deadline_at, due_at, call_at, calls, called_area)
        SELECT n.code, n.kind, current_setting('fangxian.incident', true), n.area, n.made_area, '', n.subject,
            n.title, n.text, n.severity, n.state, n.at, '', n.at, '', n.made_by, n.made_by_name, n.at,
            n.deadline_at, n.due_at, n.call_at, 0, ''
        FROM ({query}) AS n ({columns}) ORDER BY n.code
        ON CONFLICT (code) DO NOTHING RETURNING *
    )
    INSERT INTO items_itemline (item_id, area, made_area, at, person, person_name, move, source, target, "to",
        text)
    SELECT code, area, made_area, made_at, made_by, made_by_name, 'opened', state, state, '', '' FROM opened
"""
_MOVING = """
    UPDATE items_item i SET state = n.state, state_since = n.at, moved_by = n.by,
        deadline_at = n.deadline_at, calls = 0, called_area = '',
        due_at = CASE WHEN n.ended THEN NULL ELSE n.due_at END,
        call_at = CASE WHEN n.ended THEN NULL ELSE n.call_at END,
        ended_at = CASE WHEN n.ended THEN n.at END
    FROM ({query}) AS n ({columns})
    WHERE i.code = n.code AND (i.state, i.state_since, i.moved_by) IS DISTINCT FROM (n.state, n.at, n.by)
"""
_TELLING = """
    INSERT INTO items_itemline (item_id, area, made_area, at, person, person_name, move, source, target, "to",
        text)
    SELECT i.code, i.area, i.made_area, n.at, n.person, n.person_name, n.move, '', '', '', n.text
    FROM ({query}) AS n ({columns}) JOIN items_item i ON i.code = n.code
"""


def opening(query: str) -> str:
    """Open the items that a query gives, those that are there already left as they are."""
    return _OPENING.format(query=query, columns=OPENS)


def moving(query: str) -> str:
    """Put items into the states that a query gives, with their clocks; the query says what may be moved."""
    return _MOVING.format(query=query, columns=MOVES)


def telling(query: str) -> str:
    """Add lines to the history of items; each call adds them, so the query gives each only once."""
    return _TELLING.format(query=query, columns=TELLS)
