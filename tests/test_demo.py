"""The demo: one home holds one scenario, and a lost database takes the sheets in again."""

from __future__ import annotations

import pytest

from fangxian.cli import mainjob
from fangxian.cli.steps import Steps
from fangxian.features.territory.models import Area
from fangxian.kernel.db import scope

NO_RESIDENTS = tuple(kind for kind in mainjob.SHEETS if kind != "residents")


@pytest.fixture
def home(tmp_path, monkeypatch):
    folder = tmp_path / "home"
    monkeypatch.setenv("FANGXIAN_HOME", str(folder))
    return folder


def test_the_first_scenario_takes_the_home_and_keeps_it(home):
    assert mainjob.home_for("county", 2022) == home
    (home / "scenarios" / "debao-2022-county-2022").mkdir(parents=True)
    assert mainjob.home_for("county", 2022) == home


@pytest.mark.parametrize(("scale", "seed"), [("prefecture", 2022), ("county", 7)])
def test_any_other_has_a_home_of_its_own(home, scale, seed):
    (home / "scenarios" / "debao-2022-county-2022").mkdir(parents=True)
    found = mainjob.home_for(scale, seed)
    assert found.parent == home
    assert found.stat().st_mode & 0o777 == 0o700
    assert mainjob.home_for(scale, seed) == found


@pytest.mark.django_db
def test_notes_of_a_lost_database_keep_no_sheet_out(home):
    folder = home / "scenarios" / "debao-2022-hamlet-2022"
    folder.mkdir(parents=True)
    for kind in mainjob.SHEETS:
        (folder / f"{kind}.taken").touch()
    with Steps() as steps:
        actor, _plan = mainjob.run(steps, "hamlet", 2022, NO_RESIDENTS)
    with scope.acting(actor):
        assert Area.objects.filter(level="village").exists()
    assert not (folder / "residents.taken").exists()
