"""Where people help out for a time, noted for as long as a secondment stands."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from fangxian.features.roster.events import Event
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@transaction.atomic
def note_seconded(
    *,
    actor: Actor,
    people: Collection[int],
    area: str,
    since: datetime,
    until: datetime,
    at: datetime | None = None,
) -> int:
    """
    Note that people (keys of their rows) help out in an area for a time; how many.

    From now on that area sees them; where they live and work still does.

    Raises:
        NotAllowed: the actor seconds nobody there.
    """
    actor.require(Can.SECOND, area)
    rows = Responder.objects.filter(pk__in=people)
    done = rows.update(seconded_area=area, seconded_from=since, seconded_until=until)
    trail.record(actor=actor, kind=Event.SECONDED, area=area, at=at, count=done)
    return done


@transaction.atomic
def note_released(*, actor: Actor, people: Collection[int], area: str, at: datetime | None = None) -> int:
    """
    Note that people (keys of their rows) no longer help out in an area, nor stand there; how many.

    Raises:
        NotAllowed: the actor seconds nobody there.
    """
    actor.require(Can.SECOND, area)
    rows = Responder.objects.filter(pk__in=people, seconded_area=area)
    done = rows.update(seconded_area="", seconded_from=None, seconded_until=None)
    trail.record(actor=actor, kind=Event.RELEASED, area=area, at=at, count=done)
    return done
