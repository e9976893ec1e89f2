"""The cast's county, without households and sites: areas, units, people, and the charges of a few."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.config.sheets import KINDS
from fangxian.features.charges.services import appoint
from fangxian.features.incidents.services import create_incident
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import take_in
from tests import world


def lay_out(folder) -> None:
    """Take the sheets in and appoint the leads by hand."""
    create_incident(
        actor=world.OPERATOR,
        code=world.INCIDENT,
        name="Anning 2022",
        area=world.REGION,
        rule_pack="cn-2022-03",
        started_on=date(2022, 2, 4),
    )
    sheets = world._sheets()
    for kind in ("territory", "units", "roster"):
        path = folder / f"{kind}.csv"
        path.write_text(sheets[kind], encoding="utf-8")
        assert take_in(world.OPERATOR, KINDS[kind], path).refused == 0
    with scope.acting(world.OPERATOR):
        for name in ("lu", "huang", "wei", "liang", "he", "yang"):
            person = world.BY_NAME[name]
            appoint(actor=world.OPERATOR, area=person.area, role=person.role, holder=person.code)


@pytest.fixture
def county(db, tmp_path):
    lay_out(tmp_path)


@pytest.fixture
def lu():
    """The county's commander."""
    return world.BY_NAME["lu"].actor


@pytest.fixture
def huang():
    """The lead of River township."""
    return world.BY_NAME["huang"].actor


@pytest.fixture
def yang():
    """The commander of the next county, who must see nothing of this one."""
    return world.BY_NAME["yang"].actor
