"""Closing what was reported back: all of it at once, by whoever issued it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items.services import end_items
from fangxian.features.supervision.directives import access, flow
from fangxian.features.supervision.directives.events import Event
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail


@transaction.atomic
def close_reported(*, actor: Actor, code: str, at: datetime | None = None) -> int:
    """
    Close every report of a directive's leads that somebody else has made; how many. The rest stays open.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
    """
    directive, at = access.claim(actor, code), at or timezone.now()
    done = end_items(
        actor=actor, kind=flow.KIND, subject=code, state=flow.CLOSED, source=flow.REPORTED, at=at
    )
    if done:
        trail.record(
            actor=actor,
            kind=Event.CLOSED,
            area=directive.area,
            subject=code,
            at=at,
            number=directive.number,
            count=done,
        )
    return done
