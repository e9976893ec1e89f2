"""Who looked as the acting charge, and when."""

from __future__ import annotations

from fangxian.features.charges.events import Event
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail.models import Entry

LATEST = 100


def viewed(actor: Actor) -> list[Entry]:
    """The latest lines of the trail about looking as this charge, newest first."""
    kinds = (Event.VIEWED, Event.VIEWING_ENDED)
    lines = Entry.objects.filter(area=actor.area, kind__in=kinds, subject=actor.charge)
    return list(lines.order_by("-at", "-pk")[:LATEST])
