"""Reading residents' details."""

from __future__ import annotations

import pytest

from fangxian.features.territory.purposes import Purpose
from fangxian.features.territory.services import look_up_number, read_resident
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world

HOUSEHOLDS = f"code,area_code,address,lat,lon,members\nH1,{world.UPPER},1 号,,,1\n"
RESIDENTS = (
    "code,household_code,name,id_type,id_number,phone,sex,born_on,frail,disabled,pregnant,dialysis,infant\n"
    "P1,H1,王小明,cn_resident_id,11010519491231002X,138 0000 0000,,,1,,,,\n"
)


@pytest.fixture
def register(county):
    county("households", HOUSEHOLDS)
    county("residents", RESIDENTS)


def lines(actor, kind):
    with scope.acting(world.OPERATOR):
        return list(Entry.objects.filter(kind=kind, person=actor.person).values_list("subject", "facts"))


def test_details_are_read_for_a_purpose_and_leave_a_line(register, nong):
    with scope.acting(nong):
        details = read_resident(actor=nong, code="P1", purpose=Purpose.HELP)
    assert (details.name, details.id_number, details.phone) == ("王小明", "11010519491231002X", "13800000000")
    assert details.needs == ("frail",)
    assert lines(nong, "territory.resident_read") == [("P1", {"purpose": "help"})]


@pytest.mark.parametrize("number", ["11010519491231002x", "138-0000-0000"])
def test_a_number_finds_its_resident_and_the_number_is_not_in_the_trail(register, nong, number):
    with scope.acting(nong):
        found = look_up_number(actor=nong, number=number)
    assert [resident.code for resident in found] == ["P1"]
    assert lines(nong, "territory.number_looked_up") == [("", {"found": 1})]


def test_the_next_county_finds_and_reads_nobody(register, chen):
    with scope.acting(chen):
        assert look_up_number(actor=chen, number="11010519491231002X") == []
        with pytest.raises(NotFound):
            read_resident(actor=chen, code="P1", purpose=Purpose.HELP)


def test_an_organiser_may_not_read_details(register):
    li = world.BY_NAME["li"].actor
    with scope.acting(li), pytest.raises(NotAllowed):
        read_resident(actor=li, code="P1", purpose=Purpose.HELP)
