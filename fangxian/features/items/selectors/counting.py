"""How many items stand where: sums over tallies, and over the few that became late since the last calls."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from fangxian.features.items import access
from fangxian.features.items.models import Item, Tally
from fangxian.features.items.models.item import INSIDE_MADE
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within

RUNNING = Q(since__isnull=False)
MOST = 10_000
"""Items opened for somewhere outside the area they were opened in, at most: there is hardly one."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Items of an area, all inside it included: how many stand there, and how many of these are late."""

    standing: int = 0
    late: int = 0

    def __add__(self, other: Counted) -> Counted:
        return Counted(self.standing + other.standing, self.late + other.late)


Kept = dict[tuple[str, str], Counted]
"""Kind and state → how many."""


def running(actor: Actor, areas: Iterable[str], now: datetime, *, kind: str = "") -> dict[str, Kept]:
    """
    The open items of each of some areas by kind and state; `kind` narrows them.

    What has climbed is late by its tally. What is late and has not climbed yet is counted one by one: so
    much as falls due between two rounds of the worker.
    """
    wanted = sorted(set(areas))
    tallies = Tally.objects.filter(RUNNING, area__in=wanted, incident=actor.incident)
    narrower = Q(kind=kind) if kind else Q()
    sums = tallies.filter(narrower).order_by().values_list("area", "kind", "state")
    found: dict[str, Kept] = {area: {} for area in wanted}
    for area, one, state, standing, late in sums.annotate(n=Sum("standing"), late_=Sum("late")):
        if standing:
            found[area][one, state] = Counted(standing, late)
    for area, one, state, late in _fresh(actor, wanted, now, narrower):
        for around in wanted:
            if inside(area, around):
                kept = found[around]
                kept[one, state] = kept.get((one, state), Counted()) + Counted(0, late)
    return found


def ended(actor: Actor, area: str, *, kind: str = "") -> int:
    """How many items of an area have ended."""
    tallies = Tally.objects.filter(~RUNNING, area=area, incident=actor.incident)
    return tallies.filter(Q(kind=kind) if kind else Q()).aggregate(n=Sum("standing"))["n"] or 0


def elsewhere(actor: Actor) -> Q:
    """Items held by the actor in person, and those opened in their area for somewhere outside it."""
    # Fetched first, in the order of their own index: the planner does not know that they are few, and would
    # rather read all that is late.
    strays = access.visible(actor).filter(~INSIDE_MADE, within(actor.area, "made_area")).order_by("made_area")
    found = Q(code__in=list(strays.values_list("code", flat=True)[:MOST]))
    return found | Q(holder=actor.responder) if actor.responder else found


def beyond(actor: Actor) -> QuerySet[Item]:
    """Items in sight that are of no area inside the actor's; few, for most are opened for areas inside."""
    return access.visible(actor).filter(elsewhere(actor)).exclude(within(actor.area))


def summed(kept: Kept) -> Counted:
    """All of them together."""
    return sum(kept.values(), Counted())


def _fresh(actor: Actor, areas: list[str], now: datetime, narrower: Q) -> Iterable[tuple[str, str, str, int]]:
    widest = [area for area in areas if not any(inside(area, one) for one in areas if one != area)]
    here = Q(pk__in=[])
    for area in widest:
        here |= within(area)
    due = Item.objects.filter(ended_at__isnull=True, calls__lt=2, due_at__lte=now, incident=actor.incident)
    rows = due.filter(here, narrower).order_by().values_list("area", "kind", "state")
    return rows.annotate(n=Count("pk"))
