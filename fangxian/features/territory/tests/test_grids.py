"""Laying grids."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fangxian.features.territory.models import Area, AreaVersion, Headcount, Household, Resident
from fangxian.features.territory.services import GridRow, lay_grids
from fangxian.features.territory.services.grids import GridsDoNotFit
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from tests import world

DAY = date(2022, 2, 7)
HOUSEHOLDS = "code,area_code,address,lat,lon,members\n" + "".join(
    f"H{n},{world.UPPER},{n} 号,,,2\n" for n in range(4)
)
RESIDENTS = (
    "code,household_code,name,id_type,id_number,phone,sex,born_on,frail,disabled,pregnant,dialysis,infant\n"
    + "".join(f"P{n},H{n},居民,,,,f,,1,,,,\n" for n in range(4))
)


@pytest.fixture
def homes(county):
    """Households of one village by number."""
    county("households", HOUSEHOLDS)
    county("residents", RESIDENTS)
    with scope.acting(world.OPERATOR):
        return dict(Household.objects.values_list("code", "id"))


def grid(number, *ids):
    return GridRow(f"{world.UPPER}{number:03d}", "", 23.3, 106.6, 2 * len(ids), ids)


def lay(*grids, on=DAY, actor=world.OPERATOR):
    with scope.acting(actor):
        return lay_grids(actor=actor, area=world.COUNTY, grids=grids, on=on)


def where():
    with scope.acting(world.OPERATOR):
        homes = {code: area[-3:] for code, area in Household.objects.values_list("code", "area")}
        people = {code: area[-3:] for code, area in Resident.objects.values_list("household", "area")}
    assert homes == people
    return homes


def test_grids_become_areas_and_households_move_in(homes):
    laid = lay(grid(1, homes["H0"], homes["H1"]), grid(2, homes["H2"], homes["H3"]))
    assert (laid.opened, laid.changed, laid.closed, laid.households, laid.residents) == (2, 0, 0, 4, 4)
    assert where() == {"H0": "001", "H1": "001", "H2": "002", "H3": "002"}
    with scope.acting(world.OPERATOR):
        first = Area.objects.get(code=f"{world.UPPER}001")
        counted = {c.area: (c.households, c.residents, c.frail) for c in Headcount.objects.all()}
    assert (first.level, first.parent, first.households, first.valid_from) == ("grid", world.UPPER, 2, DAY)
    assert first.name == "上河村 001"
    assert counted == {f"{world.UPPER}001": (2, 2, 2), f"{world.UPPER}002": (2, 2, 2)}


def test_laying_the_same_grids_again_changes_nothing(homes):
    grids = grid(1, homes["H0"], homes["H1"]), grid(2, homes["H2"], homes["H3"])
    lay(*grids)
    again = lay(*grids, on=DAY + timedelta(days=1))
    assert (again.opened, again.changed, again.closed, again.households) == (0, 0, 0, 0)


def test_merged_grids_keep_their_history_and_lose_nobody(homes):
    lay(grid(1, homes["H0"], homes["H1"]), grid(2, homes["H2"], homes["H3"]))
    laid = lay(grid(1, *homes.values()), on=DAY + timedelta(days=3))
    assert (laid.changed, laid.closed, laid.households) == (1, 1, 2)
    assert set(where().values()) == {"001"}
    with scope.acting(world.OPERATOR):
        gone = Area.objects.get(code=f"{world.UPPER}002")
        versions = AreaVersion.objects.order_by("area").values_list("area", "households", "valid_until")
        assert gone.valid_until == DAY + timedelta(days=3)
        assert [(code[-3:], count, until.day) for code, count, until in versions] == [
            ("001", 2, 10),
            ("002", 2, 10),
        ]


def test_a_household_left_out_falls_back_to_its_village(homes):
    lay(grid(1, homes["H0"], homes["H1"]), grid(2, homes["H2"], homes["H3"]))
    lay(grid(1, homes["H0"], homes["H1"]), on=DAY + timedelta(days=1))
    assert where()["H3"] == world.UPPER[-3:]


def test_a_grid_can_come_back(homes):
    lay(grid(1, *homes.values()))
    lay(on=DAY + timedelta(days=1))
    assert lay(grid(1, *homes.values()), on=DAY + timedelta(days=2)).changed == 1
    with scope.acting(world.OPERATOR):
        assert Area.objects.get(code=f"{world.UPPER}001").valid_until is None


@pytest.mark.parametrize("case", ["twice", "gone", "elsewhere", "no village", "outside"])
def test_grids_that_do_not_fit_are_refused_and_nothing_moves(homes, case):
    wrong = {
        "twice": (grid(1, homes["H0"]), grid(2, homes["H0"])),
        "gone": (grid(1, 987654321),),
        "elsewhere": (GridRow(f"{world.LOWER}001", "", None, None, 2, [homes["H0"]]),),
        "no village": (GridRow("900101009001001", "", None, None, 0, []),),
        "outside": (GridRow(f"{world.MARKER}001", "", None, None, 0, []),),
    }
    with pytest.raises(GridsDoNotFit):
        lay(*wrong[case])
    assert set(where().values()) == {world.UPPER[-3:]}


def test_only_who_may_publish_plans_lays_grids(homes, nong):
    with pytest.raises(NotAllowed):
        lay(grid(1, homes["H0"]), actor=nong)
