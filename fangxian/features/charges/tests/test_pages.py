"""The pages of charges: what they show, to whom, and what they refuse."""

import pytest

from fangxian.features.accounts.selectors import find
from fangxian.features.accounts.services import open_account
from fangxian.features.charges import selectors
from fangxian.features.charges.services import appoint, end_charge
from fangxian.features.roster.services import link_account
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests.world import BY_NAME, COUNTY, HILL, LOWER, NEXT_COUNTY, OPERATOR, PASSWORD, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
BACKEND = "fangxian.features.accounts.backends.AccountBackend"


@pytest.fixture
def as_person(client):
    """Signs one of the cast in: `as_person("huang")` answers the client."""

    def go(name: str):
        person = BY_NAME[name]
        with scope.acting(OPERATOR):
            open_account(actor=OPERATOR, username=name, password=PASSWORD, area=person.area, language="en")
            link_account(actor=OPERATOR, code=person.code, username=name)
        client.force_login(find(name), backend=BACKEND)
        return client

    return go


def body(answer):
    return answer.content.decode()


def test_the_page_of_an_area_names_its_lead_those_above_and_vacancies(as_person):
    client = as_person("huang")
    answer = client.get(f"/charges/area/{RIVER}/")
    assert answer.status_code == 200
    look = answer.context["look"]
    assert look.answer.charge.holder_name == "黄强"
    assert [charge.holder_name for charge in look.above] == ["陆明"]
    assert [(one.area.code, one.vacant) for one in look.below] == [(UPPER, False), (LOWER, True)]
    assert look.vacancies == 1
    assert "fx-vacant" in body(answer)


def test_start_goes_to_ones_own_area(as_person):
    assert as_person("huang").get("/charges/")["Location"] == f"/charges/area/{RIVER}/"


@pytest.mark.parametrize("code", [COUNTY, HILL, NEXT_COUNTY, "nowhere"])
@pytest.mark.parametrize("page", ["", "vacancies/", "leads.csv", "appoint/"])
def test_areas_out_of_sight_are_not_there(as_person, code, page):
    client = as_person("huang")
    assert client.get(f"/charges/area/{code}/{page}").status_code == 404


def test_the_next_county_gets_nothing_by_page_and_export(as_person, lu):
    with scope.acting(lu):
        code = selectors.answers_for(lu, [UPPER])[UPPER].code
    client = as_person("yang")
    for address in (f"area/{UPPER}/", f"area/{COUNTY}/leads.xlsx", "find/holder/?q=韦"):
        assert "韦林" not in body(client.get(f"/charges/{address}"))
    assert client.post(f"/charges/of/{code}/end/").status_code == 404
    given = {"role": "village_lead", "holder": "R-22"}
    assert client.post(f"/charges/area/{UPPER}/appoint/", given).status_code == 404
    with scope.acting(lu):
        assert selectors.answers_for(lu, [UPPER])[UPPER].code == code


def test_appointing_on_the_page(as_person):
    client = as_person("huang")
    page = client.get(f"/charges/area/{LOWER}/appoint/")
    assert page.context["form"].fields["role"].choices[0][0] == "village_lead"
    found = client.get("/charges/find/holder/?q=谭", headers={"HX-Request": "true"})
    assert 'value="R-09"' in body(found)
    given = {"role": "village_lead", "holder": "R-09", "deputy": "R-07", "replaces": ""}
    assert client.post(f"/charges/area/{LOWER}/appoint/", given)["Location"] == f"/charges/area/{LOWER}/"
    late = client.post(f"/charges/area/{LOWER}/appoint/", given | {"holder": "R-07", "deputy": ""})
    assert late.status_code == 422
    assert "in the meantime" in body(late)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"holder": "R-404"}, "holder"),
        ({"holder": "R-09", "deputy": "R-09"}, "deputy"),
        ({"role": "commander"}, "role"),
    ],
)
def test_a_wrong_appointment_is_told_at_its_field(as_person, given, field):
    client = as_person("huang")
    answer = client.post(f"/charges/area/{LOWER}/appoint/", {"role": "village_lead", **given})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]


def test_ending_on_the_page_leaves_a_vacancy(as_person, huang):
    client = as_person("huang")
    code = client.get(f"/charges/area/{UPPER}/").context["look"].answer.charge.code
    assert client.get(f"/charges/of/{code}/end/").status_code == 405
    assert client.post(f"/charges/of/{code}/end/").status_code == 302
    assert client.get(f"/charges/area/{UPPER}/").context["look"].answer.vacant
    shown = client.get(f"/charges/area/{RIVER}/vacancies/").context["rows"]
    assert [row.answer.area.code for row in shown] == [UPPER, LOWER]


