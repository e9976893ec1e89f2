"""The pages of directives: written, read, acknowledged, issued onward; bad input; out of sight."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.features.supervision.directives.services import Wanted
from fangxian.features.supervision.models import Directive, Receipt
from fangxian.features.supervision.tests.directives.conftest import (
    HOME,
    MASKS,
    QUESTION,
    body,
    now_issued,
    receipts,
    tallies,
    written,
)
from fangxian.kernel.db import scope
from tests import world


def test_a_directive_goes_its_way_by_pages(client_of, lu):
    commander, township = client_of("lu"), client_of("huang")
    file = SimpleUploadedFile("list.txt", "名单".encode())
    made = commander.post(f"{HOME}new/", written(1, **QUESTION, files=file))
    assert made.status_code == 302
    path = made["Location"]
    assert "清点口罩" in body(township.get(HOME))
    page = body(township.get(path))
    assert "<strong>今晚</strong>" in page
    assert "<li>逐村</li>" in page
    code = path.rstrip("/").split("/")[-1]
    assert tallies(code)[world.RIVER] == (1, 1, 1, 0, 0, 0)
    kept = township.get(f"{path}files/1/")
    assert (kept.content.decode(), "sandbox" in kept["Content-Security-Policy"]) == ("名单", True)
    assert township.post(f"{HOME}acknowledge/", {"codes": code, "here": "1"})["Location"] == path
    assert township.post(f"{path}begin/").status_code == 302
    wrong = township.post(f"{path}report/", {"q-masks": "很多"})
    assert (wrong.status_code, 'value="很多"' in body(wrong)) == (422, True)
    assert township.post(f"{path}report/", {"q-masks": "1,200", "text": "够"}).status_code == 302
    seen = body(commander.get(path))
    assert "1,200" in seen
    assert "Reported back" in seen
    assert tallies(code)[world.RIVER] == (1, 1, 1, 1, 1, 1)
    assert "Reported back" in body(township.get(path))


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"levels": []},
        {"deadline_at": "2001-01-01T10:00"},
        {"deadline_at": "9999-12-31T23:59"},
        {"deadline_at": "soon"},
        {"areas": [world.BORDER]},
        {"to": "list", "people": "R-21"},
        {"to": "unit", "unit": "U-NEXT"},
        {"to": "role", "role": ""},
        {"q-TOTAL_FORMS": "1", **QUESTION, "q-0-minutes": "many"},
        {"files": SimpleUploadedFile("x.bin", b"\x7fELF\xff\xfe")},
    ],
)
def test_a_wrong_directive_comes_back_with_what_was_written(client_of, lu, wrong):
    answer = client_of("lu").post(f"{HOME}new/", written(**wrong))
    assert answer.status_code == 422
    assert "fx-wrong" in body(answer)
    assert "逐村" in body(answer)
    with scope.acting(lu):
        assert not Directive.objects.exists()


def test_a_question_asked_already_is_refused_with_the_way_to_its_answers(client_of, lu):
    first = now_issued(lu, questions=(MASKS,))
    answer = client_of("lu").post(f"{HOME}new/", written(1, **QUESTION))
    assert answer.status_code == 422
    assert f"{HOME}{first.code}/" in body(answer)
    assert "is asked already, by" in body(answer)


def test_one_more_question_keeps_what_was_typed(client_of):
    answer = client_of("lu").post(f"{HOME}new/", written(1, **QUESTION, more="1"))
    page = body(answer)
    assert answer.status_code == 200
    assert "q-1-label" in page
    assert 'value="masks"' in page
    assert "清点口罩" in page
    assert "fx-wrong" not in page


def test_a_look_before_issuing_says_for_how_many_and_what_is_wrong(client_of, lu):
    client = client_of("lu")
    page = body(client.post(f"{HOME}new/", written(1, **QUESTION, preview="1")))
    assert "2 receivers will have it." in page
    assert "<strong>今晚</strong>" in page
    assert "Title: This field is required." in body(
        client.post(f"{HOME}new/", written(title="", preview="1"))
    )
    with scope.acting(lu):
        assert not Directive.objects.exists()


def test_a_form_that_is_sent_twice_is_issued_once(client_of, lu):
    client = client_of("lu")
    code = re.search(r'name="code" value="(directive-\w+)"', body(client.get(f"{HOME}new/")))
    assert code is not None
    asked = written(code=code[1])
    first, second = (client.post(f"{HOME}new/", asked) for _ in range(2))
    assert first["Location"] == second["Location"]
    with scope.acting(lu):
        assert Directive.objects.count() == 1


def test_what_is_known_is_filled_in(client_of, lu):
    made = now_issued(lu, questions=(Wanted("people", "人口", fact="population"),))
    page = body(client_of("huang").get(f"{HOME}{made.code}/"))
    assert 'value="50"' in page
    assert "Filled in from what is known: Population" in page


def test_it_is_issued_onward_with_local_additions(client_of, lu):
    top = now_issued(lu)
    client = client_of("huang")
    form = body(client.get(f"{HOME}new/?parent={top.code}"))
    assert "Issued onward from" in form
    asked = written(parent=top.code, levels=["village"], title="清点口罩（河口）")
    below = client.post(f"{HOME}new/", asked)
    assert below.status_code == 302
    page = body(client_of("lu").get(f"{HOME}{top.code}/"))
    assert "清点口罩（河口）" in page
    assert "Village" in page
    inside = body(client_of("lu").get(f"{HOME}{top.code}/?area={world.RIVER}"))
    assert "上河村" in inside
    assert "山背乡" not in inside


def test_several_are_acknowledged_from_the_list(client_of, lu):
    codes = [now_issued(lu).code for _ in range(3)]
    client = client_of("huang")
    answer = client.post(f"{HOME}acknowledge/", {"codes": codes}, follow=True)
    assert "3 directives are acknowledged." in body(answer)
    assert "Nothing waits to be acknowledged." in body(answer)
    assert "Nothing was left" in body(client.post(f"{HOME}acknowledge/", {"codes": codes}, follow=True))


def test_a_stranger_finds_nothing(client_of, lu):
    made = now_issued(lu, questions=(MASKS,))
    yang = client_of("yang")
    for path in ("", "receivers/", "answers/csv/", "files/1/", "sending/", "replace/"):
        assert yang.get(f"{HOME}{made.code}/{path}").status_code == 404
    for act in ("begin", "report", "withdraw", "remind", "close"):
        assert yang.post(f"{HOME}{made.code}/{act}/", {"reason": "x"}).status_code == 404
    assert yang.get(f"{HOME}new/?parent={made.code}").status_code == 404
    yang.post(f"{HOME}acknowledge/", {"codes": made.code})
    assert all(one.acknowledged_at is None for one in receipts(made.code))
    assert "清点口罩" not in body(yang.get(f"{HOME}?tab=all"))
    huang = client_of("huang")
    assert huang.get(f"{HOME}{made.code}/?area={world.HILL}").status_code == 404


@pytest.mark.parametrize("tab", ["new", "issued", "all"])
def test_more_directives_take_no_more_queries(client_of, lu, huang, tab, django_assert_max_num_queries):
    client = client_of("huang" if tab == "new" else "lu")
    now_issued(lu)
    client.get(f"{HOME}?tab={tab}")
    for _ in range(20):
        now_issued(lu)
    with django_assert_max_num_queries(34):
        client.get(f"{HOME}?tab={tab}")


def test_a_page_read_again_writes_nothing(client_of, lu, django_assert_max_num_queries):
    made = now_issued(lu, questions=(MASKS,))
    client = client_of("huang")
    client.get(f"{HOME}{made.code}/")
    with scope.acting(lu):
        before = list(Receipt.objects.order_by("pk").values())
    with django_assert_max_num_queries(48):
        client.get(f"{HOME}{made.code}/")
    with scope.acting(lu):
        assert list(Receipt.objects.order_by("pk").values()) == before
