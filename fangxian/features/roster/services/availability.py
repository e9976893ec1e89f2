"""Who cannot be posted, from when until when, and why."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from fangxian.features.roster import access
from fangxian.features.roster.events import Event
from fangxian.features.roster.models import Absence, Responder
from fangxian.features.roster.models.responder import EARLIEST, LATEST
from fangxian.features.roster.refusals import DayTooFar, PeriodTurned
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

_COLUMNS = ("is_available", "absence", "absence_note", "absent_from", "absent_until")


@transaction.atomic
def mark_unavailable(
    *,
    actor: Actor,
    code: str,
    reason: Absence,
    since: date | None = None,
    until: date | None = None,
    note: str = "",
    at: datetime | None = None,
) -> Responder:
    """
    Mark a responder unavailable from one day until before another; open ends are open.

    Raises:
        NotFound: no such responder, or out of sight.
        NotAllowed: they neither live nor work where the actor may change responders.
        PeriodTurned, DayTooFar: see `check_period`.
    """
    check_period(since, until)
    responder = access.claim(actor, code, can=Can.ROSTER_EDIT)
    before = told(responder)
    responder.is_available, responder.absence, responder.absence_note = False, str(reason), note
    responder.absent_from, responder.absent_until = since, until
    responder.save(update_fields=_COLUMNS)
    trail.record(
        actor=actor,
        kind=Event.RESPONDER_AWAY,
        area=responder.unit_area,
        subject=code,
        at=at,
        before=before,
        after=told(responder),
        reason=str(reason),
        code=code,
    )
    return responder


@transaction.atomic
def mark_available(*, actor: Actor, code: str, at: datetime | None = None) -> Responder:
    """
    Mark a responder available again.

    Raises:
        NotFound: no such responder, or out of sight.
        NotAllowed: they neither live nor work where the actor may change responders.
    """
    responder = access.claim(actor, code, can=Can.ROSTER_EDIT)
    if responder.is_available:
        return responder
    before = told(responder)
    responder.is_available, responder.absence, responder.absence_note = True, "", ""
    responder.absent_from = responder.absent_until = None
    responder.save(update_fields=_COLUMNS)
    trail.record(
        actor=actor,
        kind=Event.RESPONDER_BACK,
        area=responder.unit_area,
        subject=code,
        at=at,
        before=before,
        after=told(responder),
        code=code,
    )
    return responder


def check_period(since: date | None, until: date | None) -> None:
    """
    An absence from one day until before another can be.

    Raises:
        PeriodTurned: it would end before it starts.
        DayTooFar: a day lies out of all reason.
    """
    for field, day in (("since", since), ("until", until)):
        if day is not None and not EARLIEST <= day <= LATEST:
            raise DayTooFar(field=field, earliest=EARLIEST.isoformat(), latest=LATEST.isoformat())
    if since and until and until <= since:
        raise PeriodTurned(field="until")


def told(responder: Responder) -> dict[str, object]:
    """What the trail keeps of an absence."""
    return {name: _plain(getattr(responder, name)) for name in _COLUMNS}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
