"""People who say of themselves that they are away, and that they are back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.roster.events import Event
from fangxian.features.roster.models import Absence, Responder
from fangxian.features.roster.refusals import AbsenceOver
from fangxian.features.roster.services.availability import check_period, told
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail


@transaction.atomic
def say_away(
    *,
    actor: Actor,
    reason: Absence,
    since: date,
    until: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Responder:
    """
    Mark oneself away from one day until before another, whatever one's charge allows of others.

    Raises:
        NotFound: the actor is nobody of the roster.
        PeriodTurned, DayTooFar: see `check_period`.
        AbsenceOver: it has ended already.
    """
    check_period(since, until)
    if until is not None and until <= timezone.localdate(at):
        raise AbsenceOver(field="until")
    before = _own(actor)
    after = _say(actor, str(reason), note, since, until)
    trail.record(
        actor=actor,
        kind=Event.RESPONDER_AWAY,
        area=after.unit_area,
        subject=after.code,
        at=at,
        before=told(before),
        after=told(after),
        reason=str(reason),
        code=after.code,
    )
    return after


@transaction.atomic
def say_back(*, actor: Actor, at: datetime | None = None) -> Responder:
    """
    Mark oneself available again.

    Raises:
        NotFound: the actor is nobody of the roster.
    """
    before = _own(actor)
    if before.is_available:
        return before
    after = _say(actor, "", "", None, None)
    trail.record(
        actor=actor,
        kind=Event.RESPONDER_BACK,
        area=after.unit_area,
        subject=after.code,
        at=at,
        before=told(before),
        after=told(after),
        code=after.code,
    )
    return after


def _own(actor: Actor) -> Responder:
    own = Responder.objects.filter(account=actor.person).first() if actor.person else None
    if own is None:
        raise NotFound
    return own


def _say(actor: Actor, reason: str, note: str, since: date | None, until: date | None) -> Responder:
    with connection.cursor() as cursor:
        cursor.execute("SELECT roster_say_absence(%s, %s, %s, %s)", [reason, note, since, until])
    return _own(actor)
