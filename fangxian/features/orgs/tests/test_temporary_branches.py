"""Temporary branches: many founded in one statement, dissolved, founded again under the same code."""

from datetime import date, timedelta

import pytest

from fangxian.features.orgs.models import Unit
from fangxian.features.orgs.refusals import UnitCodeTaken, UnitNotTemporary, UnitOutsideParent
from fangxian.features.orgs.services import (
    TemporaryBranch,
    dissolve_temporary_branches,
    found_temporary_branches,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests.world import LOWER, MARKER, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
TODAY = date(2022, 2, 5)
ROWS = [
    TemporaryBranch("TB-1", "河口广场临时党支部", UPPER, "S-SQUARE", "U-RIVER"),
    TemporaryBranch("TB-2", "山背卡点临时党支部", RIDGE, "S-GATE"),
]


def test_branches_are_founded_with_site_path_and_one_trail_line(lu, django_assert_max_num_queries):
    with scope.acting(lu):
        with django_assert_max_num_queries(9):
            assert found_temporary_branches(actor=lu, rows=ROWS, on=TODAY) == 2
        founded = {unit.code: (unit.path, unit.site) for unit in Unit.objects.filter(code__startswith="TB")}
        assert founded == {"TB-1": ("U-COUNTY/U-RIVER/TB-1/", "S-SQUARE"), "TB-2": ("TB-2/", "S-GATE")}
        assert Entry.objects.get(kind="orgs.branches_founded").facts["branches"] == 2


def test_dissolved_branches_stay_in_the_record_and_can_stand_again(lu):
    later = TODAY + timedelta(days=7)
    with scope.acting(lu):
        found_temporary_branches(actor=lu, rows=ROWS, on=TODAY)
        assert dissolve_temporary_branches(actor=lu, codes=["TB-1", "TB-2"], on=TODAY) == 2
        assert dissolve_temporary_branches(actor=lu, codes=["TB-1"], on=TODAY) == 0
        assert found_temporary_branches(actor=lu, rows=ROWS[:1], on=later) == 1
        again = Unit.objects.get(code="TB-1")
        assert (again.valid_from, again.valid_until) == (later, None)
        assert Unit.objects.get(code="TB-2").valid_until == TODAY


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (TemporaryBranch("TB-3", "x", MARKER, "S-NEXT"), NotAllowed),
        (TemporaryBranch("TB-3", "x", UPPER, "S-SQUARE", "U-NOBODY"), NotFound),
        (TemporaryBranch("TB-3", "x", RIDGE, "S-GATE", "U-RIVER"), UnitOutsideParent),
        (TemporaryBranch("U-HILL", "x", LOWER, "S-HOTEL"), UnitCodeTaken),
    ],
)
def test_a_branch_that_cannot_stand_there_is_refused(lu, row, refusal):
    with scope.acting(lu), pytest.raises(refusal):
        found_temporary_branches(actor=lu, rows=[ROWS[0], row], on=TODAY)


def test_other_units_are_not_dissolved(lu):
    with scope.acting(lu), pytest.raises(UnitNotTemporary):
        dissolve_temporary_branches(actor=lu, codes=["U-RIVER"], on=TODAY)


def test_who_cannot_publish_founds_none(huang):
    row = TemporaryBranch("TB-4", "x", RIVER, "S-SQUARE")
    with scope.acting(huang), pytest.raises(NotAllowed):
        found_temporary_branches(actor=huang, rows=[row], on=TODAY)
