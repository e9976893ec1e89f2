"""Noting what the laboratory says: new results, and amended ones with two signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from fangxian.features.sampling import access, retests
from fangxian.features.sampling.events import Event
from fangxian.features.sampling.models import Tube
from fangxian.features.sampling.refusals import (
    EarlyTest,
    HasResult,
    NotedMeanwhile,
    NotSecond,
    ReasonMissing,
    ResultMissing,
)
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

_NOTE = """
    SELECT sampling_note_results(%s::text[], %s::text[], %s::timestamptz[], %s::text[],
        %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Said:
    """What a laboratory says of one tube."""

    tube: str
    value: str
    tested_at: datetime
    laboratory: str


@dataclass(frozen=True, slots=True)
class Amending:
    """
    Who else signs a result that replaces another, and why it does.

    `person` proposed it where that was not the actor: then the actor is who confirms it.
    """

    confirmed: str
    confirmed_name: str
    reason: str
    person: str = ""
    person_name: str = ""


@transaction.atomic
def note_results(*, actor: Actor, said: Sequence[Said], at: datetime | None = None) -> int:
    """
    Note the first results of some tubes; what is so already stays. How many are new.

    Raises:
        NotFound: a tube is unknown or out of sight.
        NotAllowed: the actor enters no results there.
        HasResult, NotedMeanwhile: a tube has another result already, or has had one since.
        EarlyTest: it was tested before its first swab.
    """
    at = at or timezone.now()
    tubes = {tube.code: tube for tube in access.claim_tubes(actor, [one.tube for one in said])}
    new = [one for one in said if _is_new(tubes[one.tube], one)]
    if new:
        _note(actor, new, at, None)
    return len(new)


@transaction.atomic
def amend_result(*, actor: Actor, said: Said, amending: Amending, at: datetime | None = None) -> Tube:
    """
    Put a new version of a result over the old one, which stays; two people sign it, for a reason.

    Raises:
        NotFound, NotAllowed: as `note_results`.
        ResultMissing: there is none to amend, or it says the same.
        NotSecond: both signatures are of one person.
        ReasonMissing: no reason was given.
    """
    (tube,) = access.claim_tubes(actor, [said.tube])
    if not tube.result or tube.result == said.value:
        raise ResultMissing(field="value")
    if amending.confirmed in ("", amending.person or actor.person):
        raise NotSecond(field="confirmed")
    if not amending.reason.strip():
        raise ReasonMissing(field="reason")
    _note(actor, [said], at or timezone.now(), amending)
    tube.refresh_from_db()
    return tube


def write(cursor: Any, actor: Actor, said: Sequence[Said], at: datetime, amending: Amending | None) -> None:
    """The statements of results that have been looked at: versions, pools, re-tests."""
    tubes = [one.tube for one in said]
    first = (amending.person, amending.person_name) if amending and amending.person else _signs(actor)
    second = (amending.confirmed, amending.confirmed_name, amending.reason) if amending else ("", "", "")
    columns = [
        tubes,
        [one.value for one in said],
        [one.tested_at for one in said],
        [one.laboratory for one in said],
    ]
    try:
        cursor.execute(_NOTE, [*columns, *first, *second, at])
    except IntegrityError as other:
        raise NotedMeanwhile from other
    for sql, values in retests.follow(actor, tubes, at):
        cursor.execute(sql, values)


def _signs(actor: Actor) -> tuple[str, str]:
    return actor.person, actor.name


def _note(actor: Actor, said: Sequence[Said], at: datetime, amending: Amending | None) -> None:
    actor.require(Can.RESULT_ENTER)
    with connection.cursor() as cursor:
        write(cursor, actor, said, at, amending)
    kind = Event.RESULT_AMENDED if amending else Event.RESULTS_NOTED
    subject = said[0].tube if len(said) == 1 else str(len(said))
    bad = sum(one.value in ("suspected", "positive") for one in said)
    trail.record(actor=actor, kind=kind, area=actor.area, subject=subject, at=at, count=len(said), bad=bad)


def _is_new(tube: Tube, said: Said) -> bool:
    if tube.result and tube.result != said.value:
        raise HasResult(tube=tube.barcode, value=tube.get_result_display())
    if tube.first_at is not None and said.tested_at < tube.first_at:
        raise EarlyTest(tube=tube.barcode)
    return not tube.result
