"""
A group of pushes written on the hope that all is new and may be taken: statements that fail where it is not.

Sent together, they are one transaction that commits or is undone by itself: nobody waits for an answer in
between. Each hope is a division by zero where it does not hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from fangxian.features.field import statements
from fangxian.features.field.jobs import ACCEPTED, REFUSED, Answer, Job
from fangxian.kernel.reports import Fact, Statement, kinds

# Of the subjects asked for, those that are there and where they may be spoken of.
_SUBJECTS = """
    SELECT count(DISTINCT f.code) AS found FROM ({subjects}) AS s (code, inside)
    JOIN unnest(%s::text[], %s::text[]) AS f (code, area) ON f.code = s.code AND starts_with(f.area, s.inside)
"""


def may_hope(jobs: Sequence[Job]) -> bool:
    """Whether a group is worth hoping for: no reports of an earlier enrolment, none that are taken singly."""
    return all(
        not job.brought.takes and all(fact.device == job.device for fact in job.brought.facts) for job in jobs
    )


def hopeful(incident: str, jobs: Sequence[Job], at: datetime) -> list[Statement]:
    """The statements that write a group, each failing where its hope does not hold."""
    facts = [fact for job in jobs for fact in job.brought.facts]
    found: list[Statement] = []
    if facts:
        found.append(_or_fail(statements.log(incident, facts, at), "(SELECT count(*) FROM done)", len(facts)))
    for code, some in statements.projections(facts):
        found += some
        if kinds()[code].subjects and not kinds()[code].sure:
            found += _there(code, [fact for fact in facts if fact.kind == code and fact.subject])
    found += [statements.keep(job, one, incident, at) for job in jobs for one in job.brought.turned]
    of_devices = statements.devices(jobs, at)
    if of_devices:
        wanted = len({job.device for job in jobs if job.device})
        found.append(_or_fail(of_devices, "(SELECT count(*) FILTER (WHERE good) FROM done)", wanted))
    return found


def answer(jobs: Sequence[Job]) -> None:
    """Answer each report of a group whose hope came true."""
    for job in jobs:
        job.answers = [
            Answer(one.id, ACCEPTED) if isinstance(one, Fact) else Answer(one.id, REFUSED, one.code)
            for one in job.brought.reports
        ]


def _there(code: str, facts: Sequence[Fact]) -> list[Statement]:
    """Fails where a subject is not there, or not in the area of a report about it."""
    if not facts:
        return []
    pairs = sorted({(fact.subject, fact.area) for fact in facts})
    subjects, areas = [subject for subject, _area in pairs], [area for _subject, area in pairs]
    sql = _SUBJECTS.format(subjects=kinds()[code].subjects)
    wanted = len({fact.subject for fact in facts})
    return [_or_fail((sql, (subjects, subjects, areas)), "(SELECT found FROM done)", wanted)]


def _or_fail(statement: Statement, count: str, wanted: int) -> Statement:
    sql, values = statement
    return f"WITH done AS ({sql}) SELECT 1 / ({count} = %s)::int", (*values, wanted)
