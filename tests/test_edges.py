"""What nobody types by hand is no defect: a NUL anywhere, the last day there is, numbers that are none."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from tests import world

ASKED = (
    *("/board/search/?q=%00", "/territory/find/?q=%00", "/units/?q=%00", "/contacts/?q=%00"),
    *("/phones/people/?q=%00", "/relief/find/successor/?q=%00", "/charges/find/holder/?q=%00"),
    *("/supervision/inspections/round/?q=%00", "/supervision/appraisals/A-1/?q=%00&unit=%00"),
    *("/items/?%00=1", "/trail/?code=x%00"),
)
ADDRESSES = (
    *("/items/%00/", "/supervision/directives/%00/", "/relief/hand-overs/%00/", "/relief/secondments/%00/"),
    *("/charges/glass/of/%00/", "/readings/%00/2022-02-07/", "/supervision/appraisals/x%00/"),
)
FORMS = (
    ("/charges/switch/", "charge"),
    ("/items/new/", "title"),
    ("/supervision/appraisals/new/", "people"),
    ("/accounts/sign-in/", "username"),
)


@pytest.fixture(scope="module")
def lu(django_db_setup, django_db_blocker, tmp_path_factory):
    """The county's commander, signed in."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.build(tmp_path_factory.mktemp("sheets"))
        yield signed_in("lu")
        transaction.set_rollback(True)


def signed_in(name: str) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    account = world.BY_NAME[name].account
    client.post("/accounts/sign-in/", {"username": account, "password": world.PASSWORD})
    return client


@pytest.mark.parametrize("address", ASKED)
def test_a_question_is_refused(lu, address):
    answer = lu.get(address)
    assert (answer.status_code, b"<code>unseen_character</code>" in answer.content) == (422, True)


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_leads_nowhere(lu, address):
    answer = lu.get(address)
    assert answer.status_code == 404
    assert b'class="fx-refusal"' in answer.content


@pytest.mark.parametrize(("address", "field"), FORMS)
def test_a_form_is_refused(lu, address, field):
    answer = lu.post(address, {field: "a\x00b"})
    assert (answer.status_code, b"unseen_character" in answer.content) == (422, True)


def test_beside_a_file_it_is_refused_and_the_file_itself_is_left_alone(lu):
    plain = {"kind": "units", "file": SimpleUploadedFile("u.csv", b"code,\x00name")}
    assert b"unseen_character" not in lu.post("/imports/new/", plain).content
    assert lu.post("/imports/new/", plain | {"kind": "units\x00"}).status_code == 422


def test_below_api_it_is_told_as_json(lu):
    told = lu.get("/api/field/pull?since=%00")
    assert (told.status_code, told.json()["code"]) == (422, "unseen_character")
    enrol = lu.post("/api/field/enrol", b'{"code": "a\\u0000"}', content_type="application/json")
    assert (enrol.status_code, enrol.json()["code"]) == (422, "unseen_character")


@pytest.mark.parametrize(
    "asked", ["until=9999-12-31", "since=0001-01-01", "before=²", "before=" + "9" * 5000]
)
def test_the_trail_reads_days_and_marks_at_their_ends(lu, asked):
    assert lu.get(f"/trail/?{asked}").status_code == 200


def test_an_appraisal_until_the_last_day_there_is_is_too_long(lu):
    asked = {"area": world.COUNTY, "since": "2022-02-07", "until": "9999-12-31"}
    for more in ({}, {"look": "1"}, {"since": "9999-12-31"}, {"since": "0001-01-01"}):
        answer = signed_in("li").post("/supervision/appraisals/new/", asked | more)
        assert (answer.status_code, "期间须已开始" in answer.content.decode()) == (422, True)


def test_a_directive_with_a_count_that_is_none_gets_its_first_question(lu):
    typed = {"q-TOTAL_FORMS": "²", "q-INITIAL_FORMS": "0", "more": "1"}
    assert lu.post("/supervision/directives/new/", typed).status_code in (200, 422)
