"""The pages of inspections: what is made, judged, ranked on them; out of sight; no more queries for more."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fangxian.features.accounts.models import Account
from fangxian.features.supervision.tests.inspections.conftest import (
    PICTURE,
    findings,
    hours,
    remedy,
    report,
    send,
)
from tests import world

ROOT = "/supervision/inspections"
FORM = f"{ROOT}/places/S-SQUARE/sampling_point/"


@pytest.fixture
def client_of(county):
    """Signs one of the cast in, in English."""

    def sign_in(name: str) -> Client:
        client = Client(HTTP_ACCEPT_LANGUAGE="en")
        account = Account.objects.get(username=world.BY_NAME[name].account)
        account.language = "en"
        account.save()
        client.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
        return client

    return sign_in


def body(answer) -> str:
    return re.sub(r"\s+", " ", answer.content.decode())


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("labels.jpg", PICTURE, "image/jpeg")


def test_a_place_is_inspected_on_a_page(client_of, he):
    client = client_of("he")
    assert "Protective equipment" in body(client.get(f"{ROOT}/places/S-SQUARE/"))
    assert "Tubes are labelled" in body(client.get(FORM))
    answer = client.post(
        FORM,
        {
            "result-labels": "failed",
            "remark-labels": "标签脱落",
            "file-labels": picture(),
            "result-wait": "ok",
        },
        follow=True,
    )
    assert answer.status_code == 200
    assert "1 line failed" in body(answer)
    [item] = findings(he)
    page = body(client.get(f"/supervision/findings/{item.code}/"))
    for told in ("Tubes are labelled", "河口广场采样点", "上河村", "标签脱落", "labels.jpg", "Grave", "韦林"):
        assert told in page


def test_a_form_without_anything_judged_comes_back_with_what_was_written(client_of, he):
    answer = client_of("he").post(FORM, {"remark-labels": "写了", "note": "天气冷"})
    assert answer.status_code == 422
    for told in ("Say of at least one line", "写了", "天气冷"):
        assert told in body(answer)
    assert findings(he) == []


def test_a_picture_that_is_none_comes_back_too(client_of, he):
    wrong = SimpleUploadedFile("x.jpg", b"\x7fELF\xff\xfe", "image/jpeg")
    answer = client_of("he").post(FORM, {"result-labels": "failed", "file-labels": wrong})
    assert answer.status_code == 422
    assert "Only pictures" in body(answer)
    assert findings(he) == []


def test_what_was_found_before_says_so_in_the_form(client_of, he):
    send(he, report(("labels", "failed")))
    assert "a second look at it" in body(client_of("he").get(FORM))


def test_a_finding_is_judged_on_its_page(client_of, he, wei):
    send(he, report(("labels", "failed")))
    code = findings(he)[0].code
    path, inspector = f"/supervision/findings/{code}/", client_of("he")
    assert "All right: close it" not in body(inspector.get(path))
    remedy(wei, code, hours(1))
    assert "All right: close it" in body(inspector.get(path))
    assert "All right: close it" not in body(client_of("wei").get(path))
    assert path in body(client_of("wei").get(f"/items/{code}/"))
    returned = inspector.post(f"{path}look/", {"result": "failed", "remark": "没改"}, follow=True)
    assert "is returned" in body(returned)
    assert findings(he)[0].state == "open"


def test_a_finding_is_withdrawn_on_its_page(client_of, he):
    send(he, report(("labels", "failed")))
    code = findings(he)[0].code
    client = client_of("he")
    path = f"/supervision/findings/{code}/withdraw/"
    assert client.post(path, {"reason": ""}).status_code == 422
    assert client.post(path, {"reason": "看错了"}).status_code == 302
    assert findings(he)[0].state == "withdrawn"


def test_the_board_ranks_and_leads_down(client_of, he):
    send(he, report(("labels", "failed")))
    client = client_of("lu")
    page = body(client.get(f"{ROOT}/", follow=True))
    assert page.index("河口镇") < page.index("山背乡")
    for told in ("黄强", "Tubes are labelled", "Overdue"):
        assert told in page
    listed = client.get(f"{ROOT}/areas/{world.RIVER}/findings/", {"show": "overdue"})
    assert "Tubes are labelled" in body(listed)
    part = client.get(f"{ROOT}/areas/{world.RIVER}/findings/?show=repeated", HTTP_HX_REQUEST="true")
    assert "No finding is like this here." in body(part)
    assert "<html" not in body(part)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_board_is_taken_away(client_of, he, form):
    send(he, report(("labels", "failed")))
    answer = client_of("he").get(f"{ROOT}/areas/{world.COUNTY}/export/{form}/")
    assert answer.status_code == 200
    if form == "csv":
        assert "河口镇,黄强,1,1,0,0,0" in answer.content.decode("utf-8-sig")


def test_the_round_and_the_chains_are_pages(client_of, he):
    send(he, report(("labels", "failed")))
    client = client_of("he")
    page = body(client.get(f"{ROOT}/round/"))
    assert "河口隔离点" in page
    assert "nobody has looked here yet" in page
    page = body(client.get(f"{ROOT}/chains/"))
    assert "Finding" in page
    assert "slowest" in page


def test_any_place_of_the_area_can_be_found(client_of, he):
    client = client_of("he")
    assert "/places/S-GATE/" in body(client.get(f"{ROOT}/round/?q=卡点"))
    assert "No open site or grid" in body(client.get(f"{ROOT}/round/?q=界头"))


@pytest.mark.parametrize("name", ["wei", "nong"])
def test_who_does_not_inspect_sees_but_does_not_inspect(client_of, he, name):
    send(he, report(("labels", "failed")))
    client, code = client_of(name), findings(he)[0].code
    assert client.get(f"/supervision/findings/{code}/").status_code == 200
    assert client.get(FORM).status_code == 403
    assert client.get(f"{ROOT}/round/").status_code == 403
    assert client.post(f"/supervision/findings/{code}/look/", {"result": "ok"}).status_code == 403


def test_a_stranger_finds_nothing(client_of, he):
    send(he, report(("labels", "failed")))
    client, code = client_of("yang"), findings(he)[0].code
    made = code.removeprefix("finding-")[:32]
    for path in (
        f"/supervision/findings/{code}/",
        f"{ROOT}/places/S-SQUARE/",
        FORM,
        f"{ROOT}/made/{made}/",
        f"{ROOT}/areas/{world.UPPER}/",
        f"{ROOT}/areas/{world.UPPER}/findings/",
        f"{ROOT}/areas/{world.UPPER}/export/csv/",
    ):
        assert client.get(path).status_code == 404, path
    assert client.post(f"/supervision/findings/{code}/withdraw/", {"reason": "x"}).status_code == 404
    assert "河口" not in body(client.get(f"{ROOT}/round/"))


@pytest.mark.parametrize(
    ("path", "most"),
    [
        (f"{ROOT}/areas/{world.COUNTY}/", 30),
        (f"{ROOT}/areas/{world.COUNTY}/findings/", 24),
        (f"{ROOT}/round/", 24),
        (f"{ROOT}/places/S-SQUARE/", 28),
        (f"{ROOT}/chains/", 18),
    ],
)
def test_more_findings_take_no_more_queries(client_of, he, django_assert_max_num_queries, path, most):
    client = client_of("he")
    client.get(path)
    for number in range(6):
        send(he, report(("labels", "failed"), ("wait", "failed"), ("crew", "failed"), at=hours(-number)))
    with django_assert_max_num_queries(most):
        assert client.get(path).status_code == 200


def test_a_refused_inspection_is_corrected_and_taken(client_of, he, huang):
    refused = report(("labels", "failed"), site="S-NOWHERE")
    assert send(huang, refused) == ["field.subject_unknown"]
    client, path = client_of("huang"), f"/phones/refused/{refused['id']}/"
    assert client.get(path).status_code == 200
    assert "S-SQUARE" in body(client.get("/phones/refused/subjects/?kind=inspection&subject=河口广场"))
    given = {
        "kind": "inspection",
        "subject": "S-SQUARE",
        "occurred_at": "2022-02-09T16:00",
        "body_checklist": "sampling_point",
        "reason": "点位写错了",
    }
    assert client.post(f"{path}accept/", given).status_code == 302
    assert [one.subject for one in findings(he)] == ["S-SQUARE"]
