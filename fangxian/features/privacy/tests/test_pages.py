"""The pages of the reports: weeks, one report, its sheet, the button; and who read, on a resident's page."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from fangxian.features.accounts.selectors import find
from fangxian.features.privacy.tests.conftest import close, reads
from tests.files import taken
from tests.world import BY_NAME, UPPER

pytestmark = pytest.mark.usefixtures("anning")
BACKEND = "fangxian.features.accounts.backends.AccountBackend"
ADDRESS = f"/readings/{UPPER}/2022-02-07/"


def browser(name):
    client = Client()
    client.force_login(find(BY_NAME[name].account), backend=BACKEND)
    return client


@pytest.fixture
def closed():
    reads("wei", "2022-02-09 23:00")
    reads("liang", "2022-02-09 11:00")
    close(date(2022, 2, 7))


def test_before_the_first_monday_the_page_says_when_there_will_be_one():
    assert "empty" in browser("wei").get("/readings/").content.decode()


def test_the_lead_looks_and_says_so(closed):
    wei = browser("wei")
    assert ADDRESS in wei.get("/readings/").content.decode()
    assert ADDRESS in wei.get(f"/board/{UPPER}/").content.decode()
    page = wei.get(ADDRESS, {"flag": "night"})
    assert [reading.person for reading in page.context["page"].object_list] == ["wei.an"]
    assert wei.post(f"{ADDRESS}looked/").status_code == 302
    assert ADDRESS not in wei.get(f"/board/{UPPER}/").content.decode()
    assert "韦林" in browser("lan").get(ADDRESS).content.decode()


def test_the_sheet_carries_every_line_and_the_recipient(closed):
    lan = browser("lan")
    text = taken(lan, lan.get(f"{ADDRESS}readings.csv")).content.decode("utf-8-sig")
    assert text.count("wei.an") + text.count("liang.an") == 2
    assert "蓝静" in text


@pytest.mark.parametrize("address", [f"/readings/{UPPER}/2022-02-30/", f"/readings/{UPPER}/2022-02-08/"])
def test_a_day_that_begins_no_week_is_not_found(closed, address):
    assert browser("wei").get(address).status_code == 404


def test_a_residents_page_tells_the_lead_who_read_it(closed):
    address = f"/territory/resident/{UPPER}-0000-0/"
    assert "梁兰" in browser("wei").get(address).content.decode()
    assert "韦林" not in browser("liang").get(address).content.decode()
