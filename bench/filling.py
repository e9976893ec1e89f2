"""The report log of a bench's own home: emptied, filled with millions of visits, its indexes looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from bench.doorknock import INCIDENT
from fangxian.features.field.partitions import BEHIND

DEVICE = "bench-fill"
AT_ONCE = 1_000_000
_OTHERS = "SELECT EXISTS (SELECT 1 FROM field_report WHERE device !~ '^(bench-|pgbench$)')"
# In order of time, as reports come in: spread evenly from the first moment of the first day until now.
_FILL = """
    INSERT INTO field_report (id, area, kind, form_version, subject, occurred_at, received_at, device,
        device_seq, person, incident, skew_s, body)
    SELECT uuidv7(m.at - clock_timestamp()), t.area, 'visit', 1, t.code, m.at, m.at, %(device)s, n,
        'R-' || lpad((n %% 10000)::text, 6, '0'), %(incident)s, 0,
        '{"outcome": "' || (ARRAY['met', 'met', 'met', 'not_home', 'phone_done'])[1 + n %% 5] || '"}'
    FROM generate_series(%(start)s::bigint, %(end)s::bigint) AS n
    CROSS JOIN LATERAL (
        SELECT %(first)s::timestamptz
            + (%(until)s::timestamptz - %(first)s::timestamptz) * (n / %(rows)s::float8)
    ) AS m (at)
    JOIN (
        SELECT code, area, row_number() OVER (ORDER BY code) - 1 AS number, count(*) OVER () AS many
        FROM campaigns_target WHERE campaign = %(campaign)s AND household <> %(but)s
    ) AS t ON t.number = n * 7919 %% %(targets)s::bigint
"""
_INDEXES = """
    SELECT c.relname, x.indisprimary, pg_relation_size(i.oid) / 8192, c.reltuples::bigint
    FROM pg_inherits h JOIN pg_class c ON c.oid = h.inhrelid
    JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
    WHERE h.inhparent = 'field_report'::regclass
        AND c.reltuples > 0 AND c.relname ~ '[0-9]{8}$'
    ORDER BY 1, 2 DESC
"""


@dataclass(frozen=True, slots=True)
class Depth:
    """One index of one day: its rows and pages, and how many pages a look-up reads from root to leaf."""

    day: str
    index: str
    rows: int
    pages: int
    levels: int


def empty() -> None:
    """
    Empty the log, which is all reports of benches.

    Raises:
        SystemExit: somebody else's reports are in it.
    """
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(_OTHERS)
        if cursor.fetchone()[0]:
            raise SystemExit("The log of this home holds reports that no bench wrote; nothing was changed.")
        cursor.execute("TRUNCATE field_report")


def fill(campaign: str, *, rows: int, but: str) -> None:
    """Write visits of a campaign's targets, all but one household's, as the owner of the log."""
    from django.db import connections

    now = datetime.now(UTC)
    first = now.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=BEHIND)
    with connections["owner"].cursor() as cursor:
        wanted = "SELECT count(*) FROM campaigns_target WHERE campaign = %s AND household <> %s"
        cursor.execute(wanted, [campaign, but])
        known = {"campaign": campaign, "but": but, "targets": cursor.fetchone()[0], "rows": rows}
        known |= {"first": first, "until": now, "device": DEVICE, "incident": INCIDENT}
        for start in range(0, rows, AT_ONCE):
            cursor.execute(_FILL, known | {"start": start, "end": min(start + AT_ONCE, rows) - 1})
        cursor.execute("VACUUM (ANALYZE) field_report")


def depths() -> list[Depth]:
    """The two indexes of each day that has reports."""
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(_INDEXES)
        return [
            Depth(day, "id" if of_id else "area, subject", count, pages, _levels(cursor, day[-8:], of_id))
            for day, of_id, pages, count in cursor.fetchall()
        ]


def _levels(cursor, day: str, of_id: bool) -> int:  # type: ignore[no-untyped-def]
    """The pages that looking for what is not there reads: one a level."""
    midnight = int(datetime.strptime(day, "%Y%m%d").replace(tzinfo=UTC).timestamp() * 1000)
    first, noon, end = (UUID(int=(midnight + hours * 3_600_000) << 80) for hours in (0, 12, 24))
    where, values = "id = %s", list[object]([noon])
    if not of_id:
        # Partitions are closed even to their owner; bounds of ids leave one of them to look into.
        cursor.execute("SELECT area FROM field_report WHERE id >= %s AND id < %s LIMIT 1", [first, end])
        where = "area = %s AND subject = '~' AND id >= %s AND id < %s"
        values = [cursor.fetchone()[0], first, end]
    look = f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) SELECT 1 FROM field_report WHERE {where}"
    for _time in range(2):  # the first reads the index's own first page, too
        cursor.execute(look, values)
        plan = cursor.fetchone()[0][0]["Plan"]
    return int(plan["Shared Hit Blocks"] + plan["Shared Read Blocks"])
