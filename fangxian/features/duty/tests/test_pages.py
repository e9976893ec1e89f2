"""Pages of duty before there is a plan: how to begin, the sites, nothing for the next county."""

from __future__ import annotations

import pytest
from django.test import Client

from fangxian.features.accounts.models import Account
from fangxian.features.duty.models import Plan, Post
from fangxian.features.duty.models.plan import PlanState
from fangxian.kernel.db import scope
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
    with scope.acting(world.OPERATOR):
        Plan.objects.update(state=PlanState.DISCARDED)
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


def where_mo_stands() -> Post:
    with scope.acting(world.BY_NAME["lu"].actor):
        return Post.objects.get(live=True, postings__responder__code="R-08")


class TestPagesOfAPlan:
    """Every tab of a draft and of what runs opens, for the commander and for those below."""

    TABS = ("", "grids/", "sites/", "posts/", "unfilled/", "organisation/", "shifts/")

    @pytest.mark.parametrize("tab", [*TABS, "compare/", "edits/", "map.json", "progress/"])
    def test_a_draft_opens(self, drafted, tab):
        assert client_of("lu").get(f"/duty/plans/{drafted}/{tab}").status_code == 200

    @pytest.mark.parametrize("tab", TABS[1:])
    def test_the_rows_alone_are_what_htmx_asks_for(self, drafted, tab):
        answer = client_of("lu").get(
            f"/duty/plans/{drafted}/{tab}?q=1&page=9", headers={"HX-Request": "true"}
        )
        assert answer.status_code == 200
        assert b"<html" not in answer.content

    @pytest.mark.parametrize("tab", [*TABS, "map.json"])
    @pytest.mark.parametrize("name", ["lu", "huang", "wei", "liang"])
    def test_what_runs_opens_at_every_level(self, published, name, tab):
        answer = client_of(name).get(f"/duty/running/{tab}")
        assert answer.status_code == 200
        if name == "wei":
            assert world.RIDGE not in answer.content.decode()

    def test_the_roster_of_a_place_opens(self, published):
        page = client_of("lu").get(f"/duty/running/shifts/?place={where_mo_stands().place}").content.decode()
        assert "莫勇" in page

    def test_a_township_does_not_see_the_plan_of_its_county(self, drafted):
        assert client_of("huang").get(f"/duty/plans/{drafted}/").status_code == 404

    def test_a_post_a_person_and_a_grid_open(self, published):
        client = client_of("lu")
        with scope.acting(world.BY_NAME["lu"].actor):
            post = Post.objects.filter(live=True, filled__gt=0).first()
        assert post is not None
        assert client.get(f"/duty/posts/{post.code}/").status_code == 200
        assert "莫勇" in client.get("/duty/people/R-08/").content.decode()
        assert client.get(f"/duty/grids/{world.UPPER}001/").status_code == 200

    def test_one_s_own_duty_has_the_next_shift_on_top(self, published):
        page = client_of("mo").get("/duty/own/").content.decode()
        assert "Your next shift" in page
        assert where_mo_stands().place_name in page

    def test_changes_by_hand_from_the_page(self, drafted):
        client = client_of("lu")
        found = client.get(f"/duty/plans/{drafted}/find/?q=谭").content.decode()
        assert "R-09" in found
        for path, given in (
            ("unavailable", {"responder": "R-09"}),
            ("withdraw", {"responder": "R-09"}),
            ("close-site", {"site": "S-GATE"}),
            ("recompute", {}),
        ):
            assert client.post(f"/duty/plans/{drafted}/{path}/", given).status_code == 302, path
        assert "Waiting" in client.get(f"/duty/plans/{drafted}/").content.decode()

    def test_publishing_says_first_what_will_happen(self, drafted):
        client = client_of("lu")
        assert "What ran there before ends." in client.get(f"/duty/plans/{drafted}/").content.decode()
        assert client.post(f"/duty/plans/{drafted}/publish/").status_code == 302
        assert client.post(f"/duty/plans/{drafted}/publish/").status_code == 409
        assert "What ran there before ends." not in client.get(f"/duty/plans/{drafted}/").content.decode()

    def test_taking_somebody_off_from_the_page(self, published):
        client, post = client_of("lu"), where_mo_stands()
        assert client.post("/duty/people/R-08/away/").status_code == 302
        assert client.post("/duty/people/R-08/away/").status_code == 409
        assert "became unavailable" in client.get(f"/duty/posts/{post.code}/").content.decode()

    def test_pages_ask_the_database_a_bounded_number_of_times(self, published, django_assert_max_num_queries):
        client = client_of("lu")
        with django_assert_max_num_queries(30):
            client.get("/duty/running/posts/")
        with django_assert_max_num_queries(30):
            client.get("/duty/sites/")
