"""Reminding of what is due, and letting climb what is late: each call once, whoever is killed in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from fangxian.features.charges import rules as chains
from fangxian.features.charges import selectors as charges
from fangxian.features.charges.covers import Who
from fangxian.features.items import rules
from fangxian.features.items.events import Event
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.registry import flows
from fangxian.features.items.services.opening import line
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail

REMINDED, CLIMBED = "reminded", "climbed"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Called:
    """How many were reminded of, and how many went a level up."""

    reminded: int
    climbed: int


@transaction.atomic
def call_due(*, actor: Actor, now: datetime) -> Called:
    """
    Make the calls that are due in the actor's area, at most 500 at a time.

    The first call of an item reminds its holder; each further one tells the lead of the next area up, until
    there is none. The row itself says what the next call is and is changed in the same transaction as the
    line is written, so a worker that is killed in the middle neither forgets a call nor makes it twice, and
    two workers take different rows.
    """
    waiting = Item.objects.filter(incident=actor.incident, call_at__lte=now, ended_at__isnull=True)
    items = list(waiting.order_by("call_at", "code").select_for_update(skip_locked=True)[:AT_ONCE])
    if not items:
        return Called(0, 0)
    ladder = _ladder(actor, {item.called_area or item.area for item in items}, now)
    lines = [_call(item, actor, now, ladder) for item in items]
    Item.objects.bulk_update(items, ["calls", "called_area", "call_at"], batch_size=AT_ONCE)
    ItemLine.objects.bulk_create(lines)
    climbed = sum(one.move == CLIMBED for one in lines)
    trail.record(actor=actor, kind=Event.CLIMBED, area=actor.area, at=now, count=climbed)
    return Called(len(lines) - climbed, climbed)


@dataclass(frozen=True, slots=True)
class Ladder:
    """What is above each area ('' at the top), who answers there, and who leads the group that it is in."""

    above: dict[str, str]
    who: dict[str, Who]
    groups: dict[str, str]

    def silent(self, area: str) -> bool:
        """Whether somebody should answer there, and nobody does."""
        return area in self.who and not self.who[area].name

    def next(self, area: str) -> str:
        """The area above whom the next call goes to: one where nobody answers is passed over."""
        step = self.above.get(area, "")
        while self.silent(step) and self.above.get(step):
            step = self.above[step]
        return step

    def told(self, item: Item, to: str) -> str:
        """Who is told by a call to an area, and, one level up, who leads the item's group; '' for nobody."""
        names = [self.who[to].name] if to in self.who else []
        if to and to == self.above.get(item.area):
            names.append(self.groups.get(item.area, ""))
        return ", ".join(dict.fromkeys(name for name in names if name))


def _call(item: Item, actor: Actor, now: datetime, ladder: Ladder) -> ItemLine:
    flow = flows()[item.kind]
    first = item.calls == 0
    if not first:
        item.called_area = ladder.next(item.called_area or item.area)
    item.calls += 1
    at_the_top = not first and not ladder.above.get(item.called_area)
    item.call_at = None if at_the_top else rules.next_call(flow, item.due_at, item.calls)
    # Nobody there to be reminded: whoever answers above is, before it is late.
    alone = first and not item.holder_id and ladder.silent(item.area)
    to = ladder.next(item.area) if alone else item.called_area
    return line(item, actor, REMINDED if first else CLIMBED, at=now, to=to, text=ladder.told(item, to))


def _ladder(actor: Actor, areas: set[str], now: datetime) -> Ladder:
    codes = {prefix for area in areas for prefix in chains.prefixes(area)}
    rows = Area.objects.filter(code__in=codes, valid_until__isnull=True).values_list("code", "parent")
    above = dict(rows)
    return Ladder(above, charges.who_answers(actor, above, now), charges.group_leads(actor, areas))


@transaction.atomic
def climb_at_once(*, actor: Actor, area: str, at: datetime) -> int:
    """
    Let what is late and was last told to an area's lead go on upward now, if nobody answers there; how many.
    """
    who = charges.who_answers(actor, [area], at).get(area)
    if who is None or who.name:
        return 0
    late = Item.objects.filter(incident=actor.incident, ended_at__isnull=True, due_at__lte=at, call_at__gt=at)
    here = Q(area=area, called_area="", holder__isnull=True) | Q(called_area=area)
    return late.filter(here).update(call_at=at)


@transaction.atomic
def remind_of(*, actor: Actor, codes: Sequence[str], at: datetime) -> None:
    """Tell the holders of some items in sight that somebody waits; their clocks go on as they were."""
    items = Item.objects.filter(code__in=codes, ended_at__isnull=True).order_by("code")
    ItemLine.objects.bulk_create([line(item, actor, REMINDED, at=at) for item in items], batch_size=1_000)
