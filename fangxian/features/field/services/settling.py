"""Settling what the door refused: accepted as corrected, discarded with a reason, put back again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from fangxian.features.field import access
from fangxian.features.field.events import Event
from fangxian.features.field.jobs import REFUSED
from fangxian.features.field.models import Device, RefusedReport, Settlement
from fangxian.features.field.recording import record_here
from fangxian.features.field.refusals import (
    AlreadySettled,
    NotDiscarded,
    NothingToSettle,
    ReasonMissing,
    StillRefused,
)
from fangxian.features.field.sentences import sentence_of
from fangxian.features.field.tokens import actor_of
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import uuid7
from fangxian.kernel.trail import services as trail


@transaction.atomic
def accept_corrected(
    *, actor: Actor, report: UUID, corrected: Mapping[str, Any], at: datetime | None = None
) -> RefusedReport:
    """
    Take a refused report as somebody corrected it: a new report in the name of who sent the first.

    `corrected` has kind, form_version, area, subject, occurred_at and body, as of the field API.

    Raises:
        NotFound, NotAllowed: see `access.claim_refused`.
        AlreadySettled: somebody else was faster.
        StillRefused: it is refused like this, too; nothing is changed.
    """
    refused = access.claim_refused(actor, report)
    if refused.settled:
        raise AlreadySettled
    new = uuid7()
    sent = {**corrected, "id": str(new)}
    [answer] = record_here(
        actor=actor,
        reports=[sent],
        person=refused.person,
        can=Can.REPORT_SETTLE,
        standing_of=_carrier(refused),
    )
    if answer.result == REFUSED:
        raise StillRefused(why=sentence_of(answer.code))
    _settle(refused, actor, Settlement.ACCEPTED, "", at or timezone.now())
    refused.replaced_by = new
    refused.save(update_fields=["settled", "settled_by", "settled_at", "reason", "replaced_by"])
    trail.record(
        actor=actor,
        kind=Event.REPORT_ACCEPTED,
        area=refused.area,
        subject=str(report),
        at=refused.settled_at,
        holder=refused.person_name,
        replaced_by=str(new),
    )
    return refused


@transaction.atomic
def discard_reports(*, actor: Actor, reports: Iterable[UUID], reason: str, at: datetime | None = None) -> int:
    """
    Put refused reports aside for a reason, which their senders' phones show; how many it were.

    Raises:
        ReasonMissing: no reason was given.
        NothingToSettle: none of them is in sight and open.
        NotAllowed: the actor settles no reports.
    """
    actor.require(Can.REPORT_SETTLE)
    if not reason.strip():
        raise ReasonMissing(field="reason")
    at = at or timezone.now()
    rows = [one for one in access.claim_many_refused(actor, reports) if not one.settled]
    if not rows:
        raise NothingToSettle
    RefusedReport.objects.filter(id__in=[one.id for one in rows]).update(
        settled=Settlement.DISCARDED, settled_by=actor.name, settled_at=at, reason=reason.strip()[:300]
    )
    trail.record(
        actor=actor,
        kind=Event.REPORTS_DISCARDED,
        area=actor.area,
        subject=str(rows[0].id) if len(rows) == 1 else "",
        at=at,
        count=len(rows),
        reason=reason.strip(),
    )
    return len(rows)


@transaction.atomic
def reopen_report(*, actor: Actor, report: UUID, at: datetime | None = None) -> RefusedReport:
    """
    Put a discarded report back into the queue: the undo of discarding.

    Raises:
        NotFound, NotAllowed: see `access.claim_refused`.
        NotDiscarded: it is open, or was accepted.
    """
    refused = access.claim_refused(actor, report)
    if refused.settled != Settlement.DISCARDED:
        raise NotDiscarded
    refused.settled = refused.settled_by = refused.reason = ""
    refused.settled_at = None
    refused.save(update_fields=["settled", "settled_by", "settled_at", "reason"])
    trail.record(actor=actor, kind=Event.REPORT_REOPENED, area=refused.area, subject=str(report), at=at)
    return refused


def _carrier(refused: RefusedReport) -> Actor | None:
    """Who carried the phone that sent it, under the charge it was enrolled for."""
    device = Device.objects.filter(code=refused.device).first() if refused.device else None
    return actor_of(device) if device else None


def _settle(refused: RefusedReport, actor: Actor, how: Settlement, reason: str, at: datetime) -> None:
    refused.settled, refused.settled_by, refused.settled_at = how, actor.name, at
    refused.reason = reason
