"""Giving many targets to one person from the list of gaps, in a way that can be undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.campaigns import access
from fangxian.features.campaigns.events import Event
from fangxian.features.campaigns.models import Handover, Target
from fangxian.features.campaigns.refusals import (
    NobodyChosen,
    NotGivenAnyMore,
    NothingChosen,
    ReasonMissing,
    TooManyChosen,
)
from fangxian.features.campaigns.services.claims import GIVEN, give_targets
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import new_code
from fangxian.kernel.trail import services as trail

MOST = 500

_RESTORE = """
    UPDATE campaigns_target t SET holder = b.holder, holder_name = b.name, lease_until = b.until,
        held_for = b.reason, changed = pg_current_xact_id()::text::bigint
    FROM unnest(%(codes)s::text[], %(holders)s::text[], %(names)s::text[], %(untils)s::timestamptz[],
                %(reasons)s::text[]) AS b (code, holder, name, until, reason)
    WHERE t.code = b.code AND t.holder = %(receiver)s AND t.held_for = %(reason)s
"""


@transaction.atomic
def hand_over(
    *,
    actor: Actor,
    campaign: str,
    place: str,
    codes: Sequence[str],
    to: str,
    reason: str,
    at: datetime | None = None,
) -> Handover:
    """
    Give targets of a campaign to a responder, for a reason, whoever held them; chosen on the page of `place`.

    Raises:
        NotFound: no such campaign or responder in sight.
        ReasonMissing, NobodyChosen, TooManyChosen: what was given is not enough, or too much.
        NothingChosen: none of the targets is in sight.
        NotAllowed: the actor may not give targets there.
    """
    found, at = access.get(actor, campaign), at or timezone.now()
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(field="reason")
    if not to:
        raise NobodyChosen(field="to")
    if len(set(codes)) > MOST:
        raise TooManyChosen(field="targets", most=MOST)
    rows = [one for one in access.claim_targets(actor, codes) if one.campaign == found.code]
    if not rows:
        raise NothingChosen(field="targets")
    held = give_targets(actor=actor, codes=[one.code for one in rows], to=to, reason=reason[:200], at=at)
    handover = Handover(
        code=new_code("handover"),
        incident=actor.incident,
        area=actor.area,
        campaign=found.code,
        place=place,
        receiver=to,
        receiver_name=held[0].holder_name,
        reason=reason[:200],
        before=[_before(one) for one in rows],
        made_by=actor.name,
        made_at=at,
    )
    handover.save(force_insert=True)
    return handover


@transaction.atomic
def give_back(*, actor: Actor, code: str, at: datetime | None = None) -> int:
    """
    Undo a hand-over: who held the targets before holds them again; how many. What was passed on since stays.

    Raises:
        NotFound: no such hand-over, or out of sight.
        NotAllowed: the actor may not give targets there.
        NotGivenAnyMore: it was undone, or is older than a day.
    """
    handover, at = access.claim_handover(actor, code), at or timezone.now()
    if handover.undone_at is not None or at >= handover.made_at + GIVEN:
        raise NotGivenAnyMore
    back = _restore(handover)
    handover.undone_at, handover.undone_by = at, actor.name
    handover.save(update_fields=["undone_at", "undone_by"])
    kind, reason = Event.TARGETS_TAKEN_BACK, handover.reason
    trail.record(
        actor=actor,
        kind=kind,
        area=handover.area,
        subject=handover.receiver,
        at=at,
        count=back,
        reason=reason,
    )
    return back


def _before(target: Target) -> list[str | None]:
    until = target.lease_until.isoformat() if target.lease_until else None
    return [target.code, target.area, target.holder, target.holder_name, until, target.held_for]


def _restore(handover: Handover) -> int:
    codes, _areas, holders, names, untils, reasons = (
        list(column) for column in zip(*handover.before, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            _RESTORE,
            {
                "codes": codes,
                "holders": holders,
                "names": names,
                "untils": untils,
                "reasons": reasons,
                "receiver": handover.receiver,
                "reason": handover.reason,
            },
        )
        return int(cursor.rowcount)
