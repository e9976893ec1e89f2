"""Raising alarms: tubes over their clocks or missing, one item a point, ending by what the database says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q

from fangxian.features.campaigns.models import Campaign, CampaignState
from fangxian.features.items.models import Item
from fangxian.features.sampling import alarms
from fangxian.features.sampling.models import Alarm, Round, Tube
from fangxian.features.sampling.selectors import pack
from fangxian.features.sampling.selectors.troubles import which
from fangxian.features.sampling.services.alerting import follow_points
from fangxian.kernel.authority import Actor, Can

LOOKED_AFTER = timedelta(days=3)
"""How long after its window the tubes of a round are still looked for."""
_LOCK = "SELECT pg_advisory_xact_lock(hashtext(%s))::text"
Key = tuple[str, str]
"""A tube and what is not right with it; or a round and a point."""


@transaction.atomic
def raise_alarms(*, actor: Actor, at: datetime) -> int:
    """
    Make the items of tubes to look for say what is so, in all rounds of the incident; how many items changed.

    Two that do so at once wait for each other. What was explained stays explained; another trouble of the
    same point is another item.

    Raises:
        NotAllowed: the actor opens no items.
    """
    actor.require(Can.ITEM_OPEN)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"alarms {actor.incident}"])
    found = _found(actor, _rounds(actor, at), at)
    live = _settle(actor, found, at)
    by_point = defaultdict[Key, list[Alarm]](list)
    for alarm in live:
        by_point[alarm.round, alarm.point].append(alarm)
    return follow_points(actor, by_point, at)


def _rounds(actor: Actor, at: datetime) -> list[str]:
    of_incident = Round.objects.filter(incident=actor.incident).values("code")
    running = Q(state=CampaignState.OPEN) | Q(ends_at__gt=at - LOOKED_AFTER)
    recent = Campaign.objects.filter(running, code__in=of_incident).values_list("code", flat=True)
    left = Alarm.objects.filter(over_at=None, round__in=of_incident).values_list("round", flat=True)
    return sorted({*recent, *left})


def _found(actor: Actor, rounds: list[str], at: datetime) -> dict[Key, Tube]:
    """What is not right with which tube now; a query a trouble."""
    tubes = Tube.objects.filter(round__in=rounds)
    return {
        (tube.code, str(trouble)): tube
        for trouble, found in which(at, pack.clocks(actor)).items()
        for tube in tubes.filter(found)
    }


def _settle(actor: Actor, found: Mapping[Key, Tube], at: datetime) -> list[Alarm]:
    """End the alarms of what is right again, raise new ones; those that somebody must see to."""
    rounds = Round.objects.filter(incident=actor.incident).values("code")
    known = {
        (one.tube, one.trouble): one
        for one in Alarm.objects.filter(
            Q(over_at=None) | Q(tube__in={tube for tube, _trouble in found}), round__in=rounds
        )
    }
    explained = set(
        Item.objects.filter(
            code__in={one.item for one in known.values()}, state=alarms.EXPLAINED
        ).values_list("code", flat=True)
    )
    over = [one for key, one in known.items() if one.over_at is None and key not in found]
    again = [
        known[key]
        for key in found
        if key in known and known[key].over_at is not None and known[key].item not in explained
    ]
    fresh = [
        _alarm(tube, trouble, at)
        for (_code, trouble), tube in found.items()
        if (tube.code, trouble) not in known
    ]
    for one in over:
        one.over_at = at
    for one in again:
        one.over_at, one.found_at, one.item = None, at, ""
    Alarm.objects.bulk_update([*over, *again], ["over_at", "found_at", "item"], batch_size=500)
    Alarm.objects.bulk_create(fresh, batch_size=500)
    left = [one for one in known.values() if one.over_at is None and one.item not in explained]
    return left + fresh


def _alarm(tube: Tube, trouble: str, at: datetime) -> Alarm:
    return Alarm(
        tube=tube.code,
        trouble=trouble,
        round=tube.round,
        area=tube.area,
        point=tube.point,
        item="",
        found_at=at,
    )
