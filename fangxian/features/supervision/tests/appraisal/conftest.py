"""The cast's county in a week of work, and an appraisal of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction

from fangxian.features.charges import acting
from fangxian.features.supervision.appraisal import services
from fangxian.features.supervision.appraisal.services import Wanted
from fangxian.features.supervision.models import Appraisal, Appraised, FactLine
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests import world

FROM = datetime(2022, 2, 6, 16, 0, tzinfo=UTC)
"""Midnight of Monday 7 February 2022 in China."""
UNTIL = FROM + timedelta(days=7)
BEFORE = FROM - timedelta(days=10)
AFTER = UNTIL + timedelta(days=1)
PICTURE = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02picture"


def hours(number: float) -> datetime:
    """So many hours after the beginning of the period."""
    return FROM + timedelta(hours=number)


def actor_named(name: str) -> Actor:
    """One of the cast under their own charge, as a request would have them."""
    person = world.BY_NAME[name]
    with transaction.atomic():
        scope.enter_self(person.account)
        actor = acting.choose(person.account)
        scope.enter_self("")
    assert actor is not None
    return actor


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
def lu(county) -> Actor:
    return actor_named("lu")


@pytest.fixture
def li(county) -> Actor:
    return actor_named("li")


@pytest.fixture
def he(county) -> Actor:
    return actor_named("he")


@pytest.fixture
def huang(county) -> Actor:
    return actor_named("huang")


@pytest.fixture
def wei(county) -> Actor:
    return actor_named("wei")


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
