"""Who read a resident's details."""

from __future__ import annotations

from fangxian.features.territory.events import Event
from fangxian.features.territory.models import Resident
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.trail.telling import Told, tell

LATEST = 50


def readings(actor: Actor, resident: Resident) -> list[Told]:
    """The latest readings of a resident, newest first, for who may see who read; nothing for others."""
    if not actor.may(Can.READINGS_VIEW, resident.area):
        return []
    lines = Entry.objects.filter(area=resident.area, kind=Event.RESIDENT_READ, subject=resident.code)
    return [tell(line) for line in lines.order_by("-at", "-pk")[:LATEST]]
