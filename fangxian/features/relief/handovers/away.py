"""Whether who is to take a charge over is away when it begins, as the roster says."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.relief.handovers.refusals import SuccessorAway
from fangxian.features.roster.models import Responder


def away_at(person: Responder, at: datetime) -> bool:
    """Whether somebody is away at a moment; a day they are back on is one they are there."""
    if person.is_available:
        return False
    day = timezone.localtime(at).date()
    begun = person.absent_from is None or person.absent_from <= day
    return begun and (person.absent_until is None or day < person.absent_until)


def said(person: Responder) -> str:
    """When somebody is away, in words; '' for who is not, nor will be."""
    today = timezone.localdate()
    if person.is_available or (person.absent_until is not None and person.absent_until <= today):
        return ""
    since, until = person.absent_from, person.absent_until
    if since is not None and since > today:
        told = {"since": since.isoformat(), "until": until.isoformat() if until else "…"}
        return _("away from %(since)s until %(until)s") % told
    if until is None:
        return _("away, nobody knows how long")
    return _("away until %(until)s") % {"until": until.isoformat()}


def refuse_alone(person: Responder, deputy: Responder | None, at: datetime) -> None:
    """
    Let nobody who is away when it begins take a charge over, unless a deputy who is there answers meanwhile.

    Raises:
        SuccessorAway: they are, and nobody would.
    """
    if away_at(person, at) and (deputy is None or away_at(deputy, at)):
        raise SuccessorAway(name=person.name, away=said(person), field="deputy")
