"""The cast's county in a week of work, and an appraisal of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from fangxian.features.items import services as items
from fangxian.features.items.services import Wanted as Task
from fangxian.features.supervision.appraisal import services
from fangxian.features.supervision.appraisal.services import Seen, Wanted
from fangxian.features.supervision.models import Appraisal, Appraised, FactLine
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.chain import PICTURE, actor_named, he, huang, lu, wei

__all__ = ["PICTURE", "actor_named", "he", "huang", "lu", "wei"]

FROM = datetime(2022, 2, 6, 16, 0, tzinfo=UTC)
"""Midnight of Monday 7 February 2022 in China."""
UNTIL = FROM + timedelta(days=7)
BEFORE = FROM - timedelta(days=10)
AFTER = UNTIL + timedelta(days=1)


def hours(number: float) -> datetime:
    """So many hours after the beginning of the period."""
    return FROM + timedelta(hours=number)


def since(moment: datetime) -> None:
    """Let the charges of the cast have begun then: the world appoints them at the time of the test."""
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute("UPDATE charges_charge SET valid_from = %s", [moment])


@pytest.fixture
def county(db, tmp_path):
    """Anning, whose people hold their charges since ten days before the period."""
    world.build(tmp_path)
    since(BEFORE)


@pytest.fixture
def li(county) -> Actor:
    return actor_named("li")


@pytest.fixture
def liang(county) -> Actor:
    return actor_named("liang")


def opened(actor: Actor, *, at: datetime = AFTER, **more: Any) -> Appraisal:
    """Open one of Anning's week."""
    plain: dict[str, Any] = {"area": world.COUNTY, "starts_at": FROM, "ends_at": UNTIL}
    with scope.acting(actor):
        return services.open_appraisal(actor=actor, wanted=Wanted(**plain | more), at=at)


def person(appraisal: Appraisal, name: str) -> Appraised:
    """One of the cast in an appraisal."""
    with scope.acting(world.OPERATOR):
        return Appraised.objects.get(appraisal=appraisal, code=world.BY_NAME[name].code)


def lines(appraisal: Appraisal, name: str, *kinds: str) -> list[FactLine]:
    """The lines of one of the cast, of some kinds, by time."""
    with scope.acting(world.OPERATOR):
        found = FactLine.objects.filter(
            appraisal=appraisal.code, responder__code=world.BY_NAME[name].code, kind__in=kinds
        )
        return list(found.order_by("at", "subject"))


def closed(actor: Actor, code: str) -> Appraisal:
    """Close one."""
    with scope.acting(actor):
        return services.close_appraisal(actor=actor, code=code, at=AFTER)


def task(lu: Actor, area: str = world.UPPER, at: datetime = FROM + timedelta(hours=1)) -> str:
    """A task that notes can stand on."""
    with scope.acting(lu):
        return items.open_item(actor=lu, kind="task", wanted=Task(area=area, title="清点口罩"), at=at).code


def note(
    actor: Actor, code: str, proof: str, *, who: str = "R-05", service: Any = services.write_note, **more: Any
) -> None:
    """Write one about Wei, or whoever else."""
    plain: dict[str, Any] = {"text": "雨夜守点", "place": "河口广场", "at": hours(20), "proof": proof}
    with scope.acting(actor):
        service(actor=actor, appraisal=code, person=who, seen=Seen(**plain | more), at=AFTER)


def trail(kind: str) -> list[Entry]:
    """Lines of the trail of a kind."""
    with scope.acting(world.OPERATOR):
        return list(Entry.objects.filter(kind=kind))
