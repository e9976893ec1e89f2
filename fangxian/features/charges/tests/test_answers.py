"""Who answers: for an area, above it, below it; and what the database lets a person see of that."""

import pytest

from fangxian.features.charges import selectors
from fangxian.features.charges.models import Charge
from fangxian.features.charges.services import appoint
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, HILL, LOWER, OPERATOR, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")


def test_the_chain_climbs_from_the_village_to_the_county():
    wei = BY_NAME["wei"].actor
    with scope.acting(wei):
        assert [charge.holder_name for charge in selectors.chain(wei, UPPER)] == ["韦林", "黄强", "陆明"]


def test_whoever_stands_above_can_be_seen_and_not_changed():
    wei = BY_NAME["wei"].actor
    with scope.acting(wei):
        above = Charge.objects.filter(area=COUNTY, leads=True)
        assert above.count() == 1
        assert above.update(holder_name="韦林") == 0


def test_whoever_stands_beside_and_other_charges_above_are_out_of_sight(huang):
    with scope.acting(OPERATOR):
        appoint(actor=OPERATOR, area=HILL, role=Role.TOWNSHIP_LEAD, holder="R-13")
    with scope.acting(huang):
        seen = set(Charge.objects.values_list("area", "role"))
    assert seen == {
        (COUNTY, "commander"),
        (RIVER, "township_lead"),
        (UPPER, "village_lead"),
        (UPPER, "grid_worker"),
    }


def test_areas_without_a_row_and_with_a_vacant_row_are_both_vacant(lu):
    with scope.acting(lu):
        Charge.objects.filter(area=UPPER, leads=True).update(holder=None, holder_name="")
        vacant = [area.code for area in selectors.vacant_areas(lu, COUNTY)]
        assert vacant == sorted([UPPER, LOWER, HILL, HILL + "001"])
        below = {answer.area.code: answer for answer in selectors.below(lu, COUNTY)}
        assert (below[RIVER].vacant, below[HILL].vacant) == (False, True)
        assert below[HILL].charge is None


def test_lateness_climbs_past_vacancies(lu):
    with scope.acting(lu):
        Charge.objects.filter(area=UPPER, leads=True).update(holder=None, holder_name="")
        assert selectors.answering(lu, UPPER).holder_name == "黄强"
        assert selectors.answering(lu, HILL).holder_name == "陆明"


def test_without_a_scope_there_are_no_charges():
    from django.db import transaction

    with transaction.atomic():
        scope.enter_self("")
        assert not Charge.objects.exists()
        assert not Entry.objects.exists()
