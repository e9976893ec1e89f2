"""
The one transaction that writes reports: into the log, into what they change, and nothing twice.

Used by the door for whatever waits at that moment, and by pages, paper and settlement for what is entered
there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import msgspec
import psycopg
from django.db import connection
from django.utils import timezone

from fangxian.features.field import columns, pushes
from fangxian.features.field.jobs import Answer, Job
from fangxian.features.field.pushes import Brought, Turned
from fangxian.features.field.sifting import Questions
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Level
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from fangxian.kernel.reports import Cursor, Fact, kinds

Raw = psycopg.Connection[Any]
ACCEPTED, DUPLICATE, REFUSED = "accepted", "duplicate", "refused"


def write(raw: Raw, incident: str, jobs: Sequence[Job], at: datetime) -> dict[str, str]:
    """
    Write what some pushes of one incident bring, in the caller's transaction and scope, and answer each
    report.

    Every report is in the log afterwards, was there before, or is kept as refused with its reason. Devices
    that may push nothing any more are given back, with why; nothing of theirs is written.
    """
    with raw.pipeline() as pipeline:
        questions = Questions(raw, jobs)
        pipeline.sync()
        barred, turned = questions.answers()
        jobs = [job for job in jobs if job.device not in barred]
        facts = [fact for job in jobs for fact in job.brought.facts]
        fresh = {fact.id: fact for fact in facts if fact.id not in turned}
        inserted = _insert(raw, incident, list(fresh.values()), at)
        pipeline.sync()
        written = _ids(inserted)
        missing = [one for one in fresh if one not in written]
        if missing:
            turned |= _not_there(raw, missing)
        with psycopg.Cursor(raw) as cursor:
            _project(cursor, [fact for fact in fresh.values() if fact.id in written])
            _keep(cursor, incident, jobs, turned, at)
            columns.mark_arrived(cursor, jobs, at)
        _answer_all(jobs, written, turned)
    return barred


def write_hopefully(
    raw: Raw, pipeline: psycopg.Pipeline, incident: str, jobs: Sequence[Job], at: datetime
) -> bool:
    """
    The same on the hope that every report is new and may be taken: one way there and back instead of three.

    False if the hope failed: the caller must undo the transaction, and `write`.
    """
    facts = [fact for job in jobs for fact in job.brought.facts]
    questions = Questions(raw, jobs)
    inserted = _insert(raw, incident, facts, at)
    with psycopg.Cursor(raw) as cursor:
        _project(cursor, facts)
        _keep(cursor, incident, jobs, {}, at)
        columns.mark_arrived(cursor, jobs, at)
    pipeline.sync()
    written = _ids(inserted)
    if any(questions.answers()) or len(written) != len(facts):
        return False
    _answer_all(jobs, written, {})
    return True


def _answer_all(jobs: Sequence[Job], written: set[str], turned: Mapping[str, str]) -> None:
    for job in jobs:
        job.answers = [_answer(one, written, turned) for one in job.brought.reports]
        written -= {fact.id for fact in job.brought.facts}  # the same report twice in one transaction


def _project(cursor: Cursor, facts: Sequence[Fact]) -> None:
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        by_kind[one.kind].append(one)
    for code in sorted(by_kind):
        kinds()[code].project(cursor, by_kind[code])


def _answer(one: Fact | Turned, written: set[str], turned: Mapping[str, str]) -> Answer:
    if isinstance(one, Turned):
        return Answer(one.id, REFUSED, one.code)
    if one.id in turned:
        return Answer(one.id, REFUSED, turned[one.id])
    return Answer(one.id, ACCEPTED if one.id in written else DUPLICATE)


_LOG = """
    INSERT INTO field_report (id, area, kind, form_version, subject, occurred_at, received_at, device,
        device_seq, person, incident, skew_s, body)
    SELECT r.id, r.area, r.kind, r.version, coalesce(r.subject, ''), r.at, %s, coalesce(r.device, ''), r.seq,
        coalesce(r.person, ''), %s, r.skew, r.body
    FROM unnest(
        string_to_array(%s, E'\\x1f')::uuid[], string_to_array(%s, E'\\x1f'), string_to_array(%s, E'\\x1f'),
        string_to_array(%s, E'\\x1f')::smallint[], string_to_array(%s, E'\\x1f'),
        string_to_array(%s, E'\\x1f')::timestamptz[], string_to_array(%s, E'\\x1f'),
        string_to_array(%s, E'\\x1f', '')::bigint[], string_to_array(%s, E'\\x1f'),
        string_to_array(%s, E'\\x1f')::int[], string_to_array(%s, E'\\x1f')
    ) AS r (id, area, kind, version, subject, at, device, seq, person, skew, body)
    ON CONFLICT (id) DO NOTHING RETURNING id::text
