"""The minute's task: what is due begins and ends by it, and nothing is done again by the next."""

from __future__ import annotations

from fangxian.features.items.models import Item
from fangxian.features.relief import tasks
from fangxian.features.relief.tests.conftest import accept, actor_named, answer, ask, order
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.chain import hours


def states() -> list[str]:
    with scope.acting(world.OPERATOR):
        return list(Item.objects.order_by("kind").values_list("state", flat=True))


def told() -> int:
    with scope.acting(world.OPERATOR):
        return Entry.objects.count()


def test_what_is_due_is_done_once(lu, wei):
    accept("liang", ask(wei, starts_at=hours(8)))
    answer(actor_named("huang"), order(lu, ["R-07"]), "confirm")
    for hour, expected in ((1, ["accepted", "confirmed"]), (9, ["done", "running"]), (27, ["done", "ended"])):
        tasks.run_due(timestamp=int(hours(hour).timestamp()))
        before = told()
        tasks.run_due(timestamp=int(hours(hour).timestamp()))
        assert (states(), told()) == (expected, before)
