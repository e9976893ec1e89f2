"""What a person answers to what is said of them: to all of it, or to one line."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fangxian.features.supervision.appraisal import access
from fangxian.features.supervision.appraisal.events import Event
from fangxian.features.supervision.appraisal.refusals import TextMissing
from fangxian.features.supervision.models import Appraised, FactLine, Reply
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


@transaction.atomic
def reply(*, actor: Actor, appraisal: str, text: str, line: str = "", at: datetime | None = None) -> Reply:
    """
    Answer to one's own appraisal: to all of it, or to one line (its kind, a space, its subject).

    Raises:
        NotFound: the appraisal says nothing of the actor, or has no such line.
        TextMissing: nothing was written.
        NotOpen: it is closed or withdrawn.
    """
    mine = access.get_own(actor, appraisal)
    at, kind, subject = at or timezone.now(), *line.partition(" ")[::2]
    if not text.strip():
        raise TextMissing(field="text")
    access.hold_open(mine.appraisal)
    if line and not _lines(mine).filter(kind=kind, subject=subject).exists():
        raise NotFound
    said = Reply(
        appraisal_id=appraisal,
        responder_id=mine.responder_id,
        area=mine.area,
        line_kind=kind,
        line_subject=subject,
        text=text.strip()[:2_000],
        at=at,
    )
    said.save(force_insert=True)
    trail.record(actor=actor, kind=Event.REPLIED, area=actor.area, subject=appraisal, at=at, line=line)
    return said


def _lines(person: Appraised) -> QuerySet[FactLine]:
    return FactLine.objects.filter(
        appraisal=person.appraisal_id, responder=person.responder_id, round=person.appraisal.round
    )
