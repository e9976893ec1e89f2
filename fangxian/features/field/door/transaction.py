"""A group's transaction: scope, devices looked at again, reports written; again where two groups met."""

from __future__ import annotations

import os.path
import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg
from django.db import connection

from fangxian.features.field import recording
from fangxian.features.field.jobs import Job
from fangxian.kernel.codes import span

TRIES = 4

_SCOPE = """
    SELECT set_config('fangxian.person', 'field', true), set_config('fangxian.responder', '', true),
           set_config('fangxian.role', '', true), set_config('fangxian.charge', '', true),
           set_config('fangxian.incident', %s, true),
           set_config('fangxian.scope_from', %s, true), set_config('fangxian.scope_until', %s, true)
"""
# The planner knows neither how many rows come nor how wide the scope is; every row here is found by its key.
_SETTINGS = {
    "plan_cache_mode": "force_generic_plan",
    "enable_bitmapscan": "off",
    "enable_hashjoin": "off",
    "enable_mergejoin": "off",
    "enable_seqscan": "off",
}


class Unavailable(Exception):
    """The database cannot be reached, or the group was refused as a whole."""


class _Otherwise(Exception):
    """Not everything was new and could be taken."""


class Barred(Exception):
    """The device was revoked or has expired since its token was read; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Transactions:
    """The transactions of one thread, on one connection, opened when needed and again when it broke."""

    def __init__(self) -> None:
        self._raw: psycopg.Connection[Any] | None = None

    def write(self, incident: str, jobs: Sequence[Job], at: datetime) -> dict[int, Exception]:
        """
        Write some pushes of one incident; by their number those that may not push, with why.

        Raises:
            Unavailable: nothing was written.
        """
        for attempt in range(TRIES):
            try:
                return self._once(incident, jobs, at)
            except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure):
                time.sleep(0.01 * 3**attempt)
            except psycopg.OperationalError as error:
                self.close()
                if attempt:
                    raise Unavailable(str(error)) from error
        raise Unavailable("two groups kept meeting")

    def _once(self, incident: str, jobs: Sequence[Job], at: datetime) -> dict[int, Exception]:
        raw = self._connection()
        here = [incident, *span(_around(jobs))]
        try:
            with raw.pipeline() as pipeline, raw.transaction():
                raw.execute(_SCOPE, here, prepare=True)
                if not recording.write_hopefully(raw, pipeline, incident, jobs, at):
                    raise _Otherwise
        except (_Otherwise, psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError):
            with raw.transaction():
                raw.execute(_SCOPE, here, prepare=True)
                why = recording.write(raw, incident, jobs, at)
            return {number: Barred(why[job.device]) for number, job in enumerate(jobs) if job.device in why}
        return {}

    def _connection(self) -> psycopg.Connection[Any]:
        if self._raw is None or self._raw.closed:
            connection.close()
            connection.ensure_connection()
            raw: psycopg.Connection[Any] = connection.connection
            for name, value in _SETTINGS.items():
                raw.execute(f"SET {name} = {value}")
            self._raw = raw
        return self._raw

    def close(self) -> None:
        """Let the connection go; the next transaction opens another."""
        self._raw = None
        connection.close()


def _around(jobs: Sequence[Job]) -> str:
    """
    The narrowest prefix that holds the reach of all devices of a group, and of the earlier charges they
    bring.

    Row-level security holds there; what each device may do within it is checked report by report.
    """
    areas = {job.reach for job in jobs}
    areas |= {fact.area for job in jobs for fact in job.brought.facts if fact.device != job.device}
    return os.path.commonprefix(sorted(areas))  # noqa: RUF071 codes, not paths
