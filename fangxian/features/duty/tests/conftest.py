"""The cast's county without a plan, with a draft, and with that draft published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from fangxian.features.duty import services
from tests import world
from tests.world import BY_NAME

AT = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
"""The next midnight: shifts lie ahead, as for people who look at a plan just published."""


@pytest.fixture(scope="package")
def _built(django_db_setup, django_db_blocker, tmp_path_factory):
    """The world once, in a transaction around the tests' own, undone at the end."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        world.build(tmp_path_factory.mktemp("sheets"))
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def county(_built, db):
    """The cast's county."""


@pytest.fixture(scope="package")
def _computed(_built, django_db_blocker):
    """A draft for Anning county, computed once."""
    with django_db_blocker.unblock():
        return services.plan_area(
            actor=BY_NAME["lu"].actor, area=world.COUNTY, pack="cn-2022-03", starts_at=AT, seed=1
        ).code


@pytest.fixture
def drafted(_computed, county):
    """The code of the draft."""
    return _computed


@pytest.fixture
def published(drafted):
    """The code of the draft, published."""
    return services.publish_plan(actor=BY_NAME["lu"].actor, code=drafted).code
