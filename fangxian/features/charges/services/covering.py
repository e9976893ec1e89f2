"""Covers: charges follow the absence of people, the trail is told, and a deputy is put on or taken off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.charges import access
from fangxian.features.charges.covers import who
from fangxian.features.charges.events import Event
from fangxian.features.charges.models import Charge
from fangxian.features.charges.refusals import CoverMissing, NotPutOn, PeriodTurned, ReasonMissing
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotAllowed, check_words
from fangxian.kernel.trail import services as trail


def follow_absences(people: Iterable[int] | None = None, *, at: datetime | None = None) -> None:
    """
    Copy the absence of some responders (keys; None: of all) from the roster to the charges they hold.

    From then on who answers is a question of time alone, asked of the charge's own row.
    """
    listed = None if people is None else sorted(set(people))
    if listed == []:
        return
    with connection.cursor() as cursor:
        asked = [listed, settings.TIME_ZONE, at or timezone.now()]
        cursor.execute("SELECT charges_follow_absences(%s::bigint[], %s, %s)", asked)


@transaction.atomic
def put_deputy_on(
    *,
    actor: Actor,
    code: str,
    reason: str,
    until: datetime | None = None,
    at: datetime | None = None,
    alone: bool = False,
) -> Charge:
    """
    Let the deputy of a charge cover for its holder, who does not answer, from now until then or until undone.

    `alone`: also where there is no deputy; then nobody covers, which is an alarm.

    Raises:
        NotFound, NotAllowed: see `access.claim`; nobody does so over their own charge.
        ReasonMissing: no reason was given.
        PeriodTurned: it would end before it starts.
        CoverMissing: the charge has no deputy who is there, and is not left alone.
    """
    charge, at = _claim(actor, code), at or timezone.now()
    if not reason.strip():
        raise ReasonMissing(field="reason")
    check_words(reason, "reason")
    if until is not None and until <= at:
        raise PeriodTurned(field="until")
    charge.away_from, charge.away_until = at, until
    charge.put_on, charge.cover_note = True, reason.strip()[:200]
    if not alone and who(charge, at).name == "":
        raise CoverMissing(area=charge.area)
    _save_put(charge)
    _tell(actor, charge, at)
    return charge


@transaction.atomic
def take_deputy_off(*, actor: Actor, code: str, at: datetime | None = None) -> Charge:
    """
    End a cover that somebody put on: those above may, and the holder, who is back by this.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotPutOn: no deputy was put on there; an absence ends in the roster.
    """
    charge, at = _claim(actor, code, holder=True), at or timezone.now()
    if not charge.put_on:
        raise NotPutOn
    _clear(charge)
    _save_put(charge)
    _tell(actor, charge, at)
    return charge


@transaction.atomic
def tell_covers(*, actor: Actor, now: datetime) -> int:
    """
    Write a line in the trail for each cover of the incident that began or ended until `now`; how many.

    The row says what was told last and is changed with the line: two workers never tell the same twice, and
    one that is killed in between forgets nothing.
    """
    here = Charge.objects.filter(incident=actor.incident, valid_until__isnull=True)
    asked = here.filter(away_from__isnull=False) | here.exclude(cover="")
    changed = [charge.pk for charge in asked if who(charge, now).cover != charge.cover]
    told = 0
    locked = here.filter(pk__in=changed).order_by("pk").select_for_update(skip_locked=True)
    for charge in locked:
        over = charge.put_on and not who(charge, now).cover
        if over:
            _clear(charge)
            _save_put(charge)
        told += _tell(actor, charge, now)
    return told


def _claim(actor: Actor, code: str, *, holder: bool = False) -> Charge:
    """The charge, locked, for whoever stands above it, or (`holder`) holds it in person."""
    charge = access.claim(actor, code, can=Can.CHARGE_VIEW)
    mine = bool(actor.responder) and str(charge.holder_id) == actor.responder
    if mine and holder:
        return charge
    if mine or charge.code == actor.charge or not actor.may(Can.COVER_PUT, charge.area):
        raise NotAllowed
    return charge


def _clear(charge: Charge) -> None:
    charge.away_from = charge.away_until = None
    charge.put_on, charge.cover_note = False, ""


def _save_put(charge: Charge) -> None:
    charge.save(update_fields=["away_from", "away_until", "put_on", "cover_note"])


def _tell(actor: Actor, charge: Charge, at: datetime) -> bool:
    """Write the line, if there is something to tell, and keep that it was told."""
    before, now = charge.cover, who(charge, at)
    if now.cover == before:
        return False
    charge.cover = now.cover
    charge.save(update_fields=["cover"])
    kinds = {"": Event.COVER_ENDED, "covered": Event.COVERED, "uncovered": Event.UNCOVERED}
    vacancies = (int(now.cover == "uncovered") - int(before == "uncovered")) if charge.leads else 0
    trail.record(
        actor=actor,
        kind=kinds[now.cover],
        area=charge.area,
        subject=charge.code,
        at=at,
        holder=charge.holder_name,
        deputy=charge.deputy_name,
        role=charge.role,
        leads=charge.leads,
        reason=charge.cover_note,
        vacancies=vacancies,
    )
    return True
