"""A real database for the tests: made by the owner role, used by the app role under forced row security."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """One migrated database a test process, dropped at the end."""
    from fangxian.kernel.db import roles
    from fangxian.kernel.db.connections import ensure

    name = f"fangxian_test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with ensure(), django_db_blocker.unblock():  # type: ignore[attr-defined]
        roles.create_database(name)
        for alias in settings.DATABASES:
            settings.DATABASES[alias]["NAME"] = name
            connections[alias].settings_dict["NAME"] = name
        try:
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            yield
        finally:
            connections.close_all()
            roles.drop_database(name)
