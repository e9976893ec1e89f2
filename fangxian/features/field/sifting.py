"""Which reports may not be taken: refused before, of others, outside, about nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import psycopg

from fangxian.features.field import columns
from fangxian.features.field.jobs import Job
from fangxian.kernel.reports import Cursor, Fact, kinds

Raw = psycopg.Connection[Any]

_REFUSED = (
    "SELECT id::text, code FROM field_refusedreport WHERE id = ANY(string_to_array(%s, E'\\x1f')::uuid[])"
)
_DEVICES = """
    SELECT code, area, person, ended_at, CASE WHEN revoked_at IS NOT NULL THEN 'field.device_revoked'
        WHEN expires_at <= now() THEN 'field.device_expired' ELSE '' END
    FROM field_device WHERE code = ANY(string_to_array(%s, E'\\x1f'))
"""


class Questions:
    """What must be known of some pushes: asked when made, answered once the pipeline has been through."""

    def __init__(self, raw: Raw, jobs: Sequence[Job]) -> None:
        self._jobs = jobs
        self._by_kind: dict[str, list[Fact]] = defaultdict(list)
        devices = {job.device for job in jobs if job.device}
        for job in jobs:
            for fact in job.brought.facts:
                self._by_kind[fact.kind].append(fact)
                devices.add(fact.device)
        devices.discard("")
        ids = columns.pack(fact.id for some in self._by_kind.values() for fact in some)
        self._refused = _ask(raw, _REFUSED, ids) if ids else None
        self._devices = _ask(raw, _DEVICES, columns.pack(devices)) if devices else None
        self._subjects = {
            code: _ask(raw, kinds()[code].subjects, [fact.subject for fact in some])
            for code, some in self._by_kind.items()
            if kinds()[code].subjects
        }

    def answers(self) -> tuple[dict[str, str], dict[str, str]]:
        """Device → why it may push nothing any more; id → why a fact may not be taken."""
        devices = {row[0]: row for row in self._devices.fetchall()} if self._devices else {}
        turned: dict[str, str] = {}
        for code, cursor in self._subjects.items():
            turned |= _unknown(cursor, self._by_kind[code], kinds()[code].may_be_empty)
        turned |= _barred(self._jobs, devices)
        if self._refused:
            turned |= dict(self._refused.fetchall())
        barred = {job.device: devices[job.device][4] for job in self._jobs if job.device in devices}
        return {device: why for device, why in barred.items() if why}, turned


def _ask(raw: Raw, sql: str, value: object) -> Cursor:
    cursor: Cursor = psycopg.Cursor(raw)
    cursor.execute(sql, [value], prepare=True)
    return cursor


def _unknown(cursor: Cursor, facts: Sequence[Fact], may_be_empty: bool) -> dict[str, str]:
    known: dict[str, str] = dict(cursor.fetchall())
    if may_be_empty:
        known[""] = ""
    return {
        fact.id: "field.subject_unknown"
        for fact in facts
        if fact.subject not in known or not fact.area.startswith(known[fact.subject])
    }


def _barred(jobs: Sequence[Job], devices: dict[str, tuple[Any, ...]]) -> dict[str, str]:
    return {
        fact.id: why
        for job in jobs
        for fact in job.brought.facts
        if fact.device and (why := _why_barred(fact, job, devices.get(fact.device)))
    }


def _why_barred(fact: Fact, job: Job, device: tuple[Any, ...] | None) -> str:
    """Why a fact may not be taken from its device; '' if it may."""
    if device is None or device[2] != job.person:
        return "field.not_yours"
    if not fact.area.startswith(device[1]):
        return "field.area_outside"
    if device[3] is not None and fact.occurred_at > device[3]:
        return "field.charge_ended"
    return ""