"""


def _insert(raw: Raw, incident: str, facts: Sequence[Fact], at: datetime) -> Cursor | None:
    """Have facts written into the log; the cursor will give the ids of those that were not there."""
    if not facts:
        return None
    pack = columns.pack
    values = [
        at,
        incident,
        pack(fact.id for fact in facts),
        pack(fact.area for fact in facts),
        pack(fact.kind for fact in facts),
        pack(str(fact.form_version) for fact in facts),
        pack(fact.subject for fact in facts),
        pack(fact.occurred_at.isoformat() for fact in facts),
        pack(fact.device for fact in facts),
        pack("" if fact.device_seq is None else str(fact.device_seq) for fact in facts),
        pack(fact.person for fact in facts),
        pack(str(fact.skew_s) for fact in facts),
        pack(fact.raw for fact in facts),
    ]
    cursor: Cursor = psycopg.Cursor(raw)
    cursor.execute(_LOG, values, prepare=True)
    return cursor


def _ids(cursor: Cursor | None) -> set[str]:
    return {row[0] for row in cursor.fetchall()} if cursor else set()


_THERE = "SELECT id::text FROM field_report WHERE id = ANY(string_to_array(%s, E'\\x1f')::uuid[])"


def _not_there(raw: Raw, ids: Sequence[str]) -> dict[str, str]:
    """Of ids that were taken already, those under which the report of another area stands."""
    with psycopg.Cursor(raw) as cursor:
        cursor.execute(_THERE, [columns.pack(ids)], prepare=True)
        there = {row[0] for row in cursor.fetchall()}
    return {one: "field.not_yours" for one in ids if one not in there}


_KEEP = """
    INSERT INTO field_refusedreport (id, area, incident, device, device_seq, person, person_name, kind,
        subject, raw, code, detail, received_at, settled, settled_by, reason)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '') ON CONFLICT (id) DO NOTHING
"""


def _keep(
    cursor: Cursor, incident: str, jobs: Iterable[Job], turned: Mapping[str, str], at: datetime
) -> None:
    """Keep what was refused, whole, for a supervisor of the device's area."""
    rows = []
    for job in jobs:
        turned_here = [_whole(fact, turned) for fact in job.brought.facts if fact.id in turned]
        for one in (*job.brought.turned, *turned_here):
            whose = (job.area, incident, job.device, one.device_seq, job.person, job.person_name)
            what = (one.kind, one.subject, one.raw.replace("\0", ""), one.code, one.detail.replace("\0", ""))
            rows.append((one.id, *whose, *what, at))
    if rows:
        cursor.executemany(_KEEP, rows)


def _whole(fact: Fact, turned: Mapping[str, str]) -> Turned:
    sent = {
        name: getattr(fact, name) for name in ("id", "kind", "form_version", "area", "subject", "device_seq")
    }
    kept = msgspec.json.encode(
        sent | {"occurred_at": fact.occurred_at, "body": msgspec.Raw(fact.raw.encode())}
    )
    return Turned(fact.id, turned[fact.id], "", kept.decode(), fact.kind, fact.subject, fact.device_seq)


def record_here(
    *, actor: Actor, reports: Sequence[Mapping[str, Any]], person: str = "", can: Can = Can.FIELD_REPORT
) -> list[Answer]:
    """
    Write reports that were entered on a page or from paper, in the caller's transaction and scope.

    Each is a mapping as of the field API without device and sequence; one without an `id` gets one. `person`
    is the responder's code of whom they come from, the actor's own by default. Refused ones are kept and
    answered.

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
    found = [pushes.fact_of(one, "", person, actor.area, at + pushes.AHEAD, 0) for one in sent]
    reach = _reach(actor)
    job = Job("", actor.area, reach, person, actor.name, pushes.sort(Brought(found)))
    scope.enter(replace(actor, area=reach))
    write(connection.connection, actor.incident, [job], at)
    scope.enter(actor)
    return job.answers


def _reach(actor: Actor) -> str:
    """The village of a grid, where the counters of its visits are; any other area itself."""
    area = territory.get(actor, actor.area)
    return str(area.parent if area.level == Level.GRID else area.code)
