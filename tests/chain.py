"""One shape for tests of whatever moves along the chain: Anning, its people as they act, and the hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from fangxian.features.charges import acting
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from tests import world

AT = datetime(2031, 2, 9, 8, 0, tzinfo=UTC)
PICTURE = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02picture"


def hours(number: float) -> datetime:
    """So many hours after the beginning."""
    return AT + timedelta(hours=number)


def actor_named(name: str) -> Actor:
    """One of the cast under their own charge, as a request would have them."""
    return actor_of(world.BY_NAME[name].account)


def actor_of(account: str) -> Actor:
    """Whoever an account belongs to, under their widest charge."""
    with transaction.atomic():
        scope.enter_self(account)
        actor = acting.choose(account)
        scope.enter_self("")
    assert actor is not None, account
    return actor


@pytest.fixture
def county(db, tmp_path):
    """Anning, in which Lu leads the county, Huang the River township, Wei the upper village; He inspects."""
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


@pytest.fixture
def he(county) -> Actor:
    return actor_named("he")
