"""
Reports written with care: into the log, into what they change, and nothing twice, whatever some of them are.

Used by pages, paper and settlement, and by the door where a group is not all new and fitting (`hoping`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import psycopg
from django.db import connection
from django.utils import timezone

from fangxian.features.field import pushes, sifting, statements, taking
from fangxian.features.field.columns import pack
from fangxian.features.field.jobs import ACCEPTED, DUPLICATE, REFUSED, Answer, Job
from fangxian.features.field.pushes import Brought, Turned
from fangxian.features.field.sifting import Device
from fangxian.features.incidents.selectors import vault
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Level
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from fangxian.kernel.reports import Fact, Statement, forms, kinds
from fangxian.kernel.reports.registry import taken

Cursor = psycopg.Cursor[Any]

_DEVICES = """
    SELECT code, area, person, role, ended_at, CASE WHEN revoked_at IS NOT NULL THEN 'field.device_revoked'
        WHEN expires_at <= now() THEN 'field.device_expired' ELSE '' END
    FROM field_device WHERE code = ANY(string_to_array(%s, E'\\x1f'))
"""
_REFUSED = """
    SELECT id::text, code FROM field_refusedreport WHERE id = ANY(string_to_array(%s, E'\\x1f')::uuid[])
"""
_THERE = "SELECT id::text FROM field_report WHERE id = ANY(string_to_array(%s, E'\\x1f')::uuid[])"


def write(raw: psycopg.Connection[Any], incident: str, jobs: Sequence[Job], at: datetime) -> dict[str, str]:
    """
    Write what some pushes of one incident bring, in the caller's transaction and scope, and answer each
    report.

    Every report is in the log afterwards, was there before, or is kept as refused with its reason. Devices
    that may push nothing any more are given back, with why; nothing of theirs is written.
    """
    with psycopg.Cursor(raw) as cursor:
        devices = _devices(cursor, jobs)
        barred = sifting.barred_devices(jobs, devices)
        jobs = [job for job in jobs if job.device not in barred]
        facts = [fact for job in jobs for fact in job.brought.facts]
        turned = _turned(cursor, jobs, facts, devices)
        fresh = {fact.id: fact for fact in facts if fact.id not in turned}
        singly = [fact for fact in fresh.values() if fact.kind in taken()]
        together = [fact for fact in fresh.values() if fact.kind not in taken()]
        written = _together(cursor, incident, together, at)
        if singly:
            outcome = taking.take_singly(cursor, incident, jobs, singly, at)
            written |= outcome.written
            turned |= outcome.turned
        missing = [one for one in fresh if one not in written and one not in turned]
        if missing:
            there = {row[0] for row in _ask(cursor, (_THERE, (pack(missing),)))}
            turned |= {one: "field.not_yours" for one in missing if one not in there}
        _keep(cursor, incident, jobs, turned, at)
        of_devices = statements.devices(jobs, at)
        if of_devices:
            cursor.execute(*_typed(of_devices))
    for job in jobs:
        job.answers = [_answer(one, written, turned) for one in job.brought.reports]
        written -= {fact.id for fact in job.brought.facts}  # the same report twice in one transaction
    return barred


def _typed(statement: Statement) -> Any:
    return statement


def _together(cursor: Cursor, incident: str, facts: Sequence[Fact], at: datetime) -> set[str]:
    """Write facts and what follows from them, all at once; the ids of those that were not there."""
    written = {row[0] for row in _ask(cursor, statements.log(incident, facts, at))}
    for _code, some in statements.projections([fact for fact in facts if fact.id in written]):
        for statement in some:
            cursor.execute(*_typed(statement))
    return written


def _ask(cursor: Cursor, statement: Statement) -> list[tuple[Any, ...]]:
    cursor.execute(*_typed(statement))
    return cursor.fetchall()


def _devices(cursor: Cursor, jobs: Sequence[Job]) -> dict[str, Device]:
    codes = {job.device for job in jobs} | {fact.device for job in jobs for fact in job.brought.facts}
    codes.discard("")
    return {row[0]: Device(*row) for row in _ask(cursor, (_DEVICES, (pack(codes),)))} if codes else {}


def _turned(
    cursor: Cursor, jobs: Sequence[Job], facts: Sequence[Fact], devices: Mapping[str, Device]
) -> dict[str, str]:
    """The ids of facts that may not be taken, with why: what was refused before stays so."""
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        by_kind[fact.kind].append(fact)
    turned: dict[str, str] = {}
    for code, some in by_kind.items():
        kind = kinds()[code]
        if kind.subjects:
            known = dict(_ask(cursor, (kind.subjects, ([fact.subject for fact in some],))))
            turned |= sifting.unknown_subjects(some, known, kind.may_be_empty)
    turned |= sifting.barred_facts(jobs, devices)
    return turned | dict(_ask(cursor, (_REFUSED, (pack([fact.id for fact in facts]),))))


def _keep(
    cursor: Cursor, incident: str, jobs: Sequence[Job], turned: Mapping[str, str], at: datetime
) -> None:
    for job in jobs:
        turned_here = [_whole(fact, turned) for fact in job.brought.facts if fact.id in turned]
        for one in (*job.brought.turned, *turned_here):
            cursor.execute(*_typed(statements.keep(job, one, incident, at)))


def _whole(fact: Fact, turned: Mapping[str, str]) -> Turned:
    names = ("id", "kind", "form_version", "area", "subject", "device_seq")
    sent = {name: getattr(fact, name) for name in names}
    body = msgspec.Raw(fact.raw.encode())
    kept = msgspec.json.encode(sent | {"occurred_at": fact.occurred_at, "body": body})
    return Turned(fact.id, turned[fact.id], "", kept.decode(), fact.kind, fact.subject, fact.device_seq)


def _answer(one: Fact | Turned, written: set[str], turned: Mapping[str, str]) -> Answer:
    if isinstance(one, Turned):
        return Answer(one.id, REFUSED, one.code)
    if one.id in turned:
        return Answer(one.id, REFUSED, turned[one.id])
    return Answer(one.id, ACCEPTED if one.id in written else DUPLICATE)


def record_here(
    *,
    actor: Actor,
    reports: Sequence[Mapping[str, Any]],
    person: str = "",
    can: Can = Can.FIELD_REPORT,
    standing_of: Actor | None = None,
) -> list[Answer]:
    """
    Write reports that were entered on a page or from paper, in the caller's transaction and scope.

    Each is a mapping as of the field API without device and sequence; one without an `id` gets one. `person`
    is the responder's code of whom they come from, the actor's own by default; `standing_of` whose standing
    decides on what is taken one by one, the actor's by default. Refused ones are kept and answered. Personal
    fields are sealed first, unless they are already.

    Raises:
        NotAllowed: the actor's charge does not carry `can`.
    """
    actor.require(can)
    at = timezone.now()
    sent = [
        msgspec.convert(
            {"id": str(uuid7())} | dict(one) | {"body": msgspec.Raw(msgspec.json.encode(one["body"]))},
            pushes.Sent,
        )
        for one in reports
    ]
    safe = vault(actor.incident) if any(one.kind in forms.personal() for one in sent) else None
    found = [pushes.fact_of(one, "", person, actor.area, at + pushes.AHEAD, 0, vault=safe) for one in sent]
    reach = _reach(actor)
    brought = pushes.sort(Brought(found))
    job = Job("", actor.area, reach, person, actor.name, brought, actor=standing_of or actor)
    scope.enter(replace(actor, area=reach))
    write(connection.connection, actor.incident, [job], at)
    scope.enter(actor)
    return job.answers


def _reach(actor: Actor) -> str:
    """The village of a grid, where the counters of its visits are; any other area itself."""
    area = territory.get(actor, actor.area)
    return str(area.parent if area.level == Level.GRID else area.code)
