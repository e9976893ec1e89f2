"""The two ends of an appraisal: closed, when its record is sealed, or withdrawn with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.supervision.appraisal import access
from fangxian.features.supervision.appraisal.events import Event
from fangxian.features.supervision.appraisal.refusals import NotOpen, ReasonMissing
from fangxian.features.supervision.appraisal.statements import figures
from fangxian.features.supervision.models import Appraisal, AppraisalState
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail


@transaction.atomic
def close_appraisal(*, actor: Actor, code: str, at: datetime | None = None) -> Appraisal:
    """
    Close an appraisal: nothing is counted, written or answered any more, and the trail has its digest.

    Raises:
        NotFound: no such appraisal, or out of sight.
        NotAllowed: the actor opens none there.
        NotOpen: it is being counted, closed or withdrawn.
    """
    appraisal, at = access.claim(actor, code), at or timezone.now()
    if appraisal.state != AppraisalState.OPEN:
        raise NotOpen
    appraisal.digest = _sealed(appraisal)
    _end(appraisal, AppraisalState.CLOSED, actor, at)
    trail.record(
        actor=actor,
        kind=Event.CLOSED,
        area=appraisal.area,
        subject=code,
        at=at,
        place=appraisal.place,
        digest=appraisal.digest,
    )
    return appraisal


@transaction.atomic
def withdraw_appraisal(*, actor: Actor, code: str, reason: str, at: datetime | None = None) -> Appraisal:
    """
    Withdraw an appraisal; whoever is in it reads why, and one of the same people may be opened again.

    Raises:
        NotFound: no such appraisal, or out of sight.
        NotAllowed: the actor opens none there.
        ReasonMissing: no reason was given.
        NotOpen: it is closed or withdrawn.
    """
    appraisal, at = access.claim(actor, code), at or timezone.now()
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if not access.may_write(appraisal):
        raise NotOpen
    appraisal.reason = reason.strip()[:500]
    _end(appraisal, AppraisalState.WITHDRAWN, actor, at)
    trail.record(
        actor=actor,
        kind=Event.WITHDRAWN,
        area=appraisal.area,
        subject=code,
        at=at,
        place=appraisal.place,
        reason=appraisal.reason,
    )
    return appraisal


def _end(appraisal: Appraisal, state: AppraisalState, actor: Actor, at: datetime) -> None:
    appraisal.state, appraisal.ended_at, appraisal.ended_by_name = state, at, actor.name
    appraisal.save(update_fields=["state", "ended_at", "ended_by_name", "reason", "digest"])


def _sealed(appraisal: Appraisal) -> str:
    told: dict[str, str | int] = {"appraisal": appraisal.code, "round": appraisal.round}
    with connection.cursor() as cursor:
        cursor.execute(figures.SEAL, told)
        cursor.execute(figures.SEALED, told)
        return str(cursor.fetchone()[0])
