"""Reminding people of what they have not acknowledged: each reminder once, whoever is killed in between."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from fangxian.features.supervision.directives import rules
from fangxian.features.supervision.directives.events import Event
from fangxian.kernel.authority import Actor
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
