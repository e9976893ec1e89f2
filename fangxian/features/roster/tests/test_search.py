"""Finding people: by name, code, phone, unit, home, skill; in order; who lives and works in a place."""

from datetime import date

import pytest

from fangxian.features.roster import selectors, services
from fangxian.features.roster.models import Absence
from fangxian.features.roster.selectors import Search
from fangxian.features.roster.tests.test_responders import NEW
from fangxian.kernel.db import scope
from tests.world import HILL, LOWER, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
TODAY = date(2022, 2, 5)


def codes(actor, **asked):
    return set(selectors.responders(actor, Search(on=TODAY, **asked)).values_list("code", flat=True))


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"text": "黄"}, {"R-04"}),
        ({"text": "R-1"}, {"R-10", "R-11", "R-12", "R-13"}),
        ({"kind": "police"}, {"R-08"}),
        ({"skill": "drive"}, {"R-08"}),
        ({"unit": "U-RIVER"}, {"R-04", "R-05", "R-06", "R-09"}),
        ({"home": RIVER, "skill": "lead"}, {"R-01", "R-03", "R-04", "R-05", "R-10"}),
        ({"work": HILL}, {"R-08", "R-13"}),
        ({"member": False}, {"R-06", "R-07", "R-08", "R-09"}),
        ({"posted": True}, {"R-08"}),
        ({"available": False}, {"R-06"}),
        ({"text": "杨"}, set()),
    ],
)
def test_people_are_found_by_what_one_knows(li, lu, asked, found):
    with scope.acting(lu):
        services.note_postings(actor=lu, area=lu.area, posted={"R-08": UPPER})
    with scope.acting(li):
        services.mark_unavailable(actor=li, code="R-06", reason=Absence.ILL)
        assert codes(li, **asked) == found


@pytest.mark.parametrize("typed", ["13800000001", "138 0000 0001", "１３８０００００００１"])
def test_a_whole_phone_number_finds_its_person(li, typed):
    with scope.acting(li):
        services.enrol_responder(actor=li, code="R-99", said=NEW)
        assert codes(li, text=typed) == {"R-99"}
        assert codes(li, text="1380000000") == set()


@pytest.mark.parametrize("unit", ["U-NEXT", "U-NOBODY"])
def test_nobody_is_in_a_unit_out_of_sight(li, unit):
    with scope.acting(li):
        assert codes(li, unit=unit) == set()


def test_lists_are_sorted_both_ways_with_the_code_as_the_last_word(li):
    with scope.acting(li):
        found = selectors.responders(li, Search(on=TODAY, home=RIVER))
        up = [one.home_area for one in selectors.in_order(found, "home")]
        down = [one.home_area for one in selectors.in_order(found, "-home")]
        assert up == sorted(up)
        assert down == sorted(up, reverse=True)
        assert [one.name for one in selectors.in_order(found, "nonsense")] == sorted(
            one.name for one in found
        )


def test_a_community_sees_who_lives_there_and_who_works_there(li):
    with scope.acting(li):
        assert {one.code for one in selectors.living_in(li, LOWER)} == {"R-03", "R-04", "R-07", "R-10"}
        assert {one.code for one in selectors.working_in(li, UPPER)} == {"R-05"}
