"""The pages on which a directive is followed: who has it, reminded, closed, replaced, answered."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.features.supervision.directives.services import Wanted
from fangxian.features.supervision.tests.directives.conftest import (
    HOME,
    MASKS,
    QUESTION,
    body,
    now_issued,
    written,
)
from tests import world


def test_a_report_that_cannot_be_taken_comes_back_as_it_was_typed(client_of, lu):
    made = now_issued(lu, questions=(MASKS,))
    client = client_of("huang")
    asked = {"q-masks": "七十", "text": "明早补齐"}
    assert "七十" in body(client.post(f"{HOME}{made.code}/report/", asked))
    client_of("lu").post(f"{HOME}{made.code}/withdraw/", {"reason": "错发"})
    late = client.post(f"{HOME}{made.code}/report/", asked)
    assert late.status_code == 422
    assert "明早补齐" in body(late)
    assert "not in force" in body(late)


def test_the_silent_are_reminded_and_reports_closed_from_the_page(client_of, lu):
    made = now_issued(lu)
    file = SimpleUploadedFile("list.txt", "名单".encode())
    client_of("huang").post(f"{HOME}{made.code}/report/", {"text": "好了", "files": file})
    client = client_of("lu")
    page = body(client.get(f"{HOME}{made.code}/"))
    assert ("Close the report" in page, "Remind the one who" in page) == (True, True)
    assert "1 is reminded." in body(client.post(f"{HOME}{made.code}/remind/", {"area": ""}, follow=True))
    assert "Nobody is left" in body(client.post(f"{HOME}{made.code}/remind/", {"area": ""}, follow=True))
    assert "1 report is closed." in body(client.post(f"{HOME}{made.code}/close/", follow=True))
    assert "reminded once" in body(client.get(f"{HOME}{made.code}/receivers/?lacking=acknowledged"))


def test_a_newer_version_shows_what_changed(client_of, lu):
    old = now_issued(lu, questions=(MASKS,))
    asked = written(1, **QUESTION, title="清点口罩和手套", reason="加手套")
    new = client_of("lu").post(f"{HOME}{old.code}/replace/", asked)
    assert new.status_code == 302
    township = client_of("huang")
    assert "<ins>清点口罩和手套</ins>" in body(township.get(new["Location"]))
    assert "Read the newer version" in body(township.get(f"{HOME}{old.code}/"))


def test_it_is_withdrawn_with_a_reason(client_of, lu):
    made = now_issued(lu)
    client = client_of("lu")
    assert client.post(f"{HOME}{made.code}/withdraw/", {"reason": ""}).status_code == 422
    assert client.post(f"{HOME}{made.code}/withdraw/", {"reason": "错发"}).status_code == 302
    page = body(client_of("huang").get(f"{HOME}{made.code}/"))
    assert "错发" in page
    assert "What you can do now" not in page


def test_names_are_listed_and_narrowed(client_of, lu):
    made = now_issued(lu, to="people")
    client_of("liang").post(f"{HOME}acknowledge/", {"codes": made.code})
    client = client_of("lu")
    everybody = body(client.get(f"{HOME}{made.code}/receivers/"))
    silent = body(client.get(f"{HOME}{made.code}/receivers/?lacking=acknowledged"))
    assert ("梁兰" in everybody, "1 to 13 of 13" in everybody) == (True, True)
    assert ("梁兰" in silent, "1 to 12 of 12" in silent) == (False, True)
    here = body(client.get(f"{HOME}{made.code}/receivers/?area={world.RIDGE}", HTTP_HX_REQUEST="true"))
    assert ("1 to 2 of 2" in here, "<html" in here) == (True, False)


def test_a_volunteer_has_a_list_and_no_tree(client_of, lu):
    made = now_issued(lu, to="list", people=("R-09",))
    client = client_of("tan")
    assert "清点口罩" in body(client.get(HOME))
    page = body(client.get(f"{HOME}{made.code}/"))
    assert "Report back" in page
    assert "Who has it" not in page
    assert client.get(f"{HOME}{made.code}/receivers/").status_code == 403
    assert client.get(f"{HOME}new/").status_code == 403


def test_the_register_says_what_asking_costs(client_of, lu):
    now_issued(lu, questions=(Wanted("masks", "口罩还有多少", minutes=2),))
    client = client_of("lu")
    page = body(client.get(f"{HOME}register/"))
    assert "口罩还有多少" in page
    assert 'class="fx-number">4</td>' in page
    sheet = client.get(f"{HOME}register/csv/").content.decode("utf-8-sig")
    assert "masks,口罩还有多少,安宁县" in sheet
    assert "Nobody was asked anything yet" in body(client_of("yang").get(f"{HOME}register/"))


def test_answers_are_taken_away_as_a_sheet(client_of, lu):
    made = now_issued(lu, questions=(MASKS,))
    client_of("huang").post(f"{HOME}{made.code}/report/", {"q-masks": "7"})
    sheet = client_of("lu").get(f"{HOME}{made.code}/answers/csv/").content.decode("utf-8-sig")
    assert "口罩还有多少" in sheet.splitlines()[0]
    assert sheet.splitlines()[1].endswith(",7")


def test_what_is_being_sent_says_how_far_it_is(client_of, lu, monkeypatch):
    from fangxian.features.supervision import tasks
    from fangxian.features.supervision.directives import rules

    monkeypatch.setattr(rules, "AT_ONCE", 1)
    monkeypatch.setattr(tasks, "queue_sending", lambda code, actor: None)
    made = now_issued(lu)
    page = body(client_of("lu").get(f"{HOME}{made.code}/sending/"))
    assert "0 of 2 receivers have it." in page
    assert "Being sent" in body(client_of("lu").get(f"{HOME}{made.code}/"))
