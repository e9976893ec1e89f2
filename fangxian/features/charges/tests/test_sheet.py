"""The sheet of leads: what goes in, what is refused, and that it can be filled in and given back."""

import csv
import io

import pytest

from fangxian.config.sheets import KINDS
from fangxian.features.charges import selectors
from fangxian.features.charges.models import Charge
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import take_in
from tests.world import BY_NAME, COUNTY, HILL, LOWER, NEXT_COUNTY, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
HEAD = "area_code,holder_code,deputy_code\n"


@pytest.fixture
def give(tmp_path):
    def hand_in(actor, *lines):
        path = tmp_path / "leads.csv"
        path.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
        return take_in(actor, KINDS["leads"], path)

    return hand_in


def leading(actor):
    with scope.acting(actor):
        return {one.area: (one.role, one.holder_name, one.deputy_name) for one in selectors.leads(actor)}


def test_leads_are_appointed_replaced_and_left_alone(give, lu):
    done = give(lu, f"{HILL},R-13,", f"{UPPER},R-09,R-06", f"{RIVER},R-04,")
    assert (done.new, done.changed, done.unchanged, done.refused) == (1, 1, 1, 0)
    now = leading(lu)
    assert now[HILL] == ("township_lead", "罗军", "")
    assert now[UPPER] == ("village_lead", "谭思", "梁兰")
    again = give(lu, f"{HILL},R-13,", f"{UPPER},R-09,R-06", f"{RIVER},R-04,")
    assert (again.accepted, again.unchanged) == (0, 3)
    with scope.acting(lu):
        assert Charge.objects.filter(area=UPPER, leads=True).count() == 2


def test_each_bad_row_says_why_and_the_good_ones_go_in(give):
    huang = BY_NAME["huang"].actor
    done = give(
        huang,
        f"{UPPER},R-09,R-09",
        f"{LOWER},R-404,",
        f"{NEXT_COUNTY},R-09,",
        f"{RIDGE},R-09,",
        f"{RIVER},R-09,",
        f"{UPPER}999,R-09,",
    )
    assert {(one.line, one.code) for one in done.first_reasons} == {
        (2, "same_person"),
        (3, "unknown_holder"),
        (4, "unknown_area"),
        (5, "unknown_area"),
        (6, "too_high"),
        (7, "unknown_area"),
    }
    assert done.refused == done.read == 6


def test_the_commander_appoints_no_commander_of_the_same_county(give, lu):
    done = give(lu, f"{COUNTY},R-02,")
    assert [one.code for one in done.first_reasons] == ["too_high"]
    assert leading(lu)[COUNTY][1] == "陆明"


def test_what_is_exported_can_be_imported_again_and_changes_nothing(give, lu, tmp_path):
    give(lu, f"{HILL},R-13,R-08", f"{LOWER},R-07,")
    with scope.acting(lu):
        rows = [row for row in selectors.sheet(lu, COUNTY) if row[4] and row[0] != COUNTY]
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["area_code", "area", "level", "role", "holder_code", "holder", "deputy_code", "deputy"])
    writer.writerows(row[:8] for row in rows)
    path = tmp_path / "again.csv"
    path.write_text(out.getvalue(), encoding="utf-8")
    done = take_in(lu, KINDS["leads"], path)
    assert (done.read, done.unchanged, done.refused) == (4, 4, 0)
