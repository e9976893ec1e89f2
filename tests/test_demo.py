"""The demo: one home holds one scenario, and a lost database takes the sheets in again."""

from __future__ import annotations

import pytest

from fangxian.cli import mainjob, round_figures, round_one
from fangxian.cli.operator import operator
from fangxian.cli.steps import Steps
from fangxian.features.board.selectors import look
from fangxian.features.field.models import RefusedReport
from fangxian.features.items.models import Item
from fangxian.features.sampling import services
from fangxian.features.sampling.models import Swab
from fangxian.features.territory.models import Area
from fangxian.kernel.db import scope
from fangxian.scenarios.debao_2022.round_one import bulletin


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


def assert_closes(actor, code):
    """The round came to what its bulletin counts, by every count there is."""
    told = bulletin(920)
    found = round_figures.figures(actor, code)["round"]
    assert found.pop("closes") is True
    people = {"sampled": told.sampled, "negative": told.negative, "positive": told.positive}
    assert found.items() >= (people | {"recheck": told.to_check}).items()
    with scope.acting(actor):
        assert Item.objects.filter(kind="retest", ended_at=None).count() == told.to_check
        assert Swab.objects.filter(round=code, counts=True).count() == told.sampled
        ((_round, people, known, _url),) = look.at(actor, "451024", "").rounds
        assert (people.reached, known.negative, known.positive) == (told.sampled, told.negative, 2)
        assert not RefusedReport.objects.exists()
    with scope.acting(operator("debao-2022", area="451024")) as county:
        assert services.rebuild_round(actor=county, code=code, keep=False).equal


@pytest.mark.django_db
def test_notes_of_a_lost_database_keep_no_sheet_out_and_the_round_closes(home):
    folder = home / "scenarios" / "debao-2022-hamlet-2022"
    folder.mkdir(parents=True)
    for kind in mainjob.SHEETS:
        (folder / f"{kind}.taken").touch()
    with Steps() as steps:
        actor, _plan = mainjob.run(steps, "hamlet", 2022)
        code = round_one.open_round(steps, actor, 2022)
        before = len(steps.taken)
        assert round_one.open_round(steps, actor, 2022) == code
    with scope.acting(actor):
        assert Area.objects.filter(level="village").exists()
    assert len(steps.taken) == before  # the second time nothing is left to do
    assert_closes(actor, code)
