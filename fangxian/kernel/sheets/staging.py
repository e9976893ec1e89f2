"""The temporary tables of one import: rows that are still good, and the reasons of those that are not."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from fangxian.kernel.sheets.kinds import Check, Kind, Work
from fangxian.kernel.sheets.reasons import Fault, Reason

Bad = tuple[int, str, Fault]
"""A line, a column's name ('' for the row as a whole), and what is wrong."""


def columns_of(kind: Kind) -> list[tuple[str, str]]:
    """Name and SQL type of every staged column."""
    return [(one.name, one.parse.sql) for one in kind.columns if one.staged] + list(kind.derived)


def create(work: Work) -> None:
    """Make the two tables, empty; they end with the transaction at the latest."""
    drop(work)
    columns = ", ".join(f"{name} {sql}" for name, sql in columns_of(work.kind))
    work.run(f"CREATE TEMPORARY TABLE sheet_rows (line integer, {columns}) ON COMMIT DROP")
    work.run(
        "CREATE TEMPORARY TABLE sheet_refusals "
        "(line integer, field text, code text, facts jsonb) ON COMMIT DROP"
    )


def drop(work: Work) -> None:
    """Remove what an earlier import of the same transaction left."""
    work.run("DROP TABLE IF EXISTS pg_temp.sheet_rows, pg_temp.sheet_refusals")


def add(work: Work, rows: Sequence[Sequence[object]]) -> None:
    """Append good rows: line first, then the staged columns."""
    if rows:
        with work.cursor.copy("COPY sheet_rows FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)


def add_refusals(work: Work, bad: Sequence[Bad]) -> None:
    """Append reasons found while parsing."""
    if bad:
        with work.cursor.copy("COPY sheet_refusals FROM STDIN") as copy:
            for line, column, fault in bad:
                copy.write_row((line, column, fault.code, json.dumps(fault.facts, default=str)))


def ready(work: Work) -> None:
    """Tell the planner what is there; temporary tables are never analysed by themselves."""
    work.run("ANALYZE sheet_rows")


def refuse(work: Work, check: Check) -> int:
    """Move the rows a check finds from the good ones to the refused; the number moved."""
    total = 0
    while True:
        found = work.run(
            f"""WITH bad AS (SELECT DISTINCT ON (line) line, facts FROM ({check.sql}) found (line, facts)),
                     gone AS (DELETE FROM sheet_rows USING bad WHERE sheet_rows.line = bad.line)
                INSERT INTO sheet_refusals SELECT line, %(_column)s, %(_code)s, coalesce(facts, '{{}}')
                FROM bad""",  # noqa: S608
            _column=check.column,
            _code=check.code,
        )
        total += found
        if not (check.again and found):
            return total


def refuse_doubles(work: Work) -> int:
    """Refuse every row whose key stands in an earlier line; the first one stays."""
    key = ", ".join(work.kind.key)
    twice = f"SELECT EXISTS (SELECT FROM sheet_rows GROUP BY {key} HAVING count(*) > 1)"  # noqa: S608
    if not work.value(twice):
        return 0
    same = " AND ".join(f"s.{name} = d.{name}" for name in work.kind.key)
    sql = f"""SELECT s.line, jsonb_build_object('first', d.first) FROM sheet_rows s JOIN (
                SELECT {key}, min(line) AS first FROM sheet_rows GROUP BY {key} HAVING count(*) > 1
              ) d ON {same} WHERE s.line > d.first"""  # noqa: S608 names declared in code
    return refuse(work, Check(code="twice", column=work.kind.key[-1], sentence="", sql=sql))


def hold_back(work: Work) -> int:
    """Refuse all rows that are still good, because nothing is to go in."""
    return refuse(
        work, Check(code="held_back", column="", sentence="", sql="SELECT line, NULL::jsonb FROM sheet_rows")
    )


def good(work: Work) -> int:
    """How many rows are still good."""
    return int(work.value("SELECT count(*) FROM sheet_rows"))


def refused(work: Work) -> int:
    """How many rows are refused; a row may have several reasons."""
    return int(work.value("SELECT count(DISTINCT line) FROM sheet_refusals"))


def reasons(work: Work, *, limit: int | None = None) -> Iterator[Reason]:
    """The reasons in the order of lines; streamed, so that a million of them need no memory."""
    sql = "SELECT line, field, code, facts FROM sheet_refusals ORDER BY line, field, code"
    if limit is not None:
        work.cursor.execute(f"{sql} LIMIT {limit:d}")
        yield from map(_reason, work.cursor.fetchall())
        return
    work.cursor.execute(f"DECLARE sheet_reasons NO SCROLL CURSOR FOR {sql}")
    while found := _fetch(work.cursor):
        yield from map(_reason, found)
    work.cursor.execute("CLOSE sheet_reasons")


def _fetch(cursor: Any) -> list[tuple[Any, ...]]:
    cursor.execute("FETCH 5000 FROM sheet_reasons")
    return list(cursor.fetchall())


def _reason(row: tuple[Any, ...]) -> Reason:
    line, column, code, facts = row
    return Reason(line, column, code, facts if isinstance(facts, dict) else json.loads(facts or "{}"))
