"""Amending a result in two steps: one person proposes it, another confirms it on their own sign-in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.sampling import access
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import Amendment, Tube
from fangxian.features.sampling.refusals import (
    AmendmentGone,
    AmendmentWaits,
    EarlyTest,
    ReasonMissing,
    ResultMissing,
)
from fangxian.features.sampling.services.noting import Amending, Said, amend_result
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail


@transaction.atomic
def propose_amendment(*, actor: Actor, said: Said, reason: str, at: datetime | None = None) -> Amendment:
    """
    Say what a result should be instead; until somebody else confirms it, the old one stands.

    Raises:
        NotFound, NotAllowed: as `note_results`.
        ResultMissing: there is no result to amend, or it says the same.
        EarlyTest, ReasonMissing: it would have been tested before its first swab; no reason was given.
        AmendmentWaits: another one waits already.
    """
    (tube,) = access.claim_tubes(actor, [said.tube])
    if not tube.result or tube.result == said.value:
        raise ResultMissing(field="value")
    if tube.first_at is not None and said.tested_at < tube.first_at:
        raise EarlyTest(tube=tube.barcode, field="tested_at")
    if not reason.strip():
        raise ReasonMissing(field="reason")
    at = at or timezone.now()
    made, is_new = Amendment.objects.get_or_create(
        tube=tube.code,
        ended_at=None,
        defaults={
            "round": tube.round,
            "area": tube.area,
            "value": said.value,
            "tested_at": said.tested_at,
            "laboratory": said.laboratory,
            "reason": reason.strip(),
            "person": actor.person,
            "person_name": actor.name,
            "at": at,
        },
    )
    if not is_new:
        raise AmendmentWaits(name=made.person_name)
    trail.record(actor=actor, kind=Event.AMENDMENT_PROPOSED, area=tube.area, subject=tube.code, at=at)
    return made


@transaction.atomic
def confirm_amendment(*, actor: Actor, tube: str, at: datetime | None = None) -> Tube:
    """
    Sign a proposed amendment as the second person; the new version counts from now.

    Raises:
        NotFound, NotAllowed: as `note_results`.
        AmendmentGone: none waits.
        NotSecond: the actor proposed it.
    """
    at = at or timezone.now()
    waiting = _waiting(actor, tube)
    said = Said(waiting.tube, waiting.value, waiting.tested_at, waiting.laboratory)
    signed = Amending(actor.person, actor.name, waiting.reason, waiting.person, waiting.person_name)
    amended = amend_result(actor=actor, said=said, amending=signed, at=at)
    waiting.ended_at, waiting.confirmed = at, actor.person
    waiting.save(update_fields=["ended_at", "confirmed"])
    return amended


@transaction.atomic
def withdraw_amendment(*, actor: Actor, tube: str, at: datetime | None = None) -> None:
    """
    Take a proposed amendment back; the result stays as it was.

    Raises:
        NotFound, NotAllowed: as `note_results`.
        AmendmentGone: none waits.
    """
    waiting = _waiting(actor, tube)
    waiting.ended_at = at or timezone.now()
    waiting.save(update_fields=["ended_at"])
    trail.record(actor=actor, kind=Event.AMENDMENT_WITHDRAWN, area=waiting.area, subject=tube, at=at)


def _waiting(actor: Actor, tube: str) -> Amendment:
    access.claim_tubes(actor, [tube])
    found = Amendment.objects.select_for_update().filter(tube=tube, ended_at=None).first()
    if found is None:
        raise AmendmentGone
    return found
