"""The pages of items: what waits, what can be done, bad input, out of sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from fangxian.features.accounts.models import Account
from fangxian.features.items.models import Item
from fangxian.features.items.tests.conftest import given
from fangxian.kernel.db import scope
from tests import world

PICTURE = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02picture"


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
    return str(answer.content.decode())


def test_what_waits_is_on_the_page_of_whoever_leads_there(client_of, task):
    wei, liang = client_of("wei"), client_of("liang")
    assert "清点口罩" in body(wei.get("/items/"))
    assert "Nothing waits for you." in body(liang.get("/items/"))
    assert "清点口罩" in body(liang.get("/items/?tab=below"))


def test_a_task_goes_its_way_by_pages(client_of, lu, task):
    wei, commander = client_of("wei"), client_of("lu")
    path = f"/items/{task.code}/"
    assert "Take on" in body(wei.get(path))
    assert wei.post(f"{path}move/", {"move": "take"}).status_code == 302
    refused = wei.post(f"{path}move/", {"move": "finish"})
    assert (refused.status_code, "Add a picture" in body(refused)) == (422, True)
    file = SimpleUploadedFile("masks.jpg", PICTURE)
    assert wei.post(f"{path}move/", {"move": "finish", "file": file}).status_code == 302
    assert commander.get(f"{path}evidence/{'9' * 23}/").status_code == 404
    shown = commander.get(f"{path}evidence/1/")
    assert (shown["Content-Type"], shown.content) == ("image/jpeg", PICTURE)
    assert commander.post(f"{path}move/", {"move": "confirm"}).status_code == 302
    page = body(commander.get(path))
    assert "Closed" in page
    assert "What you can do now" not in page


def test_who_holds_it_in_person_does_it_wherever_it_lies(client_of, lu):
    from fangxian.features.roster.models import Responder

    with scope.acting(lu):
        task = given(lu, world.RIDGE, holder=Responder.objects.get(code="R-09"))
    tan, path = client_of("tan"), f"/items/{task.code}/"
    assert "Take on" in body(tan.get(path))
    assert tan.post(f"{path}add/", {"text": "在路上"}).status_code == 302
    assert tan.post(f"{path}move/", {"move": "take"}).status_code == 302
    assert "在路上" in body(tan.get(path))
    with scope.acting(lu):
        assert Item.objects.get(code=task.code).state == "doing"


def test_a_task_is_given_to_several_areas_at_once(client_of, lu):
    client = client_of("lu")
    soon = timezone.localtime() + timedelta(hours=5)
    asked = {
        "title": "挂横幅",
        "areas": [world.RIVER, world.HILL],
        "deadline_at": f"{soon:%Y-%m-%dT%H:%M}",
        "severity": "2",
    }
    assert client.post("/items/new/", asked).status_code == 302
    with scope.acting(lu):
        assert sorted(Item.objects.values_list("area", flat=True)) == [world.RIVER, world.HILL]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"areas": [world.MARKER]},
        {"deadline_at": "2001-01-01T10:00"},
        {"deadline_at": "9999-12-31T23:59"},
        {"deadline_at": "soon"},
    ],
)
def test_a_wrong_task_comes_back_with_what_was_written(client_of, lu, wrong):
    soon = f"{timezone.localtime() + timedelta(hours=5):%Y-%m-%dT%H:%M}"
    asked = {"title": "挂横幅", "areas": [world.RIVER], "deadline_at": soon, "severity": "1"}
    answer = client_of("lu").post("/items/new/", asked | wrong)
    assert answer.status_code == 422
    assert "fx-wrong" in body(answer)
    with scope.acting(lu):
        assert not Item.objects.exists()


def test_many_are_moved_from_the_list(client_of, lu, task):
    second = given(lu)
    client = client_of("wei")
    client.post("/items/move/", {"codes": [task.code, second.code], "move": "take", "tab": "mine"})
    with scope.acting(lu):
        assert set(Item.objects.values_list("state", flat=True)) == {"doing"}
    assert "Choose at least one item." in body(client.post("/items/move/", {"move": "take"}, follow=True))


def test_a_stranger_finds_nothing(client_of, task):
    yang = client_of("yang")
    assert yang.get(f"/items/{task.code}/").status_code == 404
    for act in ("move", "add", "give", "watch"):
        assert yang.post(f"/items/{task.code}/{act}/", {"reason": "x"}).status_code == 404
    assert "清点口罩" not in body(yang.get("/items/?tab=below"))


def test_more_items_take_no_more_queries(client_of, lu, task, django_assert_max_num_queries):
    client = client_of("wei")
    client.get("/items/")
    for _ in range(30):
        given(lu)
    with django_assert_max_num_queries(32):
        client.get("/items/")
