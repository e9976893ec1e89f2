"""Writing the trail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db import connection
from django.db.models import TextChoices
from django.utils import timezone
from psycopg.types.json import Jsonb

from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import reactions

Kinds = TypeVar("Kinds", bound=type[TextChoices])
SENTENCES: dict[str, object] = {}
READINGS: set[str] = set()
"""Kinds that tell of somebody's personal details being read, for the `purpose` among the facts."""

_COLUMNS = (
    "at",
    "incident",
    "person",
    "person_name",
    "role",
    "charge",
    "kind",
    "area",
    "subject",
    "before",
    "after",
    "facts",
)
# Written by hand: Django adds RETURNING, which asks that the writer may read the line back, and one who
# is not signed in yet may not.
_APPEND = f"INSERT INTO trail_entry ({', '.join(_COLUMNS)}) VALUES ({', '.join(['%s'] * len(_COLUMNS))})"  # noqa: S608


def told(kinds: Kinds) -> Kinds:
    """Register a feature's kinds of event, so that the trail can tell each with its sentence."""
    SENTENCES.update({str(kind): kind.label for kind in kinds})
    return kinds


def reading(kind: TextChoices) -> None:
    """Say that a kind of event is a reading of somebody's details, which the weekly reports count."""
    READINGS.add(str(kind))


def record(
    *,
    actor: Actor,
    kind: TextChoices,
    area: str,
    subject: str = "",
    at: datetime | None = None,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    **facts: object,
) -> None:
    """
    Append one line, in the caller's transaction, so that it stands or falls with what it tells of.

    What follows from it (`config/reactions.py`) happens there too.

    `facts` must be JSON values and hold no personal details of residents: codes and counts only.

    Raises:
        django.db.ProgrammingError: the transaction's scope is another person's than the actor.
    """
    who = (actor.incident, actor.person, actor.name, str(actor.role), actor.charge)
    _append(who, kind, area, subject, at, before, after, facts)
    reactions.follow(str(kind), actor, area, facts)


def record_own(
    *,
    person: str,
    kind: TextChoices,
    area: str = "",
    subject: str = "",
    at: datetime | None = None,
    incident: str = "",
    **facts: object,
) -> None:
    """
    Append one line of what a person did about their own account, under no charge.

    `person` is '' for one who is not signed in. Call it within `scope.enter_self(person)`, or
    `scope.nobody(incident)`.
    """
    _append((incident, person, person, "", ""), kind, area, subject, at, None, None, facts)


def _append(
    who: tuple[str, str, str, str, str],
    kind: TextChoices,
    area: str,
    subject: str,
    at: datetime | None,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    facts: Mapping[str, object],
) -> None:
    changes = (None if value is None else Jsonb(dict(value)) for value in (before, after))
    row = (at or timezone.now(), *who, str(kind), area, subject, *changes, Jsonb(dict(facts)))
    with connection.cursor() as cursor:
        cursor.execute(_APPEND, row)  # type: ignore[arg-type]  # its stubs know no Jsonb
