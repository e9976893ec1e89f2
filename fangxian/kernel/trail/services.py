"""Writing the trail."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import TextChoices
from django.utils import timezone

from fangxian.kernel.authority import Actor
from fangxian.kernel.trail.models import Entry

Kinds = TypeVar("Kinds", bound=type[TextChoices])
SENTENCES: dict[str, object] = {}


def told(kinds: Kinds) -> Kinds:
    """Register a feature's kinds of event, so that the trail can tell each with its sentence."""
    SENTENCES.update(kinds.choices)
    return kinds


def record(
    *,
    actor: Actor,
    kind: TextChoices,
    area: str,
    subject: str = "",
    at: datetime | None = None,
    before: dict[str, object] | None = None,
    after: dict[str, object] | None = None,
    **facts: object,
) -> None:
    """
    Append one line, in the caller's transaction, so that it stands or falls with what it tells of.

    `facts` must be JSON values and hold no personal details of residents: codes and counts only.
    """
    Entry.objects.bulk_create(  # one INSERT without RETURNING order; app may not update
        [
            Entry(
                at=at or timezone.now(),
                incident=actor.incident,
                person=actor.person,
                person_name=actor.name,
                role=actor.role,
                charge=actor.charge,
                kind=str(kind),
                area=area,
                subject=subject,
                before=before,
                after=after,
                facts=facts,
            )
        ]
    )
