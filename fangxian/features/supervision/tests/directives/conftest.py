"""The cast's county, and directives between its people."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction

from fangxian.features.charges import acting
from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.services import Draft, Wanted
from fangxian.features.supervision.models import Directive, Receipt, Tally
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests import world

AT = datetime(2031, 2, 9, 8, 0, tzinfo=UTC)
MASKS = Wanted(name="masks", label="口罩还有多少")


def hours(number: float) -> datetime:
    """So many hours after the beginning."""
    return AT + timedelta(hours=number)


def actor_named(name: str) -> Actor:
    """One of the cast under their own charge, as a request would have them."""
    person = world.BY_NAME[name]
    with transaction.atomic():
        scope.enter_self(person.account)
        actor = acting.choose(person.account)
        scope.enter_self("")
    assert actor is not None
    return actor


@pytest.fixture
def county(db, tmp_path):
    """Anning, in which Lu leads the county, Huang the River township, Wei the upper village."""
    world.build(tmp_path)


@pytest.fixture
def lu(county) -> Actor:
    return actor_named("lu")


@pytest.fixture
def huang(county) -> Actor:
    return actor_named("huang")


@pytest.fixture
def wei(county) -> Actor:
    return actor_named("wei")


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
