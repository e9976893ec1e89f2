"""Looking again at one finding, and taking one back that never was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.items import access as items
from fangxian.features.items.models import Item
from fangxian.features.items.services import writing
from fangxian.features.supervision.inspections import access, flow, statements
from fangxian.features.supervision.inspections.events import Event
from fangxian.features.supervision.inspections.refusals import (
    AlreadyEnded,
    NothingSeen,
    NotPutRight,
    OwnRemedy,
    ReasonMissing,
)
from fangxian.features.supervision.inspections.services.inspecting import Picture, Verdict, write_report
from fangxian.features.supervision.models import Finding
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import check_words
from fangxian.kernel.trail import services as trail

_WITHDRAWING = writing.moving(
    "SELECT code, 'withdrawn', %s::timestamptz, %s, deadline_at, due_at, call_at, true FROM items_item "
    "WHERE code = %s"
)
_TELLING = writing.telling("SELECT %s, %s::timestamptz, %s, %s, 'withdraw', %s")


@transaction.atomic
def look_again(
    *,
    actor: Actor,
    code: str,
    result: str,
    remark: str = "",
    pictures: Sequence[Picture] = (),
    at: datetime | None = None,
) -> Item:
    """
    Judge a finding that was reported as put right: `ok` closes it, `failed` returns it with a new deadline.

    Raises:
        NotFound: no such finding, or out of sight.
        NotAllowed: the actor does not inspect there.
        NotPutRight: nobody has reported it as put right.
        OwnRemedy: the actor did.
        ReasonMissing: it is returned without a word.
        NothingSeen: the result is neither.
    """
    finding = _claimed(actor, code)
    item = items.claim(actor, code)
    if item.state != flow.REMEDIED:
        raise NotPutRight
    if item.moved_by == actor.person:
        raise OwnRemedy
    if result not in ("ok", "failed"):
        raise NothingSeen(field="result")
    if result == "failed" and not remark.strip():
        raise ReasonMissing(field="remark")
    check_words(remark, "remark")
    place = access.get_place(actor, finding.subject)
    verdict = Verdict(result, remark.strip(), code, pictures)
    write_report(actor, place, finding.checklist, {finding.line: verdict}, "", at or timezone.now())
    trail.record(actor=actor, kind=Event.LOOKED_AGAIN, area=finding.area, subject=code, at=at, result=result)
    item.refresh_from_db()
    return item


@transaction.atomic
def withdraw_finding(*, actor: Actor, code: str, reason: str, at: datetime | None = None) -> None:
    """
    Take back a finding that never was; it counts as no repeat any more.

    Raises:
        NotFound: no such finding, or out of sight.
        NotAllowed: the actor does not inspect there.
        ReasonMissing: no reason was given.
        AlreadyEnded: it is closed or withdrawn.
    """
    finding = _claimed(actor, code)
    item, at, reason = items.claim(actor, code), at or timezone.now(), reason.strip()
    if not reason:
        raise ReasonMissing(field="reason")
    check_words(reason, "reason")
    if item.ended_at is not None:
        raise AlreadyEnded
    finding.withdrawn = True
    finding.save(update_fields=["withdrawn"])
    with connection.cursor() as cursor:
        cursor.execute(_WITHDRAWING, [at, actor.person, code])
        cursor.execute(_TELLING, [code, at, actor.person, actor.name, reason])
        cursor.execute(statements.COUNT, [[finding.subject]])
    trail.record(actor=actor, kind=Event.WITHDRAWN, area=finding.area, subject=code, at=at, reason=reason)


def _claimed(actor: Actor, code: str) -> Finding:
    """The finding, locked after its place, in the order in which reports lock them."""
    place = access.get(actor, code).subject
    with connection.cursor() as cursor:
        cursor.execute(statements.LOCK, [[place]])
    return access.claim(actor, code, can=Can.INSPECTION_MAKE)
