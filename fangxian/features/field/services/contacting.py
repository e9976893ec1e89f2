"""Noting a contact with a household, so that nobody is asked the same thing twice."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.field import recording
from fangxian.features.field.events import Event
from fangxian.features.field.jobs import REFUSED
from fangxian.features.field.refusals import AskedAlready, StillRefused
from fangxian.features.field.selectors import ledger
from fangxian.features.field.selectors.people import own_code
from fangxian.features.field.sentences import sentence_of
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Household
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail

_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('contact ' || %s || ' ' || %s))"


@transaction.atomic
def record_contact(
    *,
    actor: Actor,
    household: str,
    channel: str,
    department: str,
    question: str,
    answer: str = "",
    not_before: datetime | None = None,
    occurred_at: datetime | None = None,
    again_because: str = "",
) -> str:
    """
    Note that a household was asked something, and before when nobody asks it again; the report's id.

    Raises:
        NotFound: no such household, or out of sight.
        NotAllowed: the actor does not report from the field.
        AskedAlready: somebody asked this, it is too early to ask again, and no reason was given.
        StillRefused: the log does not take it.
    """
    home = territory.get_household(actor, household)
    actor.require(Can.FIELD_REPORT, home.area)
    occurred_at = occurred_at or timezone.now()
    with connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME, [actor.incident, household])
    early = find_early(actor, household, question, occurred_at)
    if early is not None and not again_because.strip():
        raise _asked_already(early)
    body: dict[str, Any] = {"channel": channel, "question": question}
    body |= {name: value for name, value in (("department", department), ("answer", answer)) if value}
    if not_before is not None:
        body["not_before"] = not_before.isoformat()
    written = _write(actor, home, occurred_at, body)
    trail.record(
        actor=actor,
        kind=Event.CONTACT_RECORDED,
        area=home.area,
        subject=household,
        channel=channel,
        department=department or actor.name,
    )
    if early is not None:
        trail.record(
            actor=actor,
            kind=Event.ASKED_AGAIN,
            area=home.area,
            subject=household,
            asked_by=early.latest.who,
            reason=again_because.strip(),
        )
    return written


def find_early(actor: Actor, household: str, question: str, at: datetime) -> ledger.Question | None:
    """The same question, if it was asked of this household and is not to be asked again yet."""
    key = ledger.same(question)
    for asked in ledger.ledger(actor, household).questions:
        if ledger.same(asked.words) == key and asked.not_before is not None and asked.not_before > at:
            return asked
    return None


def _asked_already(early: ledger.Question) -> AskedAlready:
    until, when = timezone.localtime(early.not_before), timezone.localtime(early.latest.at)
    who = early.latest.body.get("department") or early.latest.who
    return AskedAlready(who=who, when=f"{when:%Y-%m-%d %H:%M}", until=f"{until:%Y-%m-%d %H:%M}")


def _write(actor: Actor, home: Household, occurred_at: datetime, body: dict[str, Any]) -> str:
    report = {"kind": "contact", "form_version": 1, "area": home.area, "subject": home.code, "body": body}
    with transaction.atomic():
        [answer] = recording.record_here(
            actor=actor, reports=[report | {"occurred_at": occurred_at}], person=own_code(actor)
        )
        if answer.result == REFUSED:
            raise StillRefused(why=sentence_of(answer.code))
    return answer.id
