"""Importing areas."""

from __future__ import annotations

from datetime import date

import pytest

from fangxian.features.territory.models import Area, AreaVersion
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.sheets import Mode
from tests import world

HEADER = "code,name,level,parent_code,lat,lon,population,households\n"


def codes(outcome):
    return [(reason.line, reason.column, reason.code) for reason in outcome.first_reasons]


def test_the_same_sheet_twice_changes_nothing(county):
    again = county("territory", world.TERRITORY)
    assert (again.read, again.accepted, again.unchanged, again.refused) == (11, 0, 11, 0)


def test_p_codes_of_another_country_do_as_well(give):
    sheet = (
        HEADER
        + "MM,Myanmar,region,,,,,\nMM001,Kachin,prefecture,MM,,,,\nMM001D001,Myitkyina,county,MM001,,,,\n"
    )
    assert give("territory", sheet).new == 3
    with scope.acting(world.OPERATOR):
        assert Area.objects.get(code="MM001D001").parent == "MM001"


def test_children_may_stand_before_their_parents(give):
    sheet = HEADER + "4510,百色市,prefecture,45,,,,\n45,广西,region,,,,,\n"
    assert (give("territory", sheet).new) == 2


def test_an_orphan_takes_its_own_children_with_it(county):
    sheet = (
        HEADER
        + "900101003,新镇,township,900199,,,,\n"
        + "900101003001,新村,village,900101003,,,,\n"
        + "900101004,好镇,township,900101,,,,\n"
    )
    outcome = county("territory", sheet)
    assert (outcome.read, outcome.new, outcome.refused) == (3, 1, 2)
    assert codes(outcome) == [(2, "parent_code", "not_a_prefix"), (3, "parent_code", "unknown_parent")]


@pytest.mark.parametrize(
    ("row", "column", "code"),
    [
        ("900101005,甲,township,900101,91,106,,", "lat", "out_of_range"),
        ("900101005,甲,township,900101,abc,106,,", "lat", "not_number"),
        ("900101005,甲,township,900101,23,nan,,", "lon", "not_number"),
        ("900101005,甲,township,900101,23,106,-1,", "population", "out_of_range"),
        ("900101005,甲,township,900101,23,106,1.5,", "population", "not_whole"),
        ("900101005,甲,parish,900101,,,,", "level", "not_choice"),
        ("900101005,,township,900101,,,,", "name", "empty"),
        (",甲,township,900101,,,,", "code", "empty"),
        ("9.00101E+08,甲,township,900101,,,,", "code", "lost_digits"),
        ("900101 005!,甲,township,900101,,,,", "code", "not_code"),
        ("900101005,=1+1,township,900101,,,,", "name", "formula"),
        ("900101005,甲,county,900101,,,,", "level", "wrong_level"),
        ("900101005,甲,township,900101001,,,,", "parent_code", "not_a_prefix"),
        ("900101005,甲,township,900101,,,,,extra", "", "too_many_cells"),
        ("900101,安宁县,village,9001,,,,", "level", "children_above"),
    ],
)
def test_a_bad_row_is_refused_with_its_reason(county, row, column, code):
    outcome = county("territory", HEADER + row + "\n")
    assert (outcome.read, outcome.accepted, outcome.refused) == (1, 0, 1)
    assert codes(outcome) == [(2, column, code)]


def test_a_code_twice_in_the_sheet_counts_once(county):
    outcome = county(
        "territory", HEADER + "900101005,甲,township,900101,,,,\n900101005,乙,township,900101,,,,\n"
    )
    assert (outcome.new, outcome.refused) == (1, 1)
    assert outcome.first_reasons[0].code == "twice"
    assert outcome.first_reasons[0].facts == {"first": 2}


def test_a_clerk_brings_areas_of_her_own_county_only(county, nong):
    outcome = county("territory", world.TERRITORY.replace("上河村", "上河社区"), actor=nong)
    assert (outcome.new, outcome.changed, outcome.unchanged) == (0, 1, 5)
    assert {reason.code for reason in outcome.first_reasons} == {"out_of_area"}
    assert outcome.refused == 5


def test_a_township_lead_may_not_bring_areas(county):
    with pytest.raises(NotAllowed):
        county("territory", world.TERRITORY, actor=world.BY_NAME["huang"].actor)


def test_a_renamed_area_keeps_its_history(county):
    with scope.acting(world.OPERATOR):
        Area.objects.filter(code=world.UPPER).update(valid_from=date(2020, 1, 1))
    assert county("territory", world.TERRITORY.replace("上河村", "上河社区")).changed == 1
    with scope.acting(world.OPERATOR):
        was = AreaVersion.objects.get(area=world.UPPER)
        now = Area.objects.get(code=world.UPPER)
    assert (was.name, was.valid_from, was.valid_until) == ("上河村", date(2020, 1, 1), now.valid_from)
    assert now.name == "上河社区"


def test_an_empty_cell_does_not_wipe_what_is_known(county):
    sheet = HEADER + f"{world.UPPER},上河村,village,{world.RIVER},,,31,\n"
    assert county("territory", sheet).changed == 1
    with scope.acting(world.OPERATOR):
        area = Area.objects.get(code=world.UPPER)
    assert (area.lat, area.population, area.households) == (23.31, 31, 12)


def test_all_or_nothing_takes_in_nothing_when_one_row_is_bad(county):
    sheet = HEADER + "900101005,甲,township,900101,,,,\n900101006,乙,township,900101,99,,,\n"
    outcome = county("territory", sheet, mode=Mode.ALL_OR_NOTHING)
    assert (outcome.read, outcome.accepted, outcome.unchanged, outcome.refused, outcome.held) == (
        2,
        0,
        0,
        2,
        1,
    )
    with scope.acting(world.OPERATOR):
        assert not Area.objects.filter(code="900101005").exists()


def test_a_dry_run_counts_and_leaves_nothing(give):
    outcome = give("territory", world.TERRITORY, dry_run=True)
    assert (outcome.new, outcome.dry_run) == (11, True)
    with scope.acting(world.OPERATOR):
        assert not Area.objects.exists()
