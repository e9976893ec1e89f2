"""The doors of the roster: works, bad input, refused, out of sight, and no more queries for more people."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.features.roster import access, services
from fangxian.features.roster.models import BulkChange, Responder
from fangxian.features.roster.tests.test_responders import NEW
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests.files import taken
from tests.world import BY_NAME, LOWER, OPERATOR, RIDGE, UPPER


@pytest.fixture
def li_in(signed_in):
    return signed_in("li")


def responder(code):
    with scope.acting(OPERATOR):
        return Responder.objects.get(code=code)


def test_the_list_shows_those_in_sight_and_htmx_gets_the_rows_only(li_in):
    page = li_in.get("/roster/")
    assert page.status_code == 200
    assert "陆明" in page.content.decode()
    assert "杨珍" not in page.content.decode()
    rows = li_in.get("/roster/", {"q": "黄"}, HTTP_HX_REQUEST="true").content.decode()
    assert "黄强" in rows
    assert "<html" not in rows


@pytest.mark.parametrize("path", ["/roster/people/R-21/", "/roster/people/R-21/edit/"])
def test_what_is_out_of_sight_is_not_found(li_in, path):
    assert li_in.get(path).status_code == 404


def test_the_next_county_reads_nobody_here(signed_in):
    yang = signed_in("yang")
    assert "陆明" not in yang.get("/roster/").content.decode()
    assert yang.get("/roster/people/R-01/").status_code == 404
    assert yang.get(f"/roster/community/{UPPER}/").status_code == 404
    export = taken(yang, yang.get("/roster/export.csv")).getvalue().decode()
    assert "陆明" not in export
    assert "杨珍" in export


def test_one_who_may_look_has_no_buttons_and_no_way_around(signed_in):
    huang = signed_in("huang")
    shown = huang.get("/roster/").content.decode()
    assert 'name="codes"' not in shown
    assert 'name="everybody"' not in shown
    for path in ("/roster/changes/new/", "/roster/people/R-04/away/", "/roster/people/R-04/back/"):
        assert huang.post(path).status_code == 403
    assert huang.get("/roster/people/R-04/edit/").status_code == 403


def test_a_sampler_has_no_roster(signed_in):
    assert signed_in("qin").get("/roster/").status_code == 403


def test_the_page_of_a_person_tells_both_reporting_lines(li_in):
    page = li_in.get("/roster/people/R-04/").content.decode()
    assert "河口镇委" in page
    assert f"/roster/community/{LOWER}/" in page


def test_a_person_is_enrolled_with_a_phone_that_only_their_page_shows(li_in):
    given = {
        "code": "R-99",
        "name": "黄燕",
        "kind": "medic",
        "unit": "U-HOSPITAL",
        "home": LOWER,
        "phone": "138 0000-0001",
        "skills": ["swab"],
        "hours": "40",
    }
    assert li_in.post("/roster/new/", given).status_code == 302
    assert "13800000001" in li_in.get("/roster/people/R-99/").content.decode()
    assert "13800000001" not in li_in.get("/roster/", {"q": "138 0000 0001"}).content.decode()
    assert "黄燕" in li_in.get("/roster/", {"q": "138 0000 0001"}).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("unit", "U-NEXT", "There is no running unit U-NEXT"),
        ("home", "900102001001", "There is no village or community"),
        ("phone", "none", "This is not a telephone number"),
        ("hours", "169", "168"),
        ("lat", "23", "both latitude and longitude"),
        ("code", "R/1", "A code has letters"),
        ("code", "R-21", "in use by another responder"),
    ],
)
def test_bad_input_is_told_on_the_form_and_kept(li_in, field, value, words):
    given = {"code": "R-99", "name": "黄燕", "kind": "medic", "unit": "U-ORG", "home": LOWER, "hours": "40"}
    answer = li_in.post("/roster/new/", given | {field: value})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert f'value="{value}"' in answer.content.decode()


def test_a_person_is_changed_marked_away_and_back(li_in):
    shown = li_in.get("/roster/people/R-07/edit/")
    given = {k: v for k, v in shown.context["form"].initial.items() if v not in (None, False)}
    assert li_in.post("/roster/people/R-07/edit/", given | {"hours": "30"}).status_code == 302
    assert responder("R-07").max_hours_week == 30
    away = {"reason": "ill", "since": "2022-02-05", "until": "2022-02-09"}
    assert li_in.post("/roster/people/R-07/away/", away).status_code == 302
    assert not responder("R-07").is_available
    for wrong in ({"until": "2022-02-01"}, {"since": "0001-01-01"}, {"since": "", "until": "0001-01-01"}):
        assert li_in.post("/roster/people/R-07/away/", away | wrong).status_code == 422
    assert li_in.post("/roster/people/R-07/back/").status_code == 302
    assert responder("R-07").is_available


def test_a_community_shows_both_sides(li_in):
    assert "陆明" in li_in.get(f"/roster/community/{UPPER}/").content.decode()
    assert "陆明" not in li_in.get(f"/roster/community/{UPPER}/?side=work").content.decode()
    assert li_in.get(f"/roster/community/{RIDGE}/?side=work").status_code == 200


def proposed(client, **given):
    answer = client.post("/roster/changes/new/", given)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def test_many_are_changed_after_a_preview_and_put_back(li_in):
    assert li_in.post("/roster/changes/new/", {"codes": ["R-05", "R-06"], "some": "1"}).status_code == 200
    address = proposed(li_in, codes=["R-05", "R-06"], field="hours", hours="20")
    preview = li_in.get(address).content.decode()
    assert "<del>48</del>" in preview
    assert "<ins>20</ins>" in preview
    assert responder("R-05").max_hours_week == 48
    assert li_in.post(f"{address}apply/").status_code == 302
    assert responder("R-05").max_hours_week == 20
    assert address in li_in.get("/roster/changes/").content.decode()
    assert li_in.post(f"{address}undo/").status_code == 302
    assert responder("R-05").max_hours_week == 48
    assert li_in.post(f"{address}undo/").status_code == 409


@pytest.mark.parametrize(
    "given",
    [
        {"field": "skills", "add": ["drive"], "remove": ["swab"]},
        {"field": "availability", "reason": "ill", "since": "2022-02-05"},
        {"field": "unit", "unit": "U-ORG"},
        {"field": "home", "home": RIDGE},
    ],
)
def test_everybody_found_may_be_chosen_and_each_field_has_its_words(li_in, given):
    address = proposed(li_in, everybody="1", search=f"home={UPPER}&kind=grid_worker", **given)
    with scope.acting(OPERATOR):
        assert BulkChange.objects.get().chosen == 1
    assert "梁兰" in li_in.get(address).content.decode()


@pytest.mark.parametrize(
    "given",
    [
        {"field": "skills"},
        {"field": "hours", "hours": "x"},
        {"field": "unit", "unit": "U-NEXT"},
        {"field": "home", "home": "9"},
        {"field": "availability", "reason": "ill", "since": "2022-02-05", "until": "2022-02-05"},
        {"field": "hours", "hours": "5", "codes": ["R-21"]},
    ],
)
def test_a_bad_change_is_told_on_its_form(li_in, given):
    assert li_in.post("/roster/changes/new/", {"codes": ["R-05"]} | given).status_code == 422


def test_an_export_names_its_reader_and_is_told(li_in):
    lines = taken(li_in, li_in.get("/roster/export.csv", {"kind": "police"})).getvalue().decode()
    assert "莫勇" in lines
    assert "陆明" not in lines
    assert "李昌" in lines.splitlines()[-1]
    with scope.acting(OPERATOR):
        assert Entry.objects.get(kind="export.taken").facts["rows"] == 1
    assert li_in.get("/roster/export.pdf").status_code == 404


def test_more_people_need_no_more_queries(li_in):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            li_in.get("/roster/")
        return len(queries)

    cost()
    before = cost()
    with scope.acting(BY_NAME["li"].actor):
        for number in range(30):
            services.enrol_responder(actor=BY_NAME["li"].actor, code=f"R-1{number:02d}", said=NEW)
        assert access.visible(BY_NAME["li"].actor).count() == 43
    assert cost() == before
    assert before <= 16
