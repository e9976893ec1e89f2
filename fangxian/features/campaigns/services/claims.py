"""Who works on which target: taken with a lease, released, given to somebody else with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.campaigns import access
from fangxian.features.campaigns.events import Event
from fangxian.features.campaigns.models import Target
from fangxian.features.campaigns.refusals import NothingChosen, ReasonMissing
from fangxian.features.roster import access as roster
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

LEASE = timedelta(hours=2)
"""How long work stays one's own without a sign of life."""
GIVEN = timedelta(hours=24)
"""How long what a supervisor gave stays with whom it was given to."""

_HOLD = """
    UPDATE campaigns_target SET holder = %(holder)s, holder_name = %(name)s, lease_until = %(until)s,
        held_for = %(reason)s, changed = pg_current_xact_id()::text::bigint
    WHERE code = ANY(%(codes)s)
"""


@dataclass(frozen=True, slots=True)
class Held:
    """What became of one target: `held` by the actor, `released`, or `taken` by the named holder."""

    target: str
    result: str
    holder: str
    holder_name: str
    lease_until: datetime | None


@transaction.atomic
def take_targets(
    *, actor: Actor, person: str, codes: Sequence[str], at: datetime | None = None
) -> list[Held]:
    """
    Take work on targets, or extend one's own: two hours from now. What another holds is told, not taken.

    `person` is the code of the actor's responder. Targets out of sight are not in the answer.

    Raises:
        NotAllowed: the actor does not report from the field.
    """
    actor.require(Can.FIELD_REPORT)
    at = at or timezone.now()
    found = access.claim_targets(actor, codes)
    free = [one for one in found if _free_for(one, person, at)]
    _hold([one.code for one in free], person, actor.name, at + LEASE, "")
    mine = {one.code for one in free}
    return [
        Held(one.code, "held", person, actor.name, at + LEASE)
        if one.code in mine
        else Held(one.code, "taken", one.holder, one.holder_name, one.lease_until)
        for one in found
    ]


@transaction.atomic
def release_targets(
    *, actor: Actor, person: str, codes: Sequence[str], at: datetime | None = None
) -> list[Held]:
    """
    Let go of one's own work; others' stays theirs.

    Raises:
        NotAllowed: the actor does not report from the field.
    """
    actor.require(Can.FIELD_REPORT)
    at = at or timezone.now()
    found = access.claim_targets(actor, codes)
    free = [one for one in found if _free_for(one, person, at)]
    _hold([one.code for one in free], "", "", None, "")
    gone = {one.code for one in free}
    return [
        Held(one.code, "released", "", "", None)
        if one.code in gone
        else Held(one.code, "taken", one.holder, one.holder_name, one.lease_until)
        for one in found
    ]


@transaction.atomic
def give_targets(
    *,
    actor: Actor,
    codes: Sequence[str],
    to: str,
    reason: str,
    person: str = "",
    receiver: Responder | None = None,
    at: datetime | None = None,
) -> list[Held]:
    """
    Give targets to somebody else, for a reason, whoever held them; '' as `to` takes them back.

    One's own work (`person` is the actor's responder) may be given on by whoever reports from the field; the
    work of others by whoever assigns targets. `receiver` is whom `to` names, where the caller has found them
    for an actor who looks up no responders.

    Raises:
        ReasonMissing: no reason was given.
        NothingChosen: none of the targets is in sight.
        NotFound: no such responder in sight.
        NotAllowed: the actor may not give this work.
    """
    if not reason.strip():
        raise ReasonMissing(field="reason")
    at = at or timezone.now()
    found = access.claim_targets(actor, codes)
    if not found:
        raise NothingChosen(field="targets")
    own = bool(person) and all(one.holder == person for one in found)
    for area in {one.area for one in found}:
        actor.require(Can.FIELD_REPORT if own else Can.TARGET_ASSIGN, area)
    if to and receiver is None:
        receiver = roster.get(actor, to)
    name, until = (receiver.name, at + GIVEN) if receiver else ("", None)
    _hold([one.code for one in found], to, name, until, reason.strip())
    trail.record(
        actor=actor,
        kind=Event.TARGETS_GIVEN if to else Event.TARGETS_TAKEN_BACK,
        area=actor.area,
        subject=to,
        at=at,
        count=len(found),
        to=name,
        reason=reason.strip(),
    )
    return [Held(one.code, "held" if to else "released", to, name, until) for one in found]


def _free_for(target: Target, person: str, at: datetime) -> bool:
    if not target.holder or target.holder == person:
        return True
    return target.lease_until is not None and target.lease_until <= at


def _hold(codes: list[str], holder: str, name: str, until: datetime | None, reason: str) -> None:
    with connection.cursor() as cursor:
        facts = {"codes": codes, "holder": holder, "name": name, "until": until, "reason": reason}
        cursor.execute(_HOLD, facts)
