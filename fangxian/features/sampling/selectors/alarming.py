"""An item of tubes to look for, tube by tube: what is not right, since when, and where each was last."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from fangxian.features.items import access as items
from fangxian.features.items.models import Item
from fangxian.features.sampling.alarms import ADVICE, KIND
from fangxian.features.sampling.models import Alarm, Trouble, Tube
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound, Text


@dataclass(frozen=True, slots=True)
class Group:
    """The tubes of an item with one trouble, with what to do; those that are right again at the end."""

    label: Text
    advice: Text
    tubes: list[tuple[Alarm, Tube | None]]

    @property
    def left(self) -> int:
        """How many are not right yet."""
        return sum(alarm.over_at is None for alarm, _tube in self.tubes)


@dataclass(frozen=True, slots=True)
class Picture:
    """An item with its tubes by what is not right with them; `round` is whose they are."""

    item: Item
    round: str
    groups: list[Group]


def picture(actor: Actor, code: str) -> Picture:
    """
    One item of tubes to look for; three queries.

    Raises:
        NotFound: no such item of this kind, or out of sight.
    """
    item = items.get(actor, code)
    if item.kind != KIND:
        raise NotFound
    found = list(Alarm.objects.filter(item=code).order_by("over_at", "found_at", "tube"))
    tubes = Tube.objects.in_bulk([one.tube for one in found])
    by_trouble = defaultdict[str, list[tuple[Alarm, Tube | None]]](list)
    for alarm in sorted(found, key=lambda one: one.over_at is not None):
        by_trouble[alarm.trouble].append((alarm, tubes.get(alarm.tube)))
    groups = [Group(one.label, ADVICE[one], by_trouble[one]) for one in Trouble if one in by_trouble]
    return Picture(item, item.subject.partition("/")[0], groups)
