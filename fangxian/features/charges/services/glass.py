"""Breaking the glass, closing it, taking note of it, reviewing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from fangxian.features.charges.glass import access, rules
from fangxian.features.charges.glass.events import Event
from fangxian.features.charges.glass.refusals import (
    AlreadyClosed,
    AlreadyOpen,
    AlreadyReviewed,
    OutOfReach,
    OwnGlass,
    StillOpen,
    TooOften,
    Unreasoned,
)
from fangxian.features.charges.glass.selectors import find_around, in_reach
from fangxian.features.charges.models import Charge, Glass, Reason, Verdict
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.codes import new_code
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.trail import services as trail

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('glass ' || %s))"


@transaction.atomic
def break_glass(*, actor: Actor, area: str, reason: Reason, text: str, minutes: int, at: datetime) -> Glass:
    """
    Give oneself emergency access to the area around one's own, or to one beside it, for at most an hour.

    Raises:
        NotAllowed: the role does not carry it, or the actor is nobody of the roster.
        Unreasoned: no words were given.
        OutOfReach: the area is not there, or neither around nor beside the actor's.
        AlreadyOpen, TooOften: the person has one open, or has had enough for a day.
    """
    actor.require(Can.GLASS_BREAK)
    holder = Responder.objects.filter(pk=actor.responder).first() if actor.responder else None
    if holder is None or minutes not in rules.MINUTES:
        raise NotAllowed
    if not text.strip():
        raise Unreasoned(field="text")
    _hold_back(actor, at)
    around = find_around(actor)
    glass = Glass(
        code=new_code("glass"),
        incident=actor.incident,
        area=area,
        home=actor.area,
        charge=actor.charge,
        person=actor.person,
        person_name=actor.name,
        role=actor.role,
        reason=reason,
        text=text.strip(),
        opened_at=at,
        until=at + timedelta(minutes=minutes),
    )
    with scope.borrowed(replace(actor, area=around)):
        if not in_reach(actor, around).filter(code=area).exists():
            raise OutOfReach(field="area")
        glass.save(force_insert=True)
        _charge(glass, holder).save(force_insert=True)
    _tell(actor, Event.BROKEN, glass, at, reason=str(reason), minutes=minutes)
    return glass


@transaction.atomic
def close_glass(*, actor: Actor, code: str, at: datetime) -> Glass:
    """
    Close it before its time: by who broke it, or by who reviews it.

    Raises:
        NotFound: see `access.get`.
        NotAllowed: it is another's, and its area lies outside the actor's.
        AlreadyClosed: it is over.
    """
    glass = access.get(actor, code)
    if glass.person != actor.person:
        actor.require(Can.GLASS_REVIEW, glass.area)
    with scope.borrowed(replace(actor, area=glass.area)):
        glass = Glass.objects.select_for_update().get(code=code)
        if glass.state(at) is not rules.State.OPEN:
            raise AlreadyClosed
        glass.closed_at = at
        glass.save(update_fields=["closed_at"])
        Charge.objects.filter(code=code).update(valid_until=at)
    _tell(actor, Event.CLOSED, glass, at)
    return glass


@transaction.atomic
def acknowledge_glass(*, actor: Actor, code: str, at: datetime) -> Glass:
    """
    Say that one has seen it; the first to do so is kept.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        OwnGlass: it is the actor's own.
    """
    glass = _claim(actor, code)
    if glass.acknowledged_at is None:
        glass.acknowledged_at, glass.acknowledged_by = at, actor.name
        glass.save(update_fields=["acknowledged_at", "acknowledged_by"])
        _tell(actor, Event.ACKNOWLEDGED, glass, at)
    return glass


@transaction.atomic
def review_glass(*, actor: Actor, code: str, verdict: Verdict, note: str, at: datetime) -> Glass:
    """
    Judge whether it was right, once, after it is over.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        OwnGlass, StillOpen, AlreadyReviewed: it is the actor's own, goes on, or was judged.
        Unreasoned: a verdict against it without a word.
    """
    glass = _claim(actor, code)
    if glass.state(at) is rules.State.OPEN:
        raise StillOpen
    if glass.reviewed_at is not None:
        raise AlreadyReviewed
    if verdict is Verdict.UNJUSTIFIED and not note.strip():
        raise Unreasoned(field="note")
    glass.reviewed_at, glass.reviewer, glass.reviewer_name = at, actor.person, actor.name
    glass.verdict, glass.note = verdict, note.strip()
    if glass.acknowledged_at is None:
        glass.acknowledged_at, glass.acknowledged_by = at, actor.name
    glass.save()
    _tell(actor, Event.REVIEWED, glass, at, verdict=str(verdict))
    return glass


def _hold_back(actor: Actor, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [actor.person])
    mine = Glass.objects.filter(person=actor.person)
    if mine.filter(closed_at__isnull=True, until__gt=at).exists():
        raise AlreadyOpen
    times = mine.filter(opened_at__gt=at - timedelta(days=1)).count()
    if times >= rules.A_DAY:
        raise TooOften(times=times)


def _charge(glass: Glass, holder: Responder) -> Charge:
    return Charge(
        code=glass.code,
        incident=glass.incident,
        area=glass.area,
        role=Role.EMERGENCY,
        holder=holder,
        holder_name=holder.name,
        valid_from=glass.opened_at,
        valid_until=glass.until,
    )


def _claim(actor: Actor, code: str) -> Glass:
    glass = access.claim(actor, code)
    if glass.person == actor.person:
        raise OwnGlass
    return glass


def _tell(actor: Actor, kind: Event, glass: Glass, at: datetime, **facts: str | int) -> None:
    told: dict[str, Any] = {"home": glass.home, **facts}
    trail.record(actor=actor, kind=kind, area=glass.area, subject=glass.code, at=at, **told)