def test_each_vacancy_offers_to_appoint_to_who_may(as_person):
    page = as_person("huang").get(f"/charges/area/{RIVER}/vacancies/")
    assert f'href="/charges/area/{LOWER}/appoint/"' in body(page)
    assert page.context["page"].paginator.per_page == 50


def test_vacancies_offer_nothing_to_who_may_not(as_person):
    page = as_person("he").get(f"/charges/area/{RIVER}/vacancies/")
    assert [row.answer.area.code for row in page.context["rows"]] == [LOWER]
    assert "/appoint/" not in body(page)


def test_who_may_not_appoint_is_not_offered_to(as_person):
    client = as_person("liang")
    page = client.get(f"/charges/area/{UPPER}/")
    assert page.status_code == 200
    assert "/appoint/" not in body(page)
    assert client.get(f"/charges/area/{UPPER}/appoint/").status_code == 403


def test_the_export_names_its_reader_and_is_told(as_person, huang):
    answer = as_person("huang").get(f"/charges/area/{RIVER}/leads.csv")
    lines = body(answer).lstrip("\ufeff").splitlines()
    assert lines[0].startswith("area_code,area,level,role,holder_code,holder")
    assert [line.split(",")[4] for line in lines[1:4]] == ["R-04", "R-05", ""]
    assert "黄强" in lines[-1]
    with scope.acting(huang):
        line = Entry.objects.get(kind="export.taken")
        assert (line.area, line.facts["rows"], line.facts["form"]) == (RIVER, 3, "csv")


def test_people_go_on_under_another_of_their_charges(as_person, huang):
    with scope.acting(OPERATOR):
        other = appoint(actor=OPERATOR, area=HILL, role=Role.TOWNSHIP_LEAD, holder="R-13", deputy="R-04")
        link = find("huang")
    assert link is None
    client = as_person("huang")
    with scope.acting(OPERATOR):
        from fangxian.features.accounts.services import widen_keeping

        widen_keeping({"huang": HILL})
    assert client.get("/charges/own/").context["actor"].area == RIVER
    assert client.post("/charges/switch/", {"charge": other.code})["Location"] == "/"
    page = client.get("/charges/own/")
    assert page.context["actor"].area == HILL
    assert {charge.area for charge in page.context["charges"]} == {RIVER, HILL}
    assert client.get(f"/charges/area/{RIVER}/").status_code == 404, "one charge at a time"
    with scope.acting(BY_NAME["lu"].actor):
        assert Entry.objects.get(kind="charges.switched").area == HILL


def test_nobody_goes_on_under_the_charge_of_another(as_person, lu):
    with scope.acting(lu):
        commanders = selectors.answers_for(lu, [COUNTY])[COUNTY].code
    client = as_person("huang")
    assert client.post("/charges/switch/", {"charge": commanders}).status_code == 404
    assert client.get("/charges/own/").context["actor"].area == RIVER


def test_who_lost_the_charge_sees_nothing_from_the_next_request_on(as_person, lu):
    client = as_person("huang")
    assert client.get(f"/charges/area/{RIVER}/").status_code == 200
    with scope.acting(lu):
        end_charge(actor=lu, code=selectors.answers_for(lu, [RIVER])[RIVER].code)
    assert client.get(f"/charges/area/{RIVER}/").status_code == 403
    assert client.get("/charges/own/").status_code == 200


def test_an_account_acts_only_inside_the_area_that_looks_after_it(as_person):
    """Else an administrator of a township could hand themselves a county by naming whose account it is."""
    person = BY_NAME["lu"]
    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username="lu", password=PASSWORD, area=RIVER)
        link_account(actor=OPERATOR, code=person.code, username="lu")
    from django.test import Client

    client = Client()
    client.force_login(find("lu"), backend=BACKEND)
    assert client.get(f"/charges/area/{RIVER}/").status_code == 403
    assert client.get("/charges/own/").context["charges"] == []


def test_an_administrator_says_whose_account_it_is(as_person):
    with scope.acting(OPERATOR):
        appoint(actor=OPERATOR, area=COUNTY, role=Role.ADMINISTRATOR, holder="R-12")
        open_account(actor=OPERATOR, username="tan", password=PASSWORD, area=COUNTY)
    client = as_person("deng")
    assert client.get("/charges/find/responder/?q=R-09").status_code == 200
    given = {"username": "tan", "responder": "R-09"}
    assert client.post("/charges/accounts/", given)["Location"] == "/accounts/of/tan/"
    wrong = client.post("/charges/accounts/", {"username": "tan", "responder": "R-21"})
    assert wrong.status_code == 422
    assert client.get(f"/charges/area/{COUNTY}/").status_code == 403
