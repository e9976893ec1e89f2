"""Pages of duty before there is a plan: how to begin, the sites, nothing for the next county."""

from __future__ import annotations

import pytest
from django.test import Client

from fangxian.features.accounts.models import Account
from tests import world

pytestmark = pytest.mark.usefixtures("county")


def client_of(name: str) -> Client:
    client = Client(HTTP_ACCEPT_LANGUAGE="en")
    account = Account.objects.get(username=world.BY_NAME[name].account)
    account.language = "en"
    account.save()
    client.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
    return client


def test_an_empty_list_of_plans_says_how_to_begin():
    page = client_of("lu").get("/duty/plans/")
    assert page.status_code == 200
    assert "Draft the first plan" in page.content.decode()


def test_the_form_shows_every_figure_with_its_source():
    page = client_of("lu").get("/duty/plans/new/").content.decode()
    assert "2,000-3,000 a point; NHC" in page
    assert "Households a grid should have" in page


@pytest.mark.parametrize(
    "path",
    [
        *("/duty/sites/", "/duty/running/", "/duty/running/posts/", "/duty/running/unfilled/"),
        *("/duty/running/organisation/", "/duty/running/shifts/", "/duty/running/grids/"),
        *("/duty/running/sites/", "/duty/own/", "/duty/sites/S-SQUARE/", "/duty/running/map.json"),
    ],
)
def test_pages_open_before_any_plan(path):
    assert client_of("lu").get(path).status_code == 200


def test_the_next_county_sees_no_site():
    client = client_of("yang")
    assert "S-SQUARE" not in client.get("/duty/sites/").content.decode()
    assert client.get("/duty/sites/S-SQUARE/").status_code == 404
    assert client.get("/duty/sites/S-SQUARE/roster/").status_code == 404
    assert client.post("/duty/sites/S-SQUARE/close/").status_code == 404
