"""The pages of relief: what is asked, accepted, ordered and answered there; bad input; out of sight."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from fangxian.features.accounts.models import Account
from fangxian.features.charges.models import Charge
from fangxian.features.relief.models import ChargeHandover, Secondment
from fangxian.features.relief.tests.conftest import ask, charge_of, lead_of, order, run_now, task
from fangxian.features.roster.models import Responder
from fangxian.kernel.db import scope
from tests import world


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


def local(hours: float) -> str:
    return f"{timezone.localtime() + timedelta(hours=hours):%Y-%m-%dT%H:%M}"


def test_a_charge_is_handed_over_by_pages(client_of, lu, wei):
    item, giver, successor = task(lu), client_of("wei"), client_of("tan")
    home = body(giver.get("/relief/"))
    assert "Hand over my charge" in home
    path = f"/relief/charges/{charge_of(world.UPPER)}/"
    assert "清点口罩" in body(giver.get(path))
    assert giver.post(path, {"successor": "R-09", "note": "钥匙在村委"}).status_code == 302
    with scope.acting(wei):
        page = f"/relief/hand-overs/{ChargeHandover.objects.get().code}/"
    assert "You are asked to take over" in body(successor.get("/relief/"))
    shown = body(successor.get(page))
    assert "钥匙在村委" in shown
    assert "清点口罩" in shown
    assert "withdraw/" not in shown
    refused = successor.post(f"{page}accept/", {"remark": "好"})
    assert (refused.status_code, "tick it: 1" in body(refused), ">好<" in body(refused)) == (422, True, True)
    done = successor.post(f"{page}accept/", {"seen": [item.code]}, follow=True)
    assert "The charge is yours now" in body(done)
    assert lead_of(world.UPPER).holder_name == "谭思"
    again = body(successor.post(f"{page}accept/", {"seen": [item.code]}, follow=True))
    assert "You have accepted this already" in again
    assert "The charge is yours." in again
    assert "Handed over" in body(client_of("huang").get(f"/relief/?area={world.UPPER}"))


def test_who_has_no_charge_at_all_reads_and_declines(client_of, wei):
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(holder__code="R-09").delete()
    asked, tan = ask(wei, successor="R-09"), client_of("tan")
    page = f"/relief/hand-overs/{asked.code}/"
    assert "You are asked to take over" in body(tan.get("/relief/"))
    assert tan.post(f"{page}decline/", {"reason": ""}).status_code == 422
    assert "You have declined" in body(tan.post(f"{page}decline/", {"reason": "家里有病人"}, follow=True))
    assert "Nobody has asked you" in body(tan.get("/relief/"))
    assert tan.get(page).status_code == 404  # the sight of the village is gone with the asking


def test_who_asked_withdraws_on_the_page(client_of, wei):
    page = f"/relief/hand-overs/{ask(wei).code}/"
    giver = client_of("wei")
    assert giver.post(f"{page}withdraw/", {"reason": ""}).status_code == 422
    assert "It is withdrawn" in body(giver.post(f"{page}withdraw/", {"reason": "先不交"}, follow=True))
    assert client_of("liang").post(f"{page}accept/").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [{"successor": ""}, {"successor": "R-404"}, {"starts_at": "soon"}, {"starts_at": "9999-12-31T23:59"}],
)
def test_wrong_names_come_back_with_what_was_written(client_of, wrong):
    asked = {"successor": "R-06", "note": "钥匙在村委"} | wrong
    answer = client_of("wei").post(f"/relief/charges/{charge_of(world.UPPER)}/", asked)
    assert (answer.status_code, "fx-wrong" in body(answer), "钥匙在村委" in body(answer)) == (422, True, True)


def test_who_is_away_is_shown_as_such(client_of, wei):
    with scope.acting(world.OPERATOR):
        Responder.objects.filter(code="R-09").update(is_available=False, absence="ill")
    giver = client_of("wei")
    assert "away, nobody knows" in body(giver.get("/relief/find/successor/?q=谭"))
    path = f"/relief/charges/{charge_of(world.UPPER)}/"
    assert "nobody would answer" in body(giver.post(path, {"successor": "R-09"}))
    asked = ask(wei, successor="R-09", deputy="R-06")
    assert "away, nobody knows" in body(client_of("tan").get(f"/relief/hand-overs/{asked.code}/"))


def test_a_grid_worker_looks_for_a_successor_by_name(client_of):
    liang = client_of("liang")
    assert "谭思" in body(liang.get("/relief/find/successor/?q=谭"))
    assert "杨珍" not in body(liang.get("/relief/find/successor/?q=杨"))


def test_people_are_ordered_confirmed_and_called_back_by_pages(client_of, lu, huang):
    county, river = client_of("lu"), client_of("huang")
    assert '<option value="" selected' in body(county.get("/relief/secondments/new/")).partition("to_area")[2]
    choosing = body(county.get(f"/relief/secondments/new/?area={world.RIVER}&skill=swab"))
    assert "覃梅" in choosing
    assert '<div class="fx-bulk d-print-none"><button' in choosing  # within reach before anybody is ticked
    assert "梁兰" not in choosing
    kept = body(county.get(f"/relief/secondments/new/?area={world.RIVER}&skill=swab&people=R-05"))
    assert "韦林" in kept
    assert "no deputy" in kept  # Wei leads a village and nobody would stand in
    asked = {
        "area": world.RIVER,
        "to_area": world.HILL,
        "people": ["R-07"],
        "starts_at": local(-1),
        "ends_at": local(48),
        "reason": "山背人手不足",
    }
    answer = county.post("/relief/secondments/new/", asked | {"people": []})
    assert (answer.status_code, "山背人手不足" in body(answer)) == (422, True)
    assert county.post("/relief/secondments/new/", asked).status_code == 302
    assert "覃梅" not in body(county.get(f"/relief/secondments/new/?area={world.RIVER}"))  # ordered already
    with scope.acting(lu):
        page = f"/relief/secondments/{Secondment.objects.get().code}/"
    assert "Confirm" in body(river.get(page))
    assert river.post(f"{page}answer/", {"move": "object"}).status_code == 422
    assert "Both sides" in body(river.post(f"{page}answer/", {"move": "confirm"}, follow=True))
    assert run_now().started == 1
    assert "goes away" in body(river.get("/relief/secondments/"))
    assert county.post(f"{page}back/", {"reason": "?"}).status_code == 422  # nobody was ticked
    assert county.post(f"{page}back/", {"reason": "缓解", "everybody": "1"}).status_code == 302
    assert run_now().back == 1
    assert "覃梅" in body(county.get("/relief/secondments/?time=past&q=覃"))
    assert "Nobody fits" in body(county.get("/relief/secondments/?time=past&q=韦"))
    assert "山背人手不足" in body(county.get("/relief/secondments/list.csv?time=past"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"to_area": world.RIVER},
        {"ends_at": "2001-01-01T10:00"},
        {"ends_at": "9999-12-31T23:59"},
        {"role": "operator"},
    ],
)
def test_a_wrong_order_comes_back_with_what_was_written(client_of, wrong):
    asked = {"area": world.RIVER, "to_area": world.HILL, "people": ["R-07"], "reason": "山背人手不足"}
    times = {"starts_at": local(1), "ends_at": local(9)}
    answer = client_of("lu").post("/relief/secondments/new/", asked | times | wrong)
    assert (answer.status_code, "山背人手不足" in body(answer)) == (422, True)


@pytest.mark.parametrize(
    ("name", "sees", "orders"),
    [("liang", True, False), ("wei", True, False), ("huang", True, True), ("yang", False, True)],
)
def test_each_sees_what_is_theirs(client_of, lu, name, sees, orders):
    made = order(lu, ["R-06"], area=world.UPPER, to_area=world.RIDGE)
    asked = ask(lu, successor="R-09")
    client = client_of(name)
    assert client.get(f"/relief/secondments/{made.code}/").status_code == (200 if sees else 404)
    assert ("梁兰" in body(client.get("/relief/secondments/"))) is sees
    assert client.get(f"/relief/hand-overs/{asked.code}/").status_code == (200 if sees else 404)
    assert ("谭思" in body(client.get("/relief/"))) is sees
    assert client.get("/relief/secondments/new/").status_code == (200 if orders else 403)


def test_more_people_take_no_more_queries(client_of, lu, django_assert_max_num_queries):
    client = client_of("lu")
    order(lu, ["R-04", "R-05", "R-06", "R-07", "R-09"])
    client.get("/relief/secondments/")
    with django_assert_max_num_queries(24):
        client.get("/relief/secondments/")
