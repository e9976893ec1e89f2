"""The log replayed: what follows from reports must be what they say, and a comparison proves it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection

from fangxian.kernel.codes import span
from fangxian.kernel.reports.kinds import Fact
from fangxian.kernel.reports.registry import decoders, kinds

CHUNK = 5_000

_LOG = """
    SELECT id::text, kind, form_version, area, subject, occurred_at, body, person FROM field_report
    WHERE area >= %s AND area < %s AND kind = ANY(%s) AND subject >= %s AND subject < %s {only}
    ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found: reports replayed, and how many rows of each table were not as the log says."""

    reports: int
    wrong: dict[str, int]

    @property
    def equal(self) -> bool:
        """Whether the live figures were those of the log."""
        return not any(self.wrong.values())


@dataclass(frozen=True, slots=True)
class Kept:
    """Rows that follow from reports: `rows` selects those of one campaign, `some` those with anything in."""

    rows: str
    some: str = "true"


class Remembered:
    """Rows as they are now, in the caller's transaction, to be held against those that a replay makes."""

    def __init__(self, tables: Mapping[str, Kept], facts: Mapping[str, str]) -> None:
        self.tables, self.facts = tables, facts
        with connection.cursor() as cursor:
            for name, kept in tables.items():
                cursor.execute(f"DROP TABLE IF EXISTS pg_temp.live_{name}")
                cursor.execute(f"CREATE TEMPORARY TABLE live_{name} ON COMMIT DROP AS {kept.rows}", facts)

    def wrong(self) -> dict[str, int]:
        """How many rows of each table are not the same on both sides."""
        return {name: self._differing(name, kept) for name, kept in self.tables.items()}

    def _differing(self, name: str, kept: Kept) -> int:
        now = f"SELECT * FROM ({kept.rows}) n WHERE {kept.some}"  # noqa: S608 names are ours
        live = f"SELECT * FROM live_{name} WHERE {kept.some}"  # noqa: S608
        count = f"""
            SELECT greatest((SELECT count(*) FROM ({now} EXCEPT ALL {live}) d),
                            (SELECT count(*) FROM ({live} EXCEPT ALL {now}) d))
        """  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(count, self.facts)
            return int(cursor.fetchone()[0])


def replay(
    codes: Collection[str],
    area: str,
    campaign: str,
    told: Callable[[int], None] | None = None,
    only: str = "",
) -> int:
    """
    Project the reports of some kinds about one campaign again, the first ones first; how many there were.

    In the caller's transaction, which has put back what follows from them; `told` hears how many are done,
    `only` is SQL that chooses among them.
    """
    raw: psycopg.Connection[Any] = connection.connection
    done = 0
    with psycopg.Cursor(raw) as writing:
        for chunk in _log(raw, codes, area, campaign, only):
            for code in sorted({fact.kind for fact in chunk}):
                for sql, values in kinds()[code].project([fact for fact in chunk if fact.kind == code]):
                    writing.execute(sql, values)
            done += len(chunk)
            if told is not None:
                told(done)
    return done


def _log(
    raw: psycopg.Connection[Any], codes: Collection[str], area: str, campaign: str, only: str
) -> Iterator[list[Fact]]:
    first, last = f"{campaign}/", f"{campaign}0"  # "0" follows "/" in ASCII
    with psycopg.ServerCursor(raw, "replaying") as reading:
        reading.itersize = CHUNK
        reading.execute(_LOG.format(only=only), [*span(area), list(codes), first, last])
        while rows := reading.fetchmany(CHUNK):
            yield [_fact(*row) for row in rows]


def _fact(
    report: str, kind: str, version: int, area: str, subject: str, occurred_at: Any, body: str, person: str
) -> Fact:
    read = decoders()[kind, version].decode(body)
    return Fact(report, kind, version, area, subject, occurred_at, read, body, "", None, person, 0)
