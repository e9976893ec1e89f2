"""Forming groups of the areas below a lead who has too many, and dissolving them."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.charges import access
from fangxian.features.charges.events import Event
from fangxian.features.charges.models import Group
from fangxian.features.charges.refusals import GroupsChanged
from fangxian.features.charges.selectors.answers import below
from fangxian.features.charges.selectors.spans import Span, groups_below
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@transaction.atomic
def form_groups(*, actor: Actor, area: str, seen: str, at: datetime | None = None) -> Span:
    """
    Let the groups hold that were proposed for an area, as they were seen.

    A group's lead is named to whoever is called, and authority stays where it is: each area keeps its charge.

    Raises:
        NotAllowed: the actor forms no groups there.
        AreaUnknown: there is no such area in sight.
        GroupsChanged: the proposal is another by now, or groups hold already.
    """
    actor.require(Can.COVER_PUT, area)
    access.get_area(area)
    access.claim_lead(actor, area)
    found, at = groups_below(actor, area, below(actor, area)), at or timezone.now()
    if found is None or found.formed or found.seen != seen:
        raise GroupsChanged
    rows = [
        Group(
            incident=actor.incident,
            area=row.area.code,
            around=area,
            number=part.number,
            lead_id=part.lead,
            lead_name=part.lead_name,
            formed_at=at,
        )
        for part in found.parts
        for row in part.rows
    ]
    Group.objects.bulk_create(rows)
    trail.record(actor=actor, kind=Event.GROUPED, area=area, at=at, count=len(found.parts), areas=found.count)
    return found


@transaction.atomic
def dissolve_groups(*, actor: Actor, area: str, at: datetime | None = None) -> int:
    """
    Let the groups of an area hold no longer; how many areas were in one.

    Raises:
        NotAllowed: the actor forms no groups there.
    """
    actor.require(Can.COVER_PUT, area)
    at = at or timezone.now()
    standing = Group.objects.filter(incident=actor.incident, around=area, ended_at__isnull=True)
    done = standing.update(ended_at=at)
    if done:
        trail.record(actor=actor, kind=Event.UNGROUPED, area=area, at=at, areas=done)
    return done
