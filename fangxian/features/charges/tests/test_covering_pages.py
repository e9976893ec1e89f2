"""The pages of covers: away and back, a deputy named, put on and taken off; one's own page; vacancies."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from fangxian.features.charges import services
from fangxian.features.charges.models import Charge
from fangxian.features.charges.tests.test_pages import as_person, body  # noqa: F401 a fixture
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from tests.world import BY_NAME, LOWER, OPERATOR, RIDGE, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")


def lead(area):
    with scope.acting(OPERATOR):
        return Charge.objects.get(area=area, leads=True, valid_until__isnull=True)


def deputised(area, holder, deputy="R-09"):
    with scope.acting(OPERATOR):
        return services.appoint(
            actor=OPERATOR, area=area, role=Role.VILLAGE_LEAD, holder=holder, deputy=deputy
        )


def test_i_say_in_two_taps_that_i_am_away_and_that_i_am_back(as_person):  # noqa: F811
    client = as_person("wei")
    assert "/charges/own/away/" in body(client.get("/charges/own/"))
    form = client.get("/charges/own/away/")
    assert "No deputy" in body(form)
    start = {name: str(value) for name, value in form.context["form"].initial.items()}
    answer = client.post("/charges/own/away/", start, follow=True)
    assert "You are away from" in body(answer)
    assert lead(UPPER).now.cover == "uncovered"
    client.post("/charges/own/back/")
    assert lead(UPPER).now.cover == ""


def test_being_away_for_a_period_that_ends_before_it_starts_is_refused(as_person):  # noqa: F811
    client = as_person("wei")
    today = timezone.localdate()
    answer = client.post(
        "/charges/own/away/",
        {"since": str(today), "until": str(today - timedelta(days=1)), "reason": "ill"},
    )
    assert answer.status_code == 422
    with scope.acting(OPERATOR):
        assert Responder.objects.get(code="R-05").is_available


@pytest.mark.parametrize(
    ("since", "until", "says"),
    [
        ("0001-01-01", "", "A day of an absence lies between 2000-01-01 and 2199-12-31."),
        ("2022-02-04", "9999-12-31", "A day of an absence lies between 2000-01-01 and 2199-12-31."),
        ("2020-01-01", "2020-01-05", "This time is over already."),
    ],
)
def test_an_absence_out_of_all_reason_or_over_already_is_refused(as_person, since, until, says):  # noqa: F811
    client = as_person("wei")
    answer = client.post("/charges/own/away/", {"since": since, "until": until, "reason": "away"})
    assert answer.status_code == 422
    assert says in body(answer)
    assert client.get("/charges/own/").status_code == 200


def test_the_holder_names_a_deputy_once(as_person):  # noqa: F811
    client, code = as_person("wei"), lead(UPPER).code
    assert client.get(f"/charges/of/{code}/deputy/").status_code == 200
    assert client.post(f"/charges/of/{code}/deputy/", {"deputy": "R-99"}).status_code == 422
    assert client.post(f"/charges/of/{code}/deputy/", {"deputy": "R-05"}).status_code == 422
    assert client.post(f"/charges/of/{code}/deputy/", {"deputy": "R-09"})["Location"] == "/charges/own/"
    assert lead(UPPER).deputy_name == "谭思"
    assert client.post(f"/charges/of/{code}/deputy/", {"deputy": "R-07"}).status_code == 422


def test_the_lead_above_puts_the_deputy_on_and_the_holder_takes_over_again(as_person, client):  # noqa: F811
    charge = deputised(UPPER, "R-05")
    huang = as_person("huang")
    page = body(huang.get(f"/charges/area/{UPPER}/"))
    assert f"/charges/of/{charge.code}/cover/" in page
    huang.post(f"/charges/of/{charge.code}/cover/", {"reason": "No answer since noon", "hours": "12"})
    assert lead(UPPER).now.name == "谭思"
    assert "covering for 韦林" in body(huang.get(f"/charges/area/{RIVER}/"))
    wei = as_person("wei")
    assert "was put on in your place" in body(wei.get("/charges/own/"))
    wei.post(f"/charges/of/{charge.code}/uncover/")
    assert lead(UPPER).now.name == "韦林"


def test_putting_on_without_a_reason_changes_nothing(as_person):  # noqa: F811
    charge = deputised(UPPER, "R-05")
    answer = as_person("huang").post(f"/charges/of/{charge.code}/cover/", {"reason": ""})
    assert answer.status_code == 422
    assert lead(UPPER).put_on is False


@pytest.mark.parametrize("hours", ["²", "abc", "-4", "0", "1000", "99999"])
def test_hours_that_are_none_are_refused(as_person, hours):  # noqa: F811
    charge = deputised(UPPER, "R-05")
    given = {"reason": "No answer", "hours": hours}
    assert as_person("huang").post(f"/charges/of/{charge.code}/cover/", given).status_code == 422
    assert lead(UPPER).put_on is False


@pytest.mark.parametrize("address", ["cover", "uncover", "deputy"])
def test_the_next_county_and_a_grid_worker_do_none_of_it(as_person, address):  # noqa: F811
    charge = deputised(UPPER, "R-05")
    given = {"reason": "x", "deputy": "R-07"}
    assert as_person("yang").post(f"/charges/of/{charge.code}/{address}/", given).status_code == 404
    assert as_person("liang").post(f"/charges/of/{charge.code}/{address}/", given).status_code == 403


def test_ones_own_page_says_what_hangs_on_the_charge_and_who_is_missing(as_person):  # noqa: F811
    deputised(LOWER, "", "R-09")
    client = as_person("huang")
    answer = client.get("/charges/own/")
    own = answer.context["own"]
    assert [(one.place, one.holds, one.acts) for one in own.held] == [("河口镇", True, True)]
    assert own.missing == 1
    assert {kind.code for kind, _load in own.loads} >= {"vacancy", "task", "receipts", "targets", "phones"}
    assert {kind.code: load.open for kind, load in own.loads}["vacancy"] == 1
    assert "Nobody answers for one area below you" in body(answer)


def test_the_page_of_vacancies_says_since_when_and_who_was_told(as_person):  # noqa: F811
    deputised(LOWER, "", "R-09")
    answer = as_person("lu").get("/charges/area/900101/vacancies/")
    rows = {one.answer.area.code: one for one in answer.context["rows"]}
    assert (rows[LOWER].told.code, rows[LOWER].who.name) == (RIVER, "黄强")
    assert rows[LOWER].since is not None
    assert (rows[RIDGE].since, rows[RIDGE].climb) == (None, None)


def test_ones_own_page_asks_no_more_however_many_answer_below(as_person, django_assert_max_num_queries):  # noqa: F811
    client = as_person("huang")
    client.get("/charges/own/")
    with django_assert_max_num_queries(40):
        client.get("/charges/own/")


@pytest.mark.parametrize("name", ["qin", "mo", "lan"])
def test_who_leads_nothing_has_nobody_below_and_no_way_that_is_closed(as_person, name):  # noqa: F811
    person = BY_NAME[name]
    with scope.acting(OPERATOR):
        services.appoint(actor=OPERATOR, area=person.area, role=person.role, holder=person.code)
    client = as_person(name)
    page = body(client.get("/charges/own/"))
    assert "Who answers to me" not in page
    assert "/charges/area/" not in page
    assert ("Hand over" in page) is (name != "lan")


def test_two_charges_in_one_area_are_told_apart_by_their_roles(as_person):  # noqa: F811
    with scope.acting(OPERATOR):
        services.appoint(actor=OPERATOR, area=UPPER, role=Role.GRID_WORKER, holder="R-05")
    client = as_person("wei")
    year = timezone.localdate().year + 1
    client.post("/charges/own/away/", {"since": f"{year}-02-04", "until": "", "reason": "away"})
    page = body(client.get("/charges/own/"))
    assert f"You are away from {year}-02-04" in page
    assert "(Village lead): nobody covers." in page
    assert "(Grid worker): nobody covers." in page
