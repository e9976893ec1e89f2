"""A round rebuilt from the log: swabs, tubes and counters must be what the log says, whatever came when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, transaction

from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.interpreting import KINDS
from fangxian.features.sampling.models import Round
from fangxian.features.sampling.models.tally import COUNTED
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.reports import Fact
from fangxian.kernel.reports.registry import decoders
from fangxian.kernel.trail import services as trail

CHUNK = 5_000
OF_KIND = {kind.code: kind for kind in KINDS}
KEPT = {
    "swab": 'id, area, point, "table", tube, target, at, person, void, counts',
    "stranger": "id, area, name_sealed, id_type, id_sealed, id_index, phone_sealed, address_sealed",
    "tube": 'code, area, point, "table", tables, size, swabs, stated, stage, box, first_at, closed_at, '
    "packed_at, handed_at, received_at, result, resulted_at",
    "tally": f"area, point, {', '.join(COUNTED)}",
    "pace": "area, point, slot, swabs",
}
_LOG = """
    SELECT id::text, kind, form_version, area, subject, occurred_at, body, person FROM field_report
    WHERE area >= %s AND area < %s AND kind = ANY(%s) AND subject >= %s AND subject < %s
    ORDER BY received_at, id
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


@transaction.atomic
def rebuild_round(*, actor: Actor, code: str, keep: bool = True) -> Rebuilt:
    """
    Replay the log of a round from its first report. Reports wait meanwhile.

    With `keep` false everything is put back as it was and only the comparison remains.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    of_round = access.claim(actor, code, can=Can.ROUND_ORDER)
    with connection.cursor() as cursor:
        for name, columns in KEPT.items():
            _remember(cursor, name, columns, code)
        cursor.execute("SELECT sampling_forget(%s)", [code])
        reports = _replay(of_round)
        wrong = {name: _differing(cursor, name, columns, code) for name, columns in KEPT.items()}
    if keep:
        trail.record(actor=actor, kind=Event.REBUILT, area=of_round.area, subject=code)
    else:
        transaction.set_rollback(True)
    return Rebuilt(reports, wrong)


def _remember(cursor: Any, name: str, columns: str, code: str) -> None:
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.live_{name}")
    rows = f"SELECT {columns} FROM sampling_{name} WHERE round = %s"  # noqa: S608 names are ours
    cursor.execute(f"CREATE TEMPORARY TABLE live_{name} ON COMMIT DROP AS {rows}", [code])


LEFT = {"pace": " AND swabs <> 0", "tally": f" AND ({' OR '.join(f'{one} <> 0' for one in COUNTED)})"}
"""A counter in which nothing is left counts as none."""


def _differing(cursor: Any, name: str, columns: str, code: str) -> int:
    """Rows that are not the same on both sides."""
    some = LEFT.get(name, "")
    now = f"SELECT {columns} FROM sampling_{name} WHERE round = %(code)s{some}"  # noqa: S608 names are ours
    live = f"SELECT * FROM live_{name} WHERE true{some}"  # noqa: S608
    cursor.execute(
        f"""SELECT greatest((SELECT count(*) FROM ({now} EXCEPT {live}) d),
                            (SELECT count(*) FROM ({live} EXCEPT {now}) d))""",  # noqa: S608
        {"code": code},
    )
    return int(cursor.fetchone()[0])


def _replay(of_round: Round) -> int:
    raw: psycopg.Connection[Any] = connection.connection
    done = 0
    with psycopg.Cursor(raw) as writing:
        for chunk in _log(raw, of_round):
            for code in sorted({fact.kind for fact in chunk}):
                for sql, values in OF_KIND[code].project([fact for fact in chunk if fact.kind == code]):
                    writing.execute(sql, values)
            done += len(chunk)
    return done


def _log(raw: psycopg.Connection[Any], of_round: Round) -> Iterator[list[Fact]]:
    first, last = f"{of_round.code}/", f"{of_round.code}0"  # "0" follows "/" in ASCII
    with psycopg.ServerCursor(raw, "rebuilding") as reading:
        reading.itersize = CHUNK
        reading.execute(_LOG, [*span(of_round.area), list(OF_KIND), first, last])
        while rows := reading.fetchmany(CHUNK):
            yield [_fact(*row) for row in rows]


def _fact(
    report: str, kind: str, version: int, area: str, subject: str, occurred_at: Any, body: str, person: str
) -> Fact:
    read = decoders()[kind, version].decode(body)
    return Fact(report, kind, version, area, subject, occurred_at, read, body, "", None, person, 0)
