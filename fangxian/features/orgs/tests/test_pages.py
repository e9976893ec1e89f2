"""The doors of units: works, bad input, refused, out of sight, and no more queries for more units."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.features.orgs import services
from fangxian.features.orgs.models import Unit, UnitKind
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, HILL, OPERATOR, RIVER


@pytest.fixture
def li_in(signed_in):
    return signed_in("li")


def unit(code):
    with scope.acting(OPERATOR):
        return Unit.objects.get(code=code)


def test_the_tree_opens_level_by_level(li_in):
    top = li_in.get("/units/").content.decode()
    assert "安宁县委" in top
    assert "河口镇委" not in top
    below = li_in.get("/units/", {"under": "U-COUNTY"}, HTTP_HX_REQUEST="true").content.decode()
    assert "河口镇委" in below
    assert "<html" not in below


def test_search_finds_and_says_when_it_finds_nothing(li_in):
    assert "上河村支部" in li_in.get("/units/", {"q": "支部"}).content.decode()
    assert "No unit in your area" in li_in.get("/units/", {"q": "永福"}).content.decode()


def test_suggestions_come_as_options_for_any_field(li_in):
    found = li_in.get("/units/suggestions/", {"parent": "医院"}).content.decode()
    assert '<option value="U-HOSPITAL">' in found
    assert li_in.get("/units/suggestions/").content.decode().strip() == ""


@pytest.mark.parametrize("path", ["/units/U-NEXT/", "/units/?under=U-NEXT"])
def test_a_unit_of_the_next_county_is_not_found(li_in, path):
    assert li_in.get(path, HTTP_HX_REQUEST="true").status_code == 404


def test_the_next_county_reads_no_unit_here(signed_in):
    yang = signed_in("yang")
    assert "安宁" not in yang.get("/units/").content.decode()
    assert yang.get("/units/U-COUNTY/").status_code == 404
    assert "安宁" not in yang.get("/units/export.csv").getvalue().decode()


def test_one_who_may_look_may_not_change(signed_in):
    huang = signed_in("huang")
    shown = huang.get("/units/U-RIVER/").content.decode()
    assert 'data-open="unit-name"' not in shown
    assert "U-RIVER/close/" not in shown
    for path in ("/units/new/", "/units/U-RIVER/name/", "/units/U-RIVER/parent/", "/units/U-RIVER/close/"):
        assert huang.post(path, {"name": "x"}).status_code == 403


def test_a_unit_is_founded_renamed_moved_and_closed(li_in):
    given = {"code": "U-NEW", "name": "防疫队", "kind": "team", "area": RIVER, "parent": "U-RIVER"}
    assert li_in.post("/units/new/", given).status_code == 302
    assert li_in.get("/units/U-NEW/").status_code == 200
    assert li_in.post("/units/U-NEW/name/", {"name": "防疫一队"}).status_code == 302
    assert li_in.post("/units/U-NEW/parent/", {"parent": ""}).status_code == 302
    assert (unit("U-NEW").name, unit("U-NEW").path) == ("防疫一队", "U-NEW/")
    assert li_in.post("/units/U-NEW/close/").status_code == 302
    assert unit("U-NEW").valid_until is not None
    assert li_in.post("/units/U-NEW/close/").status_code == 409


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("code", "U-NEXT", "is in use by another unit"),
        ("code", "a b", "A code has letters"),
        ("parent", "U-NEXT", "There is nothing here for you"),
        ("area", "900102", "does not allow"),
        ("area", HILL, "does not lie in the area of its parent"),
        ("kind", "family", "not one of the available choices"),
    ],
)
def test_bad_input_is_told_on_the_form_and_kept(li_in, field, value, words):
    given = {"code": "U-NEW", "name": "防疫队", "kind": "team", "area": RIVER, "parent": "U-RIVER"}
    answer = li_in.post("/units/new/", given | {field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "防疫队" in answer.content.decode()


def test_a_bad_parent_and_an_empty_name_change_nothing(li_in):
    assert li_in.post("/units/U-RIVER/parent/", {"parent": "U-UPPER"}).status_code == 422
    assert li_in.post("/units/U-RIVER/name/", {"name": ""}).status_code == 422
    assert (unit("U-RIVER").path, unit("U-RIVER").name) == ("U-COUNTY/U-RIVER/", "河口镇委")


def test_an_export_counts_people_names_its_reader_and_is_told(li_in):
    lines = li_in.get("/units/export.csv").getvalue().decode().splitlines()
    assert [line.rpartition(",")[2] for line in lines[1:3]] == ["13", "2"]
    assert "李昌" in lines[-1]
    with scope.acting(OPERATOR):
        assert Entry.objects.get(kind="export.taken").facts["rows"] == 6
    assert li_in.get("/units/export.pdf").status_code == 404


def test_more_units_need_no_more_queries(li_in):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            li_in.get("/units/", {"under": "U-COUNTY"}, HTTP_HX_REQUEST="true")
        return len(queries)

    cost()
    before = cost()
    li = BY_NAME["li"].actor
    with scope.acting(li):
        for number in range(20):
            services.found_unit(
                actor=li,
                code=f"U-{number}",
                name="队",
                kind=UnitKind.TEAM,
                area=COUNTY,
                parent="U-COUNTY",
                on=date(2022, 2, 5),
            )
    assert cost() == before
