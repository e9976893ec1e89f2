"""The statements that write a group of pushes: into the log, of its devices, and what was refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime

from fangxian.features.field.columns import pack, ranges
from fangxian.features.field.jobs import Job
from fangxian.features.field.pushes import Turned
from fangxian.kernel.reports import Fact, Statement, kinds

# What was refused before stays so: a supervisor may have settled it since.
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
    WHERE NOT EXISTS (SELECT 1 FROM field_refusedreport f WHERE f.id = r.id)
    ON CONFLICT (id) DO NOTHING RETURNING id::text
"""
_DEVICES = """
    UPDATE field_device d SET arrived = d.arrived + u.arrived, waiting = coalesce(u.waiting, d.waiting),
        skew_s = coalesce(u.skew, d.skew_s), seen_at = greatest(d.seen_at, %s)
    FROM unnest(string_to_array(%s, E'\\x1f'), string_to_array(%s, E'\\x1f')::int8multirange[],
                string_to_array(%s, E'\\x1f', '')::int[], string_to_array(%s, E'\\x1f', '')::int[],
                string_to_array(%s, E'\\x1f'))
        AS u (code, arrived, waiting, skew, person)
    WHERE d.code = u.code
    RETURNING d.revoked_at IS NULL AND d.ended_at IS NULL AND d.expires_at > now() AND d.person = u.person
        AS good
"""
_KEEP = """
    INSERT INTO field_refusedreport (id, area, incident, device, device_seq, person, person_name, kind,
        subject, raw, code, detail, received_at, settled, settled_by, reason)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, '', '', '') ON CONFLICT (id) DO NOTHING
"""


def log(incident: str, facts: Sequence[Fact], at: datetime) -> Statement:
    """Write facts into the log; gives the ids of those that were not there, nor refused before."""
    return _LOG, (
        at,
        incident,
        pack([fact.id for fact in facts]),
        pack([fact.area for fact in facts]),
        pack([fact.kind for fact in facts]),
        pack([str(fact.form_version) for fact in facts]),
        pack([fact.subject for fact in facts]),
        pack([fact.occurred_at.isoformat() for fact in facts]),
        pack([fact.device for fact in facts]),
        pack(["" if fact.device_seq is None else str(fact.device_seq) for fact in facts]),
        pack([fact.person for fact in facts]),
        pack([str(fact.skew_s) for fact in facts]),
        pack([fact.raw for fact in facts]),
    )


def devices(jobs: Sequence[Job], at: datetime) -> Statement | None:
    """
    Note of each device which numbers have arrived, what still waits, and how its clock goes.

    Tells of each whether it is `good`: may push, everything it brings, as the person it is bound to. None
    without any device.
    """
    numbers: dict[str, list[int]] = defaultdict(list)
    told: dict[str, tuple[str, str, str]] = {}
    for job in jobs:
        if job.device:
            numbers.setdefault(job.device, [])
            left = max(0, job.brought.waiting - len(job.brought.reports))
            told[job.device] = (str(left), str(job.brought.skew_s), job.person)
        for one in job.brought.reports:
            device = one.device if isinstance(one, Fact) else job.device
            if device and one.device_seq is not None:
                numbers[device].append(one.device_seq)
    if not numbers:
        return None
    codes = sorted(numbers)
    return _DEVICES, (
        at,
        pack(codes),
        pack([ranges(set(numbers[code])) for code in codes]),
        *(pack([told.get(code, ("", "", ""))[column] for code in codes]) for column in range(3)),
    )


def projections(facts: Iterable[Fact]) -> list[tuple[str, list[Statement]]]:
    """Of each kind its code and what follows from its facts."""
    by_kind: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        by_kind[one.kind].append(one)
    return [(code, kinds()[code].project(some)) for code, some in sorted(by_kind.items())]


def keep(job: Job, one: Turned, incident: str, at: datetime) -> Statement:
    """Keep what was refused, whole, for a supervisor of the device's area."""
    whose = (job.area, incident, job.device, one.device_seq, job.person, job.person_name)
    what = (one.kind, one.subject, one.raw.replace("\0", ""), one.code, one.detail.replace("\0", ""))
    return _KEEP, (one.id, *whose, *what, at)
