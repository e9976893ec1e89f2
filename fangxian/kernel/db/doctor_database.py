"""What doctor finds when it asks the database itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import psycopg
from psycopg.rows import dict_row

from fangxian.kernel.db import machine, postmaster, tuning
from fangxian.kernel.db.addresses import Addresses, addresses
from fangxian.kernel.db.binaries import MAJOR
from fangxian.kernel.db.findings import Finding, gettext_noop, judge, size
from fangxian.kernel.db.home import home

_ON = ("data_checksums", "fsync", "synchronous_commit", "full_page_writes")

_ASK = """
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
           current_user AS role, rolsuper AS super, rolbypassrls AS bypass,
           (SELECT count(*) FROM pg_class WHERE relowner = r.oid AND relpersistence <> 't') AS owned,
           pg_database_size(current_database()) AS bytes, current_database() AS name,
           pg_encoding_to_char(d.encoding) AS encoding, age(d.datfrozenxid) AS age,
           pg_size_bytes(current_setting('shared_buffers')) AS buffers,
           current_setting('max_connections')::int AS slots,
           (SELECT count(*) FROM pg_stat_activity WHERE datid IS NOT NULL) AS connected,
           (SELECT max(extract(epoch FROM clock_timestamp() - xact_start)) FROM pg_stat_activity
             WHERE datid IS NOT NULL)::float AS oldest,
           coalesce(s.checksum_failures, 0) AS damaged, clock_timestamp() AS now,
           current_setting('TimeZone') AS zone,
           (SELECT json_object_agg(name, current_setting(name)) FROM unnest(%s::text[]) name) AS switches
      FROM pg_roles r, pg_database d LEFT JOIN pg_stat_database s ON s.datid = d.oid
     WHERE r.rolname = current_user AND d.datname = current_database()
"""


def findings() -> Iterator[Finding]:
    """Version, role, size, safety settings, connections, clock: as the app role sees them."""
    try:
        where = addresses(home())
        if where.place and not postmaster.is_running(where.place):
            yield _silent(gettext_noop("not running"))
            return
        with psycopg.connect(**{"connect_timeout": 5, **where.app}, row_factory=dict_row) as connection:
            seen = connection.execute(_ASK, [list(_ON)]).fetchone() or {}
    except (psycopg.Error, OSError, ValueError, RuntimeError) as error:
        said = str(error).strip().splitlines()
        yield _silent(said[0] if said else type(error).__name__)
        return
    yield from _what(seen)
    yield from (_switch(name, seen["switches"][name]) for name in _ON)
    yield _buffers(where, seen)
    yield from _load(seen)
    yield _clock(seen)


def _silent(said: str) -> Finding:
    return Finding(
        gettext_noop("Database"),
        said,
        "warn",
        gettext_noop("It does not answer, so nothing more is known of it."),
    )


def _what(seen: dict[str, Any]) -> Iterator[Finding]:
    yield judge(
        gettext_noop("Server version"),
        seen["version"],
        wrong=seen["number"] // 10_000 != MAJOR,
        advice=gettext_noop("Fangxian is written for PostgreSQL 18."),
    )
    rights = {"SUPERUSER": seen["super"], "BYPASSRLS": seen["bypass"], "OWNER": seen["owned"]}
    faults = [right for right, has in rights.items() if has]
    yield judge(
        gettext_noop("Role that serves"),
        " ".join([seen["role"], *faults]),
        wrong=bool(faults),
        advice=gettext_noop("Row-level security does not bind this role. Serve as fangxian_app."),
    )
    yield judge(
        gettext_noop("Database"),
        f"{seen['name']}, {size(seen['bytes'])}, {seen['encoding']}",
        wrong=seen["encoding"] != "UTF8",
        advice=gettext_noop("Make the database with ENCODING UTF8."),
    )
    yield judge(
        gettext_noop("Damaged pages"),
        str(seen["damaged"]),
        wrong=seen["damaged"] > 0,
        advice=gettext_noop("The disk returned damaged pages. Stop, copy the data, restore a backup."),
    )


def _switch(name: str, value: str) -> Finding:
    advice = gettext_noop("Switch it on: without it a power cut can lose or damage what was committed.")
    return judge(name, value, wrong=value == "off", advice=advice)


def _buffers(where: Addresses, seen: dict[str, Any]) -> Finding:
    name, value = "shared_buffers", size(seen["buffers"])
    if where.place is None:
        return Finding(name, value)  # that server's machine is not this one
    megabytes = tuning.settings(machine.memory(), machine.cores())["shared_buffers"].removesuffix("MB")
    fitted = int(megabytes) * 2**20
    wrong = not fitted / 2 <= seen["buffers"] <= fitted * 2
    advice = gettext_noop("It does not fit this machine's memory; a restart fits it.")
    return judge(name, value, wrong=wrong, advice=advice, state="warn")


def _load(seen: dict[str, Any]) -> Iterator[Finding]:
    yield judge(
        gettext_noop("Connections"),
        f"{seen['connected']} / {seen['slots']}",
        wrong=seen["connected"] > 0.8 * seen["slots"],
        advice=gettext_noop("Nearly all are taken: lower FANGXIAN_POOL or stop a program."),
        state="warn",
    )
    oldest = seen["oldest"] or 0.0
    yield judge(
        gettext_noop("Oldest transaction"),
        f"{oldest:.0f} s",
        wrong=oldest > 1800,
        advice=gettext_noop("A transaction this old keeps dead rows from being cleared: find its program."),
        state="warn",
    )
    yield judge(
        gettext_noop("Transaction age"),
        f"{seen['age']:,}",
        wrong=seen["age"] > 1_000_000_000,
        advice=gettext_noop("Old rows are not being frozen: run VACUUM FREEZE."),
        state="warn",
    )


def _clock(seen: dict[str, Any]) -> Finding:
    skew = abs((seen["now"] - datetime.now(UTC)).total_seconds())
    return judge(
        gettext_noop("Clock of the server"),
        f"{skew:.1f} s, {seen['zone']}",
        wrong=skew > 2,
        advice=gettext_noop("This machine and the database disagree on the time: synchronise both."),
        state="warn",
    )
