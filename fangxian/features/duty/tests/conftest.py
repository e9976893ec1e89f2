"""The cast's county, without a plan."""

from __future__ import annotations

import pytest
from django.db import transaction

from tests import world


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
