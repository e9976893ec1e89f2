"""Counting: one statement a source of lines, then all figures; after a kill it goes on where it was."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.supervision.appraisal import access, rules
from fangxian.features.supervision.appraisal.events import Event
from fangxian.features.supervision.appraisal.facts import facts_of
from fangxian.features.supervision.appraisal.refusals import NotOpen
from fangxian.features.supervision.appraisal.statements import figures, sources
from fangxian.features.supervision.models import Appraisal, AppraisalState, Band, FactLine
from fangxian.features.supervision.tasks import queue_counting
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.trail import services as trail


@transaction.atomic
def count_anew(*, actor: Actor, code: str, at: datetime | None = None) -> Appraisal:
    """
    Count all lines of an open appraisal again, from the facts there are by now; notes and replies stay.

    The lines counted before are shown until this is done. One that is being counted already is handed to
    a worker once more, in case the first was killed: it goes on where that was.

    Raises:
        NotFound: no such appraisal, or out of sight.
        NotAllowed: the actor opens none there.
        NotOpen: it is closed or withdrawn.
    """
    at = at or timezone.now()
    appraisal = access.claim(actor, code)
    if not access.may_write(appraisal):
        raise NotOpen
    if appraisal.state == AppraisalState.OPEN:
        appraisal.state, appraisal.steps, appraisal.counted_at, appraisal.heard_at = (
            *(AppraisalState.COUNTING, 0),
            *(at, timezone.now()),
        )
        appraisal.save(update_fields=["state", "steps", "counted_at", "heard_at"])
    if appraisal.expected <= rules.AT_ONCE:
        return count_here(actor, appraisal, appraisal.counted_at)
    queue_counting(code, actor)
    return appraisal


def count_appraisal(*, actor: Actor, code: str) -> Appraisal:
    """
    Count an appraisal, a step a transaction, so that its page shows how far this is.

    Begun again after a worker was killed, or by two workers, each step is done once.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    while True:
        with scope.acting(actor):
            appraisal = access.claim(actor, code)
            if appraisal.state != AppraisalState.COUNTING:
                return appraisal
            _step(actor, appraisal, appraisal.counted_at)


def count_here(actor: Actor, appraisal: Appraisal, at: datetime) -> Appraisal:
    """Count it in the present transaction."""
    while appraisal.state == AppraisalState.COUNTING:
        _step(actor, appraisal, at)
    return appraisal


def steps() -> int:
    """How many steps a counting has."""
    return len(sources()) + 1


def _step(actor: Actor, appraisal: Appraisal, at: datetime) -> None:
    told = sources()
    if appraisal.expected > rules.AT_ONCE and appraisal.steps in (0, len(told)):
        _run(appraisal, at, figures.ANALYZE)
    if appraisal.steps < len(told):
        if appraisal.steps == 0:  # what a counting that ended badly left
            _run(appraisal, at, figures.FORGET.format(which="round = %(round)s"))
        _run(appraisal, at, figures.WRITE.format(query=told[appraisal.steps].query))
        appraisal.steps += 1
    else:
        _finish(actor, appraisal, at)
    appraisal.heard_at = timezone.now()
    appraisal.save(update_fields=["steps", "heard_at", "state", "round"])


def _finish(actor: Actor, appraisal: Appraisal, at: datetime) -> None:
    _run(appraisal, at, figures.SUM_UP)
    Band.objects.filter(appraisal=appraisal).delete()
    _run(appraisal, at, figures.BAND)
    _run(appraisal, at, figures.FORGET.format(which="round <> %(round)s"))
    appraisal.round, appraisal.state = appraisal.round + 1, AppraisalState.OPEN
    trail.record(
        actor=actor,
        kind=Event.COUNTED,
        area=appraisal.area,
        subject=appraisal.code,
        at=at,
        place=appraisal.place,
        lines=FactLine.objects.filter(appraisal=appraisal, round=appraisal.round).count(),
    )


def _run(appraisal: Appraisal, at: datetime, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts_of(appraisal, at))
