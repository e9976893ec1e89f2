"""The cast's county, its people as they act, and tasks between them."""

from __future__ import annotations

from datetime import datetime

import pytest

from fangxian.features.charges.services import appoint
from fangxian.features.items import services
from fangxian.features.items.models import Item
from fangxian.features.items.services import Wanted
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from tests import world
from tests.chain import AT, actor_named, county, hours, huang, lu, wei

__all__ = ["AT", "actor_named", "county", "do", "given", "hours", "huang", "inspector", "lu", "show", "wei"]


@pytest.fixture
def task(lu) -> Item:
    """A task from the county for the upper village, due in ten hours."""
    return given(lu)


def given(actor: Actor, area: str = world.UPPER, **more) -> Item:
    """Open a task."""
    wanted = Wanted(area=area, title="清点口罩", **({"deadline_at": hours(10)} | more))
    with scope.acting(actor):
        return services.open_item(actor=actor, kind="task", wanted=wanted, at=AT)


def do(actor: Actor, item: Item, move: str, *, at: datetime = AT, reason: str = "") -> Item:
    """Make a move."""
    with scope.acting(actor):
        return services.move_item(actor=actor, code=item.code, move=move, reason=reason, at=at)


def show(actor: Actor, item: Item, at: datetime = AT) -> None:
    """Add a picture."""
    with scope.acting(actor):
        content = b"\xff\xd8\xff\xe0 picture"
        services.add_evidence(actor=actor, code=item.code, name="mask.jpg", content=content, at=at)


def inspector(lu: Actor) -> Actor:
    """He, who is an inspector of the county and did not open anything."""
    with scope.acting(lu):
        appoint(actor=lu, area=world.COUNTY, role=Role.INSPECTOR, holder="R-10")
    return actor_named("he")
