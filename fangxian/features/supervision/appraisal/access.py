"""The only doors to appraisals and to the people in them."""

from __future__ import annotations

from django.db import connection
from django.db.models import QuerySet

from fangxian.features.supervision.appraisal.refusals import NotOpen
from fangxian.features.supervision.models import Appraisal, AppraisalState, Appraised
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import within
from fangxian.kernel.errors import NotFound

_LOCK = "SELECT pg_advisory_xact_lock{shared}(hashtextextended('appraisal ' || %s, 0))::text"


def visible(actor: Actor) -> QuerySet[Appraisal]:
    """Appraisals opened in the actor's area or with people of it; none for a role that reads none."""
    found = Appraisal.objects.filter(incident=actor.incident)
    return found if actor.may(Can.APPRAISAL_VIEW) or actor.may(Can.APPRAISAL_NOTE) else found.none()


def get(actor: Actor, code: str) -> Appraisal:
    """
    One appraisal.

    Raises:
        NotFound: no such appraisal, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str) -> Appraisal:
    """
    One appraisal, locked until the transaction ends, by somebody who may open such; nobody writes meanwhile.

    Raises:
        NotFound: no such appraisal, or out of sight.
        NotAllowed: the actor opens none in its area.
    """
    actor.require(Can.APPRAISAL_OPEN, get(actor, code).area)
    _lock(code)
    return _one(visible(actor).select_for_update(), code)


def people(actor: Actor, appraisal: Appraisal) -> QuerySet[Appraised]:
    """Those of an appraisal who stood in the actor's area, by name."""
    found = Appraised.objects.filter(appraisal=appraisal)
    sees = actor.may(Can.APPRAISAL_VIEW) or actor.may(Can.APPRAISAL_NOTE)
    return (found.filter(within(actor.area)) if sees else found.none()).order_by("name", "code")


def person(actor: Actor, code: str, who: str) -> Appraised:
    """
    One of them.

    Raises:
        NotFound: no such appraisal or person in it, or out of sight.
    """
    found = people(actor, get(actor, code)).select_related("appraisal").filter(code=who).first()
    if found is None:
        raise NotFound
    return found


def own(actor: Actor) -> QuerySet[Appraised]:
    """What is said of the actor in person, the latest period first; nothing to who looks as somebody else."""
    if not actor.responder or actor.viewer is not None:
        return Appraised.objects.none()
    mine = Appraised.objects.filter(responder=int(actor.responder), appraisal__incident=actor.incident)
    return mine.select_related("appraisal").order_by("-appraisal__starts_at", "-appraisal__made_at")


def get_own(actor: Actor, code: str) -> Appraised:
    """
    What one appraisal says of the actor.

    Raises:
        NotFound: it says nothing of them.
    """
    found = own(actor).filter(appraisal=code).first()
    if found is None:
        raise NotFound
    return found


def may_write(appraisal: Appraisal) -> bool:
    """Whether notes and replies are still taken."""
    return appraisal.state in (AppraisalState.OPEN, AppraisalState.COUNTING)


def hold_open(appraisal: Appraisal) -> None:
    """
    Let nobody close an appraisal while something is written for it; those who write do not wait.

    Raises:
        NotOpen: it is closed or withdrawn by now.
    """
    _lock(appraisal.code, "_shared")
    appraisal.refresh_from_db(fields=["state", "round"])
    if not may_write(appraisal):
        raise NotOpen


def _lock(code: str, shared: str = "") -> None:
    with connection.cursor() as cursor:
        cursor.execute(_LOCK.format(shared=shared), [code])


def _one(appraisals: QuerySet[Appraisal], code: str) -> Appraisal:
    found = appraisals.filter(code=code).first()
    if found is None:
        raise NotFound
    return found
