"""Which reports may not be taken, before anything is written: refused before, of others, outside, about nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import psycopg

from fangxian.features.field import columns
from fangxian.features.field.jobs import Job
from fangxian.kernel.reports import Cursor, Fact, kinds

_REFUSED = (
    "SELECT id::text, code FROM field_refusedreport WHERE id = ANY(string_to_array(%s, E'\\x1f')::uuid[])"
)
_DEVICES = (
    "SELECT code, area, person, ended_at FROM field_device WHERE code = ANY(string_to_array(%s, E'\\x1f'))"
)


def sift(
    raw: psycopg.Connection[Any], pipeline: psycopg.Pipeline, jobs: Sequence[Job], facts: Sequence[Fact]
) -> dict[str, str]:
    """The ids of facts that may not be taken, each with the code of why."""
    if not facts:
        return {}
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind].append(fact)
    refused, devices = psycopg.Cursor(raw), psycopg.Cursor(raw)
    refused.execute(_REFUSED, [columns.pack(fact.id for fact in facts)], prepare=True)
    devices.execute(_DEVICES, [columns.pack({fact.device for fact in facts if fact.device})], prepare=True)
    asked = {code: _ask(raw, code, some) for code, some in by_kind.items() if kinds()[code].subjects}
    pipeline.sync()
    turned: dict[str, str] = {}
    for code, cursor in asked.items():
        turned |= _unknown(cursor, by_kind[code], kinds()[code].may_be_empty)
    turned |= _barred(jobs, {row[0]: row for row in devices.fetchall()})
    return turned | dict(refused.fetchall())


def _ask(raw: psycopg.Connection[Any], code: str, facts: Sequence[Fact]) -> Cursor:
    cursor: Cursor = psycopg.Cursor(raw)
    cursor.execute(kinds()[code].subjects, [[fact.subject for fact in facts]], prepare=True)
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
