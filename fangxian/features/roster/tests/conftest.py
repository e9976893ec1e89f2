"""The cast's areas, units and people, and some of the cast as actors."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.config.sheets import KINDS
from fangxian.features.accounts.models import Account
from fangxian.features.accounts.services import open_account
from fangxian.features.charges.services import appoint
from fangxian.features.incidents.services import create_incident
from fangxian.features.roster.services import link_account
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import take_in
from tests import world


def lay_out(folder) -> None:
    """Take in the sheets that make units and people."""
    sheets = world._sheets()
    for kind in ("territory", "units", "roster"):
        path = folder / f"{kind}.csv"
        path.write_text(sheets[kind], encoding="utf-8")
        assert take_in(world.OPERATOR, KINDS[kind], path).refused == 0


@pytest.fixture
def county(db, tmp_path):
    create_incident(
        actor=world.OPERATOR,
        code=world.INCIDENT,
        name="Anning 2022",
        area=world.REGION,
        rule_pack="cn-2022-03",
        started_on=date(2022, 2, 4),
    )
    lay_out(tmp_path)


@pytest.fixture
def li():
    """The county's organisation officer, who may change units and people."""
    return world.BY_NAME["li"].actor


@pytest.fixture
def lu():
    """The county's commander, who publishes plans."""
    return world.BY_NAME["lu"].actor


@pytest.fixture
def huang():
    """The lead of River township, who may look."""
    return world.BY_NAME["huang"].actor


@pytest.fixture
def yang():
    """The commander of the next county, who must see nothing of this one."""
    return world.BY_NAME["yang"].actor


@pytest.fixture
def signed_in(county, client):
    """Signs a person of the cast in, under their charge."""

    def signed_in(name):
        person = world.BY_NAME[name]
        with scope.acting(world.OPERATOR):
            open_account(
                actor=world.OPERATOR, username=person.account, password=world.PASSWORD, area=person.area
            )
            link_account(actor=world.OPERATOR, code=person.code, username=person.account)
            appoint(actor=world.OPERATOR, area=person.area, role=person.role, holder=person.code)
        Account.objects.filter(username=person.account).update(language="en")
        client.force_login(Account.objects.get(username=person.account))
        return client

    return signed_in
