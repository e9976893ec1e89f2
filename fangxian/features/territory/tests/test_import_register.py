"""Importing households and residents."""

from __future__ import annotations

import pytest

from fangxian.features.incidents.selectors import vault
from fangxian.features.territory.models import Headcount, Household, Resident
from fangxian.kernel.db import scope
from tests import world

HOUSEHOLDS = "code,area_code,address,lat,lon,members\n"
RESIDENTS = (
    "code,household_code,name,id_type,id_number,phone,sex,born_on,frail,disabled,pregnant,dialysis,infant\n"
)
HOME = f"H1,{world.UPPER},1 号,23.3,106.6,2\n"
ANNA = "P1,H1,王小明,cn_resident_id,11010519491231002x,13800000000,,,1,,,,\n"


@pytest.fixture
def register(county):
    assert county("households", HOUSEHOLDS + HOME).new == 1
    return county


def refused(outcome):
    assert outcome.read == outcome.accepted + outcome.unchanged + outcome.refused
    return [(reason.column, reason.code) for reason in outcome.first_reasons]


def test_a_household_needs_a_village_in_sight(county, chen):
    assert refused(county("households", HOUSEHOLDS + HOME, actor=chen)) == [("area_code", "no_village")]
    township = HOUSEHOLDS + f"H1,{world.RIVER},,,,\n"
    assert refused(county("households", township)) == [("area_code", "no_village")]


def test_a_household_of_the_next_county_cannot_be_taken_over(register, chen):
    theirs = HOUSEHOLDS + f"H1,{world.MARKER},,,,\nH2,{world.MARKER},,,,\n"
    outcome = register("households", theirs, actor=chen)
    assert (outcome.new, outcome.refused) == (1, 1)
    assert refused(outcome) == [("code", "taken")]


def test_a_household_in_a_grid_stays_there(register):
    with scope.acting(world.OPERATOR):
        Household.objects.update(area=world.UPPER + "001")
    assert register("households", HOUSEHOLDS + HOME).unchanged == 1
    assert register("households", HOUSEHOLDS + HOME.replace("1 号", "2 号")).changed == 1
    with scope.acting(world.OPERATOR):
        assert Household.objects.get().area == world.UPPER + "001"


def test_who_moves_to_another_village_takes_the_residents_along(register):
    register("residents", RESIDENTS + ANNA)
    assert register("households", HOUSEHOLDS + HOME.replace(world.UPPER, world.LOWER)).changed == 1
    with scope.acting(world.OPERATOR):
        assert Resident.objects.get().area == world.LOWER
        assert [(c.area, c.households, c.residents, c.frail) for c in Headcount.objects.all()] == [
            (world.LOWER, 1, 1, 1)
        ]


def test_residents_are_sealed_and_found_by_their_numbers(register):
    assert register("residents", RESIDENTS + ANNA).new == 1
    with scope.acting(world.OPERATOR):
        anna, safe = Resident.objects.get(), vault(world.INCIDENT)
    assert safe.open(anna.name_sealed, "name") == "王小明"
    assert safe.open(anna.id_sealed, "id_number") == "11010519491231002X"
    assert bytes(anna.id_index) == safe.index("11010519491231002x", "id_number")
    assert "王小明".encode() not in bytes(anna.name_sealed)
    assert (str(anna.born_on), anna.sex, anna.frail, anna.infant) == ("1949-12-31", "f", True, False)


def test_sealed_residents_are_unchanged_the_second_time(register):
    register("residents", RESIDENTS + ANNA)
    again = register("residents", RESIDENTS + ANNA)
    assert (again.accepted, again.unchanged) == (0, 1)
    assert register("residents", RESIDENTS + ANNA.replace("13800000000", "13900000000")).changed == 1
    assert register("residents", RESIDENTS + ANNA.replace("王小明", "王小鸣")).changed == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("P1,H1,王,cn_resident_id,110105194912310021,,,,,,,,", ("id_number", "id_check")),
        ("P1,H1,王,cn_resident_id,11010519491331002X,,,,,,,,", ("id_number", "id_check")),
        ("P1,H1,王,cn_resident_id,12345,,,,,,,,", ("id_number", "id_form")),
        ("P1,H1,王,cn_resident_id,1.10105194912310E+17,,,,,,,,", ("id_number", "lost_digits")),
        ("P1,H1,王,cn_resident_id,11010519491231002X,,,1950-01-01,,,,,", ("born_on", "birth_differs")),
        ("P1,H1,王,,11010519491231002X,,,,,,,,", ("id_type", "id_without_type")),
        ("P1,H1,王,passport,E!,,,,,,,,", ("id_number", "id_free_form")),
        ("P1,H1,王,,,phone,,,,,,,", ("phone", "not_phone")),
        ("P1,H1,王,,,,x,,,,,,", ("sex", "not_choice")),
        ("P1,H1,王,,,,,1990-02-30,,,,,", ("born_on", "not_date")),
        ("P1,H1,王,,,,,,2,,,,", ("frail", "not_flag")),
        ("P1,H9,王,,,,,,,,,,", ("household_code", "unknown_household")),
    ],
)
def test_a_bad_resident_is_refused_with_the_reason(register, row, reason):
    assert refused(register("residents", RESIDENTS + row + "\n")) == [reason]


def test_a_reason_never_repeats_a_personal_value(register):
    outcome = register("residents", RESIDENTS + "P1,H1,王,,,my-phone-is-secret,,,,,,,\n")
    assert "secret" not in repr(outcome.first_reasons)
    assert "王" not in repr(outcome.sample)


def test_a_person_is_in_the_register_once(register):
    other = ANNA.replace("P1,", "P2,")
    outcome = register("residents", RESIDENTS + ANNA + other)
    assert (outcome.new, refused(outcome)) == (1, [("id_number", "id_twice_here")])
    assert refused(register("residents", RESIDENTS + other)) == [("id_number", "id_taken")]


def test_the_next_county_sees_nobody(register, chen):
    register("residents", RESIDENTS + ANNA)
    with scope.acting(chen):
        assert not Resident.objects.exists()
        assert not Household.objects.exists()
        assert not Headcount.objects.exists()
