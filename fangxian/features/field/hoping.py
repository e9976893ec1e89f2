"""A group of pushes written on the hope that all is new and may be taken: one way there and back; pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from fangxian.features.field import sifting, statements
from fangxian.features.field.jobs import ACCEPTED, REFUSED, Answer, Job
from fangxian.kernel.reports import Fact, Statement, kinds

Rows = Sequence[tuple[Any, ...]]


class Hope:
    """
    The statements of a group, to be sent together, and the judgement of what came back.

    If the judgement is False the transaction must be undone, and the group be written with care.
    """

    def __init__(self, incident: str, jobs: Sequence[Job], at: datetime) -> None:
        self._jobs = jobs
        self._facts = [fact for job in jobs for fact in job.brought.facts]
        self.statements: list[Statement] = []
        self._counts: list[tuple[int, int]] = []  # number of a statement, and what it must count
        self._subjects: list[tuple[int, str]] = []
        if self._facts:
            self._log = self._add(statements.log(incident, self._facts, at))
            self._project()
        for job in jobs:
            for one in job.brought.turned:
                self._add(statements.keep(job, one, incident, at))
        of_devices = statements.devices(jobs, at)
        self._devices = self._add(of_devices) if of_devices else None

    def _add(self, statement: Statement) -> int:
        self.statements.append(statement)
        return len(self.statements) - 1

    def _project(self) -> None:
        for code, subjects, some in statements.projections(self._facts):
            kind = kinds()[code]
            if kind.subjects and not kind.counts:
                asked = [fact.subject for fact in self._facts if fact.kind == code]
                self._subjects.append((self._add((kind.subjects, (asked,))), code))
            for statement in some:
                last = self._add(statement)
            if kind.counts:
                self._counts.append((last, subjects))

    def judge(self, results: Sequence[Rows]) -> bool:
        """Whether all was new and could be taken, by the rows that each statement gave; then answers."""
        if self._facts and len(results[self._log]) != len(self._facts):
            return False
        if any(results[number][0][0] != wanted for number, wanted in self._counts):
            return False
        devices = {row[0]: row for row in results[self._devices]} if self._devices is not None else {}
        if sifting.barred_devices(self._jobs, devices) or sifting.barred_facts(self._jobs, devices):
            return False
        for number, code in self._subjects:
            mine = [fact for fact in self._facts if fact.kind == code]
            if sifting.unknown_subjects(mine, dict(results[number]), kinds()[code].may_be_empty):
                return False
        for job in self._jobs:
            job.answers = [
                Answer(one.id, ACCEPTED) if isinstance(one, Fact) else Answer(one.id, REFUSED, one.code)
                for one in job.brought.reports
            ]
        return True
