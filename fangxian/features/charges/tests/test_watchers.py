"""Auditors and administrators at work: the trail as a page and a file, the accounts of an area."""

import csv
import io

import pytest
from django.test import Client

from fangxian.features.accounts.selectors import find
from fangxian.features.accounts.services import open_account
from fangxian.features.charges.services import appoint
from fangxian.features.roster.services import link_account
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests.files import taken
from tests.world import BY_NAME, COUNTY, NEXT_COUNTY, OPERATOR, PASSWORD, RIVER, UPPER

pytestmark = pytest.mark.usefixtures("county")
BACKEND = "fangxian.features.accounts.backends.AccountBackend"


def signed_in(name, *, role=None, area=None):
    """A browser of one of the cast; with `role` they are appointed first."""
    person = BY_NAME[name]
    with scope.acting(OPERATOR):
        area = person.area if area is None else area
        open_account(actor=OPERATOR, username=person.account, password=PASSWORD, area=area, language="en")
        link_account(actor=OPERATOR, code=person.code, username=person.account)
        if role:
            appoint(actor=OPERATOR, area=area, role=role, holder=person.code)
    client = Client()
    client.force_login(find(person.account), backend=BACKEND)
    return client


@pytest.fixture
def lan():
    """The county's auditor."""
    return signed_in("lan", role=Role.AUDITOR)


@pytest.fixture
def deng():
    """The county's administrator."""
    return signed_in("deng", role=Role.ADMINISTRATOR)


def areas_of(page):
    return {line.entry.area for line in page.context["lines"]}


def test_the_auditor_of_a_county_reads_the_county(lan):
    page = lan.get("/trail/")
    assert page.status_code == 200
    assert {COUNTY, RIVER, UPPER} <= areas_of(page)
    assert not {area for area in areas_of(page) if area.startswith(NEXT_COUNTY)}
    assert lan.get(f"/charges/area/{COUNTY}/").status_code == 403


def test_the_auditor_of_the_installation_reads_everything():
    page = signed_in("lan", role=Role.AUDITOR, area="").get("/trail/")
    assert {COUNTY, NEXT_COUNTY, "90"} <= areas_of(page)


def test_the_next_county_reads_nothing_of_this_one(lan):
    yang = signed_in("yang")
    assert all(area.startswith(NEXT_COUNTY) for area in areas_of(yang.get("/trail/")))
    assert yang.get(f"/trail/export/?area={COUNTY}").status_code == 403
    assert "陆明" not in taken(yang, yang.get("/trail/export/")).content.decode()


def test_a_filter_answers_the_lines_alone(lan):
    page = lan.get("/trail/?kind=charges.appointed&person=console", headers={"HX-Request": "true"})
    assert "<html" not in page.content.decode()
    assert {line.entry.kind for line in page.context["lines"]} == {"charges.appointed"}
    assert "as Village lead of 900101001001" in page.content.decode()
    assert lan.get("/trail/?since=nonsense").status_code == 200


def test_the_trail_as_a_file_holds_what_the_page_holds_and_is_told(lan):
    sheet = taken(lan, lan.get("/trail/export/?kind=charges.appointed"))
    rows = list(csv.DictReader(io.StringIO(sheet.content.decode("utf-8-sig"))))
    assert {row["kind"] for row in rows[:-1]} == {"charges.appointed"}
    assert '"holder": "韦林"' in " ".join(row["after"] for row in rows if row["area"] == UPPER)
    with scope.acting(OPERATOR):
        line = Entry.objects.get(kind="export.taken")
        assert (line.person, line.facts["rows"]) == ("lan.an", len(rows) - 1)


def test_the_lead_of_an_area_reads_its_trail_and_a_sampler_does_not():
    assert areas_of(signed_in("huang").get("/trail/")) == {RIVER, UPPER}
    assert signed_in("qin", role=Role.SAMPLER).get("/trail/").status_code == 403


def test_the_administrator_opens_an_account_and_sees_the_password_once(deng):
    answer = deng.post("/accounts/open/", {"username": "tan"})
    assert answer.status_code == 200
    password = answer.context["opened"].password
    assert password in answer.content.decode()
    assert answer["Cache-Control"].count("no-store") == 1
    assert password not in deng.get("/accounts/of/tan/").content.decode()
    again = deng.post("/accounts/open/", {"username": "tan"})
    assert (again.status_code, list(again.context["form"].errors)) == (422, ["username"])


@pytest.mark.parametrize("act", ["lock", "unlock", "end-sessions", "remove-second-factor"])
def test_the_administrator_acts_on_accounts_of_the_county(deng, act):
    signed_in("huang")
    assert deng.get(f"/accounts/of/huang.an/{act}/").status_code == 405
    assert deng.post(f"/accounts/of/huang.an/{act}/")["Location"] == "/accounts/of/huang.an/"


def test_a_reset_password_is_shown_once_and_ends_sessions(deng):
    huang = signed_in("huang")
    answer = deng.post("/accounts/of/huang.an/reset-password/")
    assert answer.context["opened"].password in answer.content.decode()
    assert "why=ended" in huang.get("/charges/own/")["Location"]


def test_the_administrator_does_not_reach_accounts_of_the_next_county(deng):
    signed_in("yang")
    listed = deng.get("/accounts/").content.decode()
    assert "yang" not in listed
    assert deng.get("/accounts/of/yang.an/").status_code == 404
    for act in ("lock", "reset-password", "end-sessions"):
        assert deng.post(f"/accounts/of/yang.an/{act}/").status_code == 404


def test_nobody_else_opens_the_list(lan):
    assert lan.get("/accounts/").status_code == 403
    assert lan.post("/accounts/open/", {"username": "mine"}).status_code == 403
    assert find("mine") is None
