"""Reminding of what is not acknowledged: by the clock, or by whoever issued it; each reminder once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from fangxian.features.items.services import remind_of
from fangxian.features.supervision.directives import access, rules
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.directives.refusals import NotRunning
from fangxian.features.supervision.models import DirectiveState
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, span
from fangxian.kernel.errors import NotFound
from fangxian.kernel.trail import services as trail

AT_ONCE = 5_000

_REMIND = """
    WITH due AS (
        SELECT id FROM supervision_receipt WHERE remind_at <= %(now)s AND incident = %(incident)s
        ORDER BY remind_at LIMIT %(limit)s FOR UPDATE SKIP LOCKED
    ), reminded AS (
        UPDATE supervision_receipt r SET reminders = r.reminders + 1,
            remind_at = CASE WHEN r.reminders + 1 < %(most)s THEN %(now)s + %(again)s END
        FROM due WHERE r.id = due.id
        RETURNING r.id, r.area, r.made_area, r.reminders
    )
    INSERT INTO supervision_reminder (receipt_id, area, made_area, number, at)
    SELECT id, area, made_area, reminders, %(now)s FROM reminded
"""
_REMIND_SILENT = """
    WITH silent AS (
        SELECT r.id FROM supervision_receipt r
        WHERE r.root = %(root)s AND r.area >= %(start)s AND r.area < %(until)s
          AND r.made_area >= %(own)s AND r.made_area < %(own_until)s
          AND r.acknowledged_at IS NULL AND r.ended_at IS NULL
          AND NOT EXISTS (SELECT FROM supervision_reminder m WHERE m.receipt_id = r.id AND m.at > %(just)s)
        ORDER BY r.id FOR UPDATE SKIP LOCKED
    ), reminded AS (
        UPDATE supervision_receipt r SET reminders = r.reminders + 1
        FROM silent WHERE r.id = silent.id
        RETURNING r.id, r.area, r.made_area, r.reminders, r.item
    ), written AS (
        INSERT INTO supervision_reminder (receipt_id, area, made_area, number, at)
        SELECT id, area, made_area, reminders, %(now)s FROM reminded
    )
    SELECT item FROM reminded
"""


@transaction.atomic
def remind_silent(*, actor: Actor, code: str, area: str = "", at: datetime | None = None) -> int:
    """
    Remind everybody inside an area who has not acknowledged a directive, or one issued onward from it; how
    many that are. Whoever was reminded in the last half hour is left alone: pressed twice, it reminds once.

    Raises:
        NotFound, NotAllowed: see `access.claim`; NotFound, too, for an area outside that of the directive.
        NotRunning: it is not in force.
    """
    directive, at = access.claim(actor, code), at or timezone.now()
    if directive.state != DirectiveState.ISSUED:
        raise NotRunning
    if not inside(area or directive.area, directive.area):
        raise NotFound
    start, until = span(area or directive.area)
    own, own_until = span(directive.area)
    facts: dict[str, Any] = {
        "root": directive.root,
        "start": start,
        "until": until,
        "own": own,
        "own_until": own_until,
        "just": at - rules.REMINDED_JUST_NOW,
        "now": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REMIND_SILENT, facts)
        items = [item for (item,) in cursor.fetchall()]
    remind_of(actor=actor, codes=[item for item in items if item], at=at)
    if items:
        trail.record(
            actor=actor, kind=Event.REMINDED, area=directive.area, subject=code, at=at, count=len(items)
        )
    return len(items)


@transaction.atomic
def remind_due(*, actor: Actor, now: datetime) -> int:
    """
    Make the reminders that are due in the actor's area, at most 5,000 at a time; how many were made.

    The receipt says which reminder is next and changes in the same statement as the reminder is written,
    under a key of both: a worker that is killed neither forgets one nor sends it twice, and two workers take
    different rows.
    """
    facts: dict[str, Any] = {
        "now": now,
        "incident": actor.incident,
        "limit": AT_ONCE,
        "most": rules.REMINDERS,
        "again": rules.REMINDED_AGAIN,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REMIND, facts)
        made = int(cursor.rowcount)
    if made:
        trail.record(actor=actor, kind=Event.REMINDED, area=actor.area, at=now, count=made)
    return made
