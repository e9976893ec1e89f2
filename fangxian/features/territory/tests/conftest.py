"""A small county as sheets, and the people who bring it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from fangxian.config.sheets import KINDS
from fangxian.features.accounts.models import Account
from fangxian.features.incidents.services import create_incident
from fangxian.kernel.authority import Actor
from fangxian.kernel.sheets import Mode, Outcome, take_in
from tests import world

TakeIn = Callable[..., Outcome]


@pytest.fixture
def nong() -> Actor:
    """The county's clerk, who brings the sheets."""
    return world.BY_NAME["nong"].actor


@pytest.fixture
def chen() -> Actor:
    """The next county's clerk."""
    return world.BY_NAME["chen"].actor


@pytest.fixture
def incident(db: None) -> str:
    """The incident everything belongs to."""
    create_incident(
        actor=world.OPERATOR,
        code=world.INCIDENT,
        name="Anning 2022",
        area=world.REGION,
        rule_pack="cn-2022-03",
        started_on=date(2022, 2, 4),
    )
    return world.INCIDENT


@pytest.fixture
def give(incident: str, tmp_path: Path) -> TakeIn:
    """Hands in a text as a sheet: `give(kind, text, actor=…, mode=…, dry_run=…)`."""

    def hand_in(
        kind: str,
        text: str,
        actor: Actor = world.OPERATOR,
        mode: Mode = Mode.GOOD_ROWS,
        dry_run: bool = False,
    ) -> Outcome:
        path = tmp_path / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        return take_in(actor, KINDS[kind], path, mode=mode, dry_run=dry_run)

    return hand_in


@pytest.fixture
def county(give: TakeIn) -> TakeIn:
    """The areas of the world are there already."""
    assert give("territory", world.TERRITORY).new == 11
    return give


@pytest.fixture(scope="module")
def built(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """The whole world, built once for the tests of a module and undone after them."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        world.build(tmp_path_factory.mktemp("sheets"))
        Account.objects.update(language="en", must_change_password=False)
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def people(built: None, db: None) -> Callable[[str], Client]:
    """Signs people of the world in by name; all of them read English."""

    def sign_in(name: str) -> Client:
        client = Client()
        account = Account.objects.get(username=world.BY_NAME[name].account)
        client.force_login(account, "fangxian.features.accounts.backends.AccountBackend")
        return client

    return sign_in
