"""The cast's county, and directives between its people."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.services import Draft, Wanted
from fangxian.features.supervision.models import Directive, Receipt, Tally
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests import world
from tests.chain import AT, actor_named, county, hours, huang, lu, wei

__all__ = ["AT", "actor_named", "county", "hours", "huang", "issued", "lu", "receipts", "tallies", "wei"]

MASKS = Wanted(name="masks", label="口罩还有多少")


def draft(**more) -> Draft:
    """A directive for the leads of the townships."""
    plain: dict[str, Any] = {"title": "清点口罩", "text": "- 逐村\n- 今晚", "deadline_at": hours(24)}
    plain["levels"] = ("township",)
    return Draft(**plain | more)


def issued(actor: Actor, *, at: datetime = AT, **more) -> Directive:
    """Issue one."""
    with scope.acting(actor):
        return services.issue_directive(actor=actor, draft=draft(**more), at=at)


def receipts(code: str) -> list[Receipt]:
    """All receipts of a directive, by area."""
    with scope.acting(world.OPERATOR):
        return list(Receipt.objects.filter(directive=code).order_by("area", "pk"))


def tallies(code: str) -> dict[str, tuple[int, ...]]:
    """Area → addressed, received, read, acknowledged, acted, reported."""
    names = ("addressed", "received", "read", "acknowledged", "acted", "reported")
    with scope.acting(world.OPERATOR):
        return {one[0]: one[1:] for one in Tally.objects.filter(directive=code).values_list("area", *names)}


def counted(code: str) -> dict[str, tuple[int, ...]]:
    """What the tallies must be, counted from the receipts."""
    found: dict[str, list[int]] = {}
    for one in receipts(code):
        row = found.setdefault(one.area, [0] * 6)
        steps = (one.received_at, one.read_at, one.acknowledged_at, one.acted_at, one.reported_at)
        for place, step in enumerate((True, *steps)):
            row[place] += bool(step)
    return {area: tuple(row) for area, row in found.items()}
