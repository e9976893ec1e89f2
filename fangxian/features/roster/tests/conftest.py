"""The cast's areas, units and people, and some of the cast as actors."""

from __future__ import annotations

import pytest

from fangxian.config.sheets import KINDS
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
