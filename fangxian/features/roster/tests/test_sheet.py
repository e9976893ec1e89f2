"""The sheet of the roster: what goes in, what comes back and why; twice changes nothing; skills."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.features.roster import phones, services
from fangxian.features.roster.models import Absence, Responder, Skill
from fangxian.features.roster.sheets import ROSTER
from fangxian.features.roster.tests.test_responders import particulars_of
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from fangxian.kernel.sheets import Fault, cells, take_in
from tests.world import LOWER, MARKER, OPERATOR, RIVER, UPPER

HEADER = (
    "code,name,kind,unit_code,branch_code,home_area_code,lat,lon,skills,phone,member,"
    "available_from,available_until,max_hours_week\n"
)
ROW = {
    "code": "N-1",
    "name": "黄燕",
    "kind": "medic",
    "unit": "U-HOSPITAL",
    "branch": "",
    "home": LOWER,
    "lat": "",
    "lon": "",
    "skills": "swab;care",
    "phone": "13800000001",
    "member": "1",
    "since": "",
    "until": "",
    "hours": "40",
}


@pytest.fixture
def taken(county, tmp_path):
    def taken(actor, *rows):
        path = tmp_path / "given.csv"
        lines = [",".join((ROW | row).values()) for row in rows]
        path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
        return take_in(actor, ROSTER, path)

    return taken


def reasons(outcome):
    return [(reason.line, reason.code) for reason in outcome.first_reasons]


def test_a_row_goes_in_sealed_and_twice_changes_nothing(li, taken):
    assert taken(li, {}).new == 1
    assert taken(li, {}).unchanged == 1
    with scope.acting(li):
        one = Responder.objects.get(code="N-1")
        assert (one.unit_name, one.skills, one.is_member, one.max_hours_week) == (
            "县医院",
            ["care", "swab"],
            True,
            40,
        )
        assert b"13800000001" not in bytes(one.phone_sealed)
        assert phones.phone_of(one) == "13800000001"


def test_an_empty_phone_keeps_the_one_that_is_there_and_a_new_one_replaces_it(li, taken):
    taken(li, {})
    assert taken(li, {"phone": ""}).unchanged == 1
    assert taken(li, {"phone": "138-0000-0002"}).changed == 1
    with scope.acting(li):
        assert phones.phone_of(Responder.objects.get(code="N-1")) == "13800000002"


def test_an_import_does_not_touch_who_is_away_or_posted(li, lu, taken):
    taken(li, {})
    with scope.acting(li):
        services.mark_unavailable(actor=li, code="N-1", reason=Absence.ILL)
    with scope.acting(lu):
        services.note_postings(actor=lu, area=lu.area, posted={"N-1": UPPER})
    assert taken(li, {"hours": "20"}).changed == 1
    with scope.acting(li):
        one = Responder.objects.get(code="N-1")
        assert (one.absence, one.posted_area, one.max_hours_week) == ("ill", UPPER, 20)


def test_a_home_that_is_left_takes_its_position_along(li, taken):
    taken(li, {"lat": "23.3", "lon": "106.6"})
    assert taken(li, {}).unchanged == 1
    assert taken(li, {"home": UPPER}).changed == 1
    with scope.acting(li):
        assert Responder.objects.get(code="N-1").lat is None


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"unit": "U-NEXT"}, "unknown_unit"),
        ({"branch": "U-HOSPITAL"}, "not_branch"),
        ({"branch": "U-NOBODY"}, "not_branch"),
        ({"home": MARKER}, "no_village"),
        ({"home": RIVER}, "no_village"),
        ({"skills": "swab;fly"}, "not_choice"),
        ({"phone": "call me"}, "not_phone"),
        ({"lat": "23.3"}, "half_a_position"),
        ({"since": "2022-02-09", "until": "2022-02-09"}, "period_turned"),
        ({"code": "R-21"}, "taken"),
        ({"code": "N/1"}, "not_code"),
        ({"hours": "169"}, "out_of_range"),
    ],
)
def test_a_bad_row_comes_back_with_its_reason(li, taken, row, code):
    assert reasons(taken(li, row)) == [(2, code)]


def test_a_reason_never_repeats_a_phone_number(li, taken):
    outcome = taken(li, {"phone": "138 oops"})
    assert "138" not in str(outcome.first_reasons[0].facts)
    assert "13800000001" not in str(taken(li, {}).sample)


def test_who_works_elsewhere_is_kept_but_not_taken_over(li, taken):
    with scope.acting(OPERATOR):
        qin = Responder.objects.get(code="R-07")
        services.amend_responder(actor=OPERATOR, code="R-07", said=particulars_of(qin, unit="U-NEXT"))
    same = {"code": "R-07", "name": "覃梅", "unit": "U-NEXT", "home": LOWER}
    assert taken(li, same).changed == 1
    assert reasons(taken(li, same | {"unit": "U-HOSPITAL"})) == [(2, "works_elsewhere")]


def test_who_may_only_look_imports_nobody(huang, taken):
    with pytest.raises(NotAllowed):
        taken(huang, {})


@given(
    st.lists(st.sampled_from(Skill.values)),
    st.sampled_from([";", "；", "、", ",", "|"]),
    st.sampled_from(["", " ", "  "]),
)
def test_any_list_of_skills_reads_as_its_set_in_order(skills, mark, space):
    cell = f"{space}{mark}{space}".join(skills)
    assert cells.choices(Skill).read(cell) == sorted(set(skills))


@given(st.text(min_size=1, max_size=12))
def test_any_other_text_is_refused_or_read_as_skills(cell):
    with suppress(Fault):
        assert set(cells.choices(Skill).read(cell)) <= set(Skill.values)
