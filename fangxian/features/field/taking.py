"""
Reports that are taken one by one (`Kind.take`), each under the charge it was made under.

Each stands in a savepoint of its own: what the feature refuses leaves nothing behind, and stops nothing else.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import psycopg
from django.db import DataError, IntegrityError, transaction

from fangxian.features.field import statements
from fangxian.features.field.jobs import Job
from fangxian.features.field.models import Device
from fangxian.features.field.tokens import actor_of
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound, Refusal
from fangxian.kernel.reports import Fact, kinds

_SAID = {NotFound.code: "field.subject_unknown", NotAllowed.code: "field.may_not"}
"""How the field API says what every feature refuses alike."""

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Outcome:
    """The ids of those now in the log, and of those that were not taken with why; the others were there."""

    written: set[str] = field(default_factory=set)
    turned: dict[str, str] = field(default_factory=dict)


def take_singly(
    cursor: psycopg.Cursor[Any], incident: str, jobs: Sequence[Job], facts: Sequence[Fact], at: datetime
) -> Outcome:
    """Write facts one after the other in the order given, and let their features take them."""
    outcome, actors = Outcome(), _actors(jobs, facts)
    for fact in facts:
        actor = actors.get(fact.id)
        if actor is None:
            outcome.turned[fact.id] = "field.not_yours"
            continue
        try:
            with transaction.atomic():
                cursor.execute(*_typed(statements.log(incident, [fact], at)))
                if cursor.fetchall():
                    _take(actor, fact)
                    outcome.written.add(fact.id)
        except Refusal as refusal:
            outcome.turned[fact.id] = _SAID.get(refusal.code, refusal.code)
        except (DataError, IntegrityError):
            log.exception("the report %s was not taken", fact.id)
            outcome.turned[fact.id] = "field.body_wrong"
    return outcome


def _take(actor: Actor, fact: Fact) -> None:
    take = kinds()[fact.kind].take
    assert take is not None
    with scope.borrowed(actor):
        take(actor, fact)


def _actors(jobs: Sequence[Job], facts: Sequence[Fact]) -> dict[str, Actor]:
    """Of each fact who reported it: the holder of the phone it was born on, or who enters it on a page."""
    codes = {fact.device for fact in facts if fact.device}
    held = {one.code: actor_of(one) for one in Device.objects.filter(code__in=codes)}
    told = {fact.id: job.actor for job in jobs for fact in job.brought.facts}
    found = {fact.id: held.get(fact.device) if fact.device else told[fact.id] for fact in facts}
    return {one: actor for one, actor in found.items() if actor is not None}


def _typed(statement: Any) -> Any:
    return statement
