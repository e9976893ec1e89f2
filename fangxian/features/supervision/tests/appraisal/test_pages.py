"""The pages of appraisals: what each shows to whom, what is refused, and that nothing ranks."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from python_calamine import CalamineWorkbook

from fangxian.features.accounts.models import Account
from fangxian.features.items import services as items
from fangxian.features.items.services import Wanted as Task
from fangxian.features.supervision.appraisal import services
from fangxian.features.supervision.models import Appraisal
from fangxian.features.supervision.tests.appraisal.conftest import FROM, PICTURE, UNTIL, hours, opened
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world
from tests.files import taken

HOME = "/supervision/appraisals/"


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


@pytest.fixture
def made(li, lu, wei) -> Appraisal:
    """One in which Wei finished a task in time and was commended for it."""
    with scope.acting(lu):
        wanted = Task(area=world.UPPER, title="清点口罩", deadline_at=hours(9))
        code = items.open_item(actor=lu, kind="task", wanted=wanted, at=hours(1)).code
    with scope.acting(wei):
        items.add_evidence(actor=wei, code=code, name="it.jpg", content=PICTURE, at=hours(2))
        items.move_item(actor=wei, code=code, move="finish", at=hours(3))
    found = opened(li)
    with scope.acting(lu):
        seen = services.Seen("雨夜守点", "河口广场", hours(20), code)
        services.commend(actor=lu, appraisal=found.code, person="R-05", seen=seen)
    return found


def body(answer) -> str:
    return str(answer.content.decode())


def test_it_is_opened_by_pages_with_a_look_beforehand(client_of):
    li = client_of("li")
    # The cast holds its charges since long before; whatever day it is, the last week has them.
    today = timezone.localdate()
    asked = {"area": world.COUNTY, "since": today - timedelta(days=7), "until": today - timedelta(days=1)}
    looked = li.post(f"{HOME}new/", asked | {"look": "1"})
    assert looked.status_code == 200
    assert "It would be of 13 people." in body(looked)
    with scope.acting(world.OPERATOR):
        assert not Appraisal.objects.exists()
    opened_now = li.post(f"{HOME}new/", asked)
    assert opened_now.status_code == 302
    assert "韦林" in body(li.get(opened_now["Location"]))
    again = li.post(f"{HOME}new/", asked)
    assert again.status_code == 422
    assert opened_now["Location"] in body(again)
    bad = li.post(f"{HOME}new/", asked | {"until": today - timedelta(days=9)})
    assert (bad.status_code, "must end after it begins" in body(bad)) == (422, True)


def test_a_person_has_each_number_with_the_lines_behind_it(client_of, made):
    page = body(client_of("lu").get(f"{HOME}{made.code}/people/R-05/"))
    for said in ("Tasks finished", "清点口罩", "in time", "雨夜守点", "陆明", "Village lead"):
        assert said in page, said


def test_my_appraisal_has_all_of_it_and_takes_an_answer(client_of, made, wei):
    client = client_of("wei")
    first = client.get(f"{HOME}mine/")
    assert first.status_code == 302
    path = first["Location"]
    page = body(client.get(path))
    assert "雨夜守点" in page
    line = page.split("?line=")[1].split("#")[0]
    assert "Answer to: " in body(client.get(f"{path}?line={line}"))
    with scope.acting(wei):
        key = "finished " + made.lines.get(kind="finished").subject
    assert client.post(f"{path}reply/", {"text": "当晚两人", "line": key}).status_code == 302
    assert client.post(f"{path}reply/", {"text": " "}).status_code == 422
    assert "当晚两人" in body(client_of("huang").get(f"{HOME}{made.code}/people/R-05/"))


def test_whoever_holds_nothing_of_it_gets_nothing(client_of, made):
    liang, yang, he = client_of("liang"), client_of("yang"), client_of("he")
    assert liang.get(f"{HOME}{made.code}/people/R-05/").status_code == 403
    assert "韦林" not in body(liang.get(f"{HOME}mine/{made.code}/"))
    for path in ("", "units/", "people/R-05/", "people/R-05/print/", "export/xlsx/"):
        assert yang.get(f"{HOME}{made.code}/{path}").status_code == 404
    assert yang.get(f"{HOME}mine/{made.code}/").status_code == 404
    assert "安宁县" not in body(yang.get(HOME))
    # An inspector finds people to write about, and reads no figure of theirs.
    assert "韦林" in body(he.get(f"{HOME}{made.code}/"))
    assert he.get(f"{HOME}{made.code}/people/R-05/").status_code == 403
    assert he.get(f"{HOME}{made.code}/people/R-05/note/").status_code == 200


def test_nothing_sorts_and_nothing_ranks(client_of, made):
    li = client_of("li")
    for path in ("", "units/"):
        plain = body(li.get(f"{HOME}{made.code}/{path}"))
        for query in ("?sort=hours", "?sort=-finished", "?order=reports", "?order_by=-caused"):
            assert names(body(li.get(f"{HOME}{made.code}/{path}{query}"))) == names(plain)
        assert "sort=" not in plain
        assert "No ranking" in plain
    book = sheets(taken(li, li.get(f"{HOME}{made.code}/export/xlsx/")))
    heads = {str(cell).lower() for rows in book.values() for cell in rows[0]}
    assert not {head for head in heads if "rank" in head or "score" in head or "place in" in head}


def names(page: str) -> list[int]:
    """Where each name stands on a page: the order in which they are listed."""
    found = [page.find(f">{one.name}<") for one in world.CAST]
    order = sorted(range(len(found)), key=lambda number: found[number])
    return [number for number in order if found[number] >= 0]


def sheets(answer):
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_file_has_a_sheet_a_part_and_is_told_to_the_trail(client_of, made, wei):
    with scope.acting(wei):
        services.reply(actor=wei, appraisal=made.code, text="当晚两人")
    li = client_of("li")
    book = sheets(taken(li, li.get(f"{HOME}{made.code}/export/xlsx/")))
    parts = ["People", "Posts", "Work", "Findings", "Commendations", "Notes", "Answers"]
    assert [name.split(" ")[0] for name in book] == parts
    people = next(iter(book.values()))
    assert len(people) == 1 + 13 + 1
    assert "李昌" in str(people[-1][0])
    [row] = [one for one in people if one[0] == "R-05"]
    assert dict(zip(people[0], row, strict=True))["Tasks finished"] == 1
    assert "当晚两人" in str(book)
    with scope.acting(world.OPERATOR):
        told = Entry.objects.filter(kind="export.taken").values_list("subject", flat=True)
        assert ["personal" in one for one in told] == [True]
    assert client_of("huang").get(f"{HOME}{made.code}/export/xlsx/").status_code == 403


def test_a_page_to_print_is_marked_and_told_to_the_trail(client_of, made):
    page = body(client_of("huang").get(f"{HOME}{made.code}/people/R-05/print/"))
    assert "Copy of 黄强" in page
    with scope.acting(world.OPERATOR):
        assert Entry.objects.filter(kind="export.taken", facts__form="print").count() == 1


def test_the_organiser_counts_anew_closes_and_the_record_says_so(client_of, made):
    li = client_of("li")
    path = f"{HOME}{made.code}/"
    assert li.post(f"{path}count/").status_code == 302
    assert client_of("huang").post(f"{path}close/").status_code == 403
    assert li.post(f"{path}close/").status_code == 302
    with scope.acting(world.OPERATOR):
        digest = Appraisal.objects.get(code=made.code).digest
    assert digest in body(li.get(path))
    assert li.post(f"{path}withdraw/", {"reason": "x"}).status_code == 409
    closed = body(client_of("wei").get(f"{HOME}mine/{made.code}/"))
    assert "Answer to this line" not in closed


def test_a_note_is_written_on_its_page(client_of, made):
    huang = client_of("huang")
    path = f"{HOME}{made.code}/people/R-05/"
    assert "清点口罩" in body(huang.get(f"{path}note/"))
    when = timezone.localtime(hours(30))
    typed = {"text": "夜里三点仍在点位", "place": "河口广场", "at": f"{when:%Y-%m-%dT%H:%M}", "proof": "none"}
    wrong = huang.post(f"{path}note/", typed)
    assert (wrong.status_code, "夜里三点" in body(wrong)) == (422, True)
    with scope.acting(world.OPERATOR):
        proof = made.lines.get(kind="finished").subject
    assert huang.post(f"{path}note/", typed | {"proof": proof}).status_code == 302
    assert "夜里三点" in body(huang.get(path))


@pytest.mark.parametrize("path", ["", "units/", "people/R-05/"])
def test_pages_ask_as_much_of_few_as_of_many(client_of, made, path):
    li = client_of("li")

    def asked(code: str) -> int:
        li.get(f"{HOME}{code}/{path}")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert li.get(f"{HOME}{code}/{path}").status_code == 200
        return len(queries)

    with scope.acting(world.BY_NAME["li"].actor):
        few = services.open_appraisal(
            actor=world.BY_NAME["li"].actor,
            wanted=services.Wanted(world.COUNTY, FROM, UNTIL, people=("R-05",)),
            at=UNTIL + timedelta(days=1),
        )
    assert asked(made.code) == asked(few.code) <= 25
