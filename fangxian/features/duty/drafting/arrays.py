"""Rows of numbers straight into NumPy, and rows straight into a table, without an object for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from django.db import connection

Params = Mapping[str, Any]
_WIRE = {"i": (">i4", 4), "l": (">i8", 8), "d": (">f8", 8)}
_HEADER, _TRAILER = 19, 2  # of PostgreSQL's binary COPY format, without extensions


def read_numbers(sql: str, params: Params, **columns: str) -> dict[str, npt.NDArray[Any]]:
    """
    One array a column of a query that gives numbers only.

    `columns` name the query's columns in order, each "i" (integer), "l" (bigint) or "d" (double precision;
    NaN stands for unknown); no value may be NULL. Many rows take the memory of their numbers, little more.

    Raises:
        ValueError: a NULL, or a column of another type.
    """
    parts: list[bytes] = []
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT BINARY)", params) as copy,
    ):
        parts.extend(bytes(part) for part in copy)
    raw = b"".join(parts)
    fields: list[tuple[str, str]] = [("fields", ">i2")]
    for name, kind in columns.items():
        fields += [(f"len_{name}", ">i4"), (name, _WIRE[kind][0])]
    layout = np.dtype(fields)
    size, rest = divmod(len(raw) - _HEADER - _TRAILER, layout.itemsize)
    if rest:
        raise ValueError("the query gives a NULL or a column of another type")
    rows = np.frombuffer(raw, layout, size, _HEADER)
    if any((rows[f"len_{name}"] != _WIRE[kind][1]).any() for name, kind in columns.items()):
        raise ValueError("the query gives a NULL or a column of another type")
    native = {"i": np.int64, "l": np.int64, "d": np.float64}
    return {name: rows[name].astype(native[kind]) for name, kind in columns.items()}


def stage(table: str, columns: Mapping[str, str], rows: Iterable[Sequence[object]]) -> int:
    """
    Fill a fresh temporary table by COPY (`columns`: name to SQL type); the number of rows.

    Row-level security lets nobody COPY into the tables themselves: INSERT … SELECT from here. The table
    ends with the transaction at the latest.
    """
    types = ", ".join(f"{name} {sql}" for name, sql in columns.items())
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
        cursor.execute(f"CREATE TEMPORARY TABLE {table} ({types}) ON COMMIT DROP")
        count = 0
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for count, row in enumerate(rows, 1):  # noqa: B007 the last count is the answer
                copy.write_row(row)
        cursor.execute(f"ANALYZE {table}")
    return count


def run(sql: str, params: Params | None = None) -> int:
    """One statement; the number of rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or {})
        return int(cursor.rowcount)


def value(sql: str, params: Params | None = None) -> Any:
    """The single value a query gives."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or {})
        row = cursor.fetchone()
    return row[0] if row else None


def rows(sql: str, params: Params | None = None) -> list[tuple[Any, ...]]:
    """All rows of a query that gives few."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params or {})
        return list(cursor.fetchall())
