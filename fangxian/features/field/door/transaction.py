"""A group's transaction: on hope first, all statements sent together; with care where the hope failed."""

from __future__ import annotations

import asyncio
import os.path
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import psycopg
from asgiref.sync import sync_to_async
from django.db import InterfaceError, OperationalError, connection, transaction

from fangxian.features.field import hoping, recording
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
    """There is no hope that everything is new and may be taken."""


class Barred(Exception):
    """The device was revoked or has expired since its token was read; `code` says which."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Transactions:
    """The transactions of one lane, on one connection, opened when needed and again when it broke."""

    def __init__(self) -> None:
        self._raw: psycopg.AsyncConnection[Any] | None = None

    async def write(self, incident: str, jobs: Sequence[Job], at: datetime) -> dict[int, Exception]:
        """
        Write some pushes of one incident; by their number those that may not push, with why.

        Raises:
            Unavailable: nothing was written.
        """
        here = [incident, *span(_around(jobs))]
        for attempt in range(TRIES):
            try:
                await self._on_hope(here, jobs, at)
            except (_Otherwise, psycopg.DataError, psycopg.IntegrityError, psycopg.ProgrammingError):
                return await _with_care(here, jobs, at)
            except (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure):
                await asyncio.sleep(0.01 * 3**attempt)
            except psycopg.OperationalError as error:
                await self.close()
                if attempt:
                    raise Unavailable(str(error)) from error
            else:
                return {}
        raise Unavailable("two groups kept meeting")

    async def _on_hope(self, here: list[str], jobs: Sequence[Job], at: datetime) -> None:
        if not hoping.may_hope(jobs):
            raise _Otherwise
        raw = await self._connection()
        # Without BEGIN: what is sent up to the end of the pipeline commits as one, or not at all.
        async with raw.pipeline():
            await raw.execute(_SCOPE, here, prepare=True)
            for sql, values in hoping.hopeful(here[0], jobs, at):
                await raw.execute(sql, values, prepare=True)
        hoping.answer(jobs)

    async def _connection(self) -> psycopg.AsyncConnection[Any]:
        if self._raw is None or self._raw.closed:
            asked = connection.get_connection_params()
            asked = {
                name: value for name, value in asked.items() if name not in ("cursor_factory", "context")
            }
            self._raw = await psycopg.AsyncConnection.connect(**asked | {"autocommit": True})
            for name, value in _SETTINGS.items():
                await self._raw.execute(f"SET {name} = {value}")
        return self._raw

    async def close(self) -> None:
        """Let the connection go; the next transaction opens another."""
        if self._raw is not None:
            await self._raw.close()
        self._raw = None


def _carefully(here: list[str], jobs: Sequence[Job], at: datetime) -> dict[int, Exception]:
    """The same with care, on a connection of Django's, which goes back when it is done."""
    for attempt in range(TRIES):
        try:
            with transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(_SCOPE, here)
                why = recording.write(connection.connection, here[0], jobs, at)
            return {number: Barred(why[job.device]) for number, job in enumerate(jobs) if job.device in why}
        except (psycopg.OperationalError, OperationalError, InterfaceError) as error:
            deadlock = isinstance(error.__cause__ or error, psycopg.errors.DeadlockDetected)
            if attempt and not deadlock:
                raise Unavailable(str(error)) from error
        finally:
            connection.close()
    raise Unavailable("two groups kept meeting")


_with_care = sync_to_async(_carefully, thread_sensitive=False)


def _around(jobs: Sequence[Job]) -> str:
    """
    The narrowest prefix that holds the reach of all devices of a group, and of the earlier charges they
    bring.

    Row-level security holds there; what each device may do within it is checked report by report.
    """
    areas = {job.reach for job in jobs}
    areas |= {fact.area for job in jobs for fact in job.brought.facts if fact.device != job.device}
    return os.path.commonprefix(sorted(areas))  # noqa: RUF071 codes, not paths
