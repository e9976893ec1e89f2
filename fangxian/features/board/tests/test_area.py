"""The page of an area: what it says, to whom, at what price."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.features.accounts.services import open_account
from fangxian.features.board.selectors import look
from fangxian.features.territory.models import Area
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotFound
from tests import world

from .conftest import GRID


def actor(name):
    return world.BY_NAME[name].actor


def test_a_commander_starts_at_the_county(signed_in):
    assert signed_in("lu").get("/").url == f"/board/{world.COUNTY}/"


def test_those_without_a_board_start_at_what_they_are_for(signed_in):
    starts = {name: signed_in(name).get("/").url for name in ("qin", "lan", "deng")}
    assert starts == {"qin": "/duty/own/", "lan": "/trail/", "deng": "/accounts/"}


def test_the_county_shows_its_townships_with_leads_and_vacancies(county):
    with scope.acting(actor("lu")):
        seen = look.at(actor("lu"), world.COUNTY, "code")
    river, hill = seen.below
    assert (river.name, river.lead.name, river.missing) == ("河口镇", "黄强", 3)
    assert (hill.name, hill.lead, hill.share) == ("山背乡", None, 1.0)
    assert (seen.place.filled, seen.place.seats, seen.place.lead.name) == (9, 12, "陆明")


def test_a_vacancy_is_told_in_words(signed_in):
    page = signed_in("lu").get(f"/board/{world.COUNTY}/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert 'class="fx-vacant"' in page


def test_areas_can_be_sorted_and_nonsense_is_ignored(county):
    with scope.acting(actor("lu")):
        downward = look.at(actor("lu"), world.COUNTY, "-people").below
        nonsense = look.at(actor("lu"), world.COUNTY, "-secret").below
    assert [one.people for one in downward] == [50, 20]
    assert [one.code for one in nonsense] == [world.RIVER, world.HILL]


def test_crumbs_lead_down_from_the_charge_and_not_from_above_it(county):
    with scope.acting(actor("huang")):
        crumbs = look.at(actor("huang"), GRID, "").crumbs
    assert [name for name, _url in crumbs] == ["河口镇", "上河村", "上河村第1网格"]


def test_a_township_user_sees_the_township_and_nothing_else(signed_in):
    huang = signed_in("huang")
    page = huang.get(f"/board/{world.RIVER}/")
    assert page.status_code == 200
    assert "山背乡" not in page.content.decode()
    for elsewhere in (world.COUNTY, world.HILL, world.RIDGE, world.NEXT_COUNTY):
        assert huang.get(f"/board/{elsewhere}/").status_code == 404


@pytest.mark.parametrize("tail", ["", "gaps/", "map.json", "boxes.json"])
def test_a_person_of_the_next_county_gets_nothing(signed_in, tail):
    assert signed_in("yang").get(f"/board/{world.UPPER}/{tail}").status_code == 404


@pytest.mark.parametrize("name", ["qin", "lan", "deng"])
def test_a_charge_without_the_board_is_refused(signed_in, name):
    assert signed_in(name).get(f"/board/{world.UPPER}/").status_code == 403


def test_an_area_that_is_not_there_is_not_found(county):
    with scope.acting(actor("lu")), pytest.raises(NotFound):
        look.at(actor("lu"), f"{world.COUNTY}999", "")


def test_a_grid_has_a_page_with_its_posts(signed_in):
    page = signed_in("wei").get(f"/board/{GRID}/").content.decode()
    assert "上河村第1网格" in page
    assert 'id="below"' not in page


def test_the_page_costs_the_same_with_many_areas(county):
    def cost() -> int:
        with (
            scope.acting(actor("lu")),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            look.at(actor("lu"), world.RIVER, "")
        return len(queries)

    before = cost()
    with scope.acting(world.OPERATOR):
        for n in range(30):
            Area.objects.create(
                code=f"{world.RIVER}{n + 100}",
                name=f"新村{n}",
                level="village",
                parent=world.RIVER,
                valid_from="2022-02-07",
            )
    assert cost() == before <= 16


def test_a_partial_is_the_same_rows_without_the_page(signed_in):
    answer = signed_in("lu").get(f"/board/{world.COUNTY}/?sort=-people", headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert "HX-Request" in answer.headers["Vary"]
    assert answer.content.decode().index("河口镇") < answer.content.decode().index("山背乡")


def test_an_area_before_its_territory_says_how_to_fill_it(signed_in):
    lu = signed_in("lu")
    with scope.acting(world.OPERATOR):
        Area.objects.filter(code=world.COUNTY).delete()
    answer = lu.get(f"/board/{world.COUNTY}/")
    assert answer.status_code == 200
    assert b"/imports/" in answer.content


def test_a_person_without_a_charge_is_told_so(signed_in):
    lu = signed_in("lu")
    with scope.acting(world.OPERATOR):
        stranger = open_account(actor=world.OPERATOR, username="tan.an", password=world.PASSWORD)
    lu.force_login(stranger.account, "fangxian.features.accounts.backends.AccountBackend")
    answer = lu.get("/")
    assert answer.status_code == 200
    assert "board/no-charge.html" in [template.name for template in answer.templates]
