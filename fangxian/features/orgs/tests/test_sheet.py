"""The sheet of units: any order, no circles, no parent out of sight, twice changes nothing."""

import pytest

from fangxian.features.orgs.models import Unit
from fangxian.features.orgs.sheets import UNITS
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.sheets import take_in
from tests.world import COUNTY, HILL, NEXT_COUNTY, RIVER

pytestmark = pytest.mark.usefixtures("county")
HEADER = "code,name,kind,parent_code,area_code\n"


@pytest.fixture
def taken(tmp_path):
    def taken(actor, *rows):
        path = tmp_path / "given.csv"
        path.write_text(HEADER + "\n".join(rows) + "\n", encoding="utf-8")
        return take_in(actor, UNITS, path)

    return taken


def reasons(outcome):
    return [(reason.line, reason.code) for reason in outcome.first_reasons]


def test_children_may_stand_before_their_parents(li, taken):
    outcome = taken(li, f"A-2,二,team,A-1,{RIVER}", f"A-1,一,team,U-COUNTY,{COUNTY}")
    assert (outcome.new, outcome.refused) == (2, 0)
    with scope.acting(li):
        assert Unit.objects.get(code="A-2").path == "U-COUNTY/A-1/A-2/"
    assert taken(li, f"A-2,二,team,A-1,{RIVER}", f"A-1,一,team,U-COUNTY,{COUNTY}").unchanged == 2


def test_a_moved_subtree_gets_new_paths_throughout(li, taken):
    assert taken(li, f"U-RIVER,河口镇委,committee,U-ORG,{RIVER}").changed == 1
    with scope.acting(li):
        assert Unit.objects.get(code="U-UPPER").path == "U-COUNTY/U-ORG/U-RIVER/U-UPPER/"


def test_a_circle_in_the_sheet_is_refused_and_what_hangs_on_it(li, taken):
    outcome = taken(li, f"A-1,一,team,A-2,{COUNTY}", f"A-2,二,team,A-1,{COUNTY}", f"A-3,三,team,A-2,{COUNTY}")
    assert outcome.refused == 3
    assert {code for _line, code in reasons(outcome)} == {"in_a_circle"}


def test_a_circle_through_what_is_there_is_refused(li, taken):
    outcome = taken(li, f"U-COUNTY,安宁县委,committee,U-ORG,{COUNTY}")
    assert reasons(outcome) == [(2, "in_a_circle")]


def test_a_circle_that_a_refusal_closes_is_refused(li, taken):
    """U-ORG keeps its place below U-COUNTY, so U-COUNTY cannot go below it."""
    outcome = taken(li, f"U-ORG,组织部,department,GONE,{COUNTY}", f"U-COUNTY,县委,committee,U-ORG,{COUNTY}")
    assert reasons(outcome) == [(2, "unknown_unit"), (3, "in_a_circle")]
    with scope.acting(li):
        assert Unit.objects.get(code="U-ORG").path == "U-COUNTY/U-ORG/"


def test_a_row_that_relies_on_a_refused_one_is_refused(li, taken):
    """U-RIVER cannot move to the hills, a village of it stays; so nothing of the hills fits below it."""
    outcome = taken(li, f"U-RIVER,河口镇委,committee,U-COUNTY,{HILL}", f"A-1,一,team,U-RIVER,{HILL}")
    assert reasons(outcome) == [(2, "leaves_children"), (3, "spoilt")]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"A-1,一,team,U-NEXT,{COUNTY}", "unknown_unit"),
        (f"A-1,一,team,,{NEXT_COUNTY}", "unknown_area"),
        (f"A-1,一,team,U-RIVER,{HILL}", "outside_parent"),
        (f"U-RIVER,河口镇委,committee,U-COUNTY,{HILL}", "leaves_children"),
        (f"A/1,一,team,,{COUNTY}", "not_code"),
        (f"A-1,一,family,,{COUNTY}", "not_choice"),
        (f"U-NEXT,抢注,team,,{COUNTY}", "taken"),
    ],
)
def test_a_bad_row_comes_back_with_its_reason(li, taken, row, code):
    assert reasons(taken(li, row)) == [(2, code)]


def test_kinds_may_be_written_in_words(li, taken):
    assert taken(li, f"A-1,一,Temporary branch,,{COUNTY}").new == 1


def test_who_may_not_change_units_imports_none(huang, taken):
    with pytest.raises(NotAllowed):
        taken(huang, f"A-1,一,team,,{RIVER}")
