"""The pages: they work, refuse bad input, hide what is out of sight, and cost the same however many rows."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.features.campaigns.models import Campaign
from fangxian.kernel.db import scope
from tests import world
from tests.files import taken

from .conftest import LU, arrive, opened, report

DOOR = f"{world.UPPER}-0000"


def area_url(campaign, area=world.COUNTY):
    return f"/campaigns/{campaign.code}/area/{area}/"


def test_an_empty_list_says_how_to_start_to_whom_may(county, signed_in):
    assert b"Start the first campaign" in signed_in("lu").get("/campaigns/").content
    assert b"Start the first campaign" not in signed_in("liang").get("/campaigns/").content


def test_the_list_shows_what_runs_with_its_bar(campaign, signed_in):
    page = signed_in("huang").get("/campaigns/").content.decode()
    assert "敲门第一轮" in page
    assert "0 / 20" in page


def test_a_campaign_is_started_from_its_form_and_prepared_by_a_job(county, signed_in):
    form = {
        "area": world.RIVER, "kind": "door_knock", "name": "第二轮", "aim": "households", "need": "",
        "question": "有无发热",
        "starts_at": "2022-02-10T08:00", "ends_at": "2022-02-11T20:00", "again_after_min": "90",
    }  # fmt: skip
    answer = signed_in("lu").post("/campaigns/new/", form)
    assert answer.status_code == 302
    page = signed_in("lu").get(answer.url).content.decode()
    assert "Laying out the targets" in page


@pytest.mark.parametrize(
    "wrong", [{"area": world.MARKER}, {"ends_at": "2022-02-09T08:00"}, {"name": ""}, {"kind": "party"}]
)
def test_a_wrong_form_is_shown_again_with_what_is_wrong(county, signed_in, wrong):
    form = {
        "area": world.RIVER, "kind": "door_knock", "name": "第二轮", "aim": "households",
        "starts_at": "2022-02-10T08:00", "ends_at": "2022-02-11T20:00", "again_after_min": "90",
    }  # fmt: skip
    answer = signed_in("lu").post("/campaigns/new/", form | wrong)
    assert answer.status_code == 422
    assert b"fx-wrong" in answer.content


def test_the_preview_counts_targets_and_days(county, signed_in):
    asked = {"area": world.COUNTY, "aim": "households", "need": ""}
    assert b"<b>26</b>" in signed_in("lu").get("/campaigns/new/preview/", asked).content
    assert b"<b>3</b>" in signed_in("lu").get("/campaigns/new/preview/", asked | {"aim": "residents"}).content
    assert (
        b"come with the list"
        in signed_in("lu").get("/campaigns/new/preview/", asked | {"aim": "list"}).content
    )


def test_an_area_shows_what_is_reached_and_what_comes_next(campaign, signed_in):
    arrive(report(campaign.code, DOOR, "not_home", 1), report(campaign.code, f"{world.UPPER}-0001", "met", 2))
    page = signed_in("lu").get(area_url(campaign)).content.decode()
    assert "1 of 26" in page
    assert "河口镇" in page
    assert "Not home" in page
    assert 'data-island="live"' in page


def test_a_part_alone_comes_for_htmx(campaign, signed_in):
    client = signed_in("lu")
    for part in ("figures", "below", "gap-rows"):
        answer = client.get(area_url(campaign), headers={"HX-Request": "true", "HX-Target": part})
        page = answer.content.decode()
        assert f'id="{part}"' in page
        assert "<html" not in page


def test_gaps_come_by_need_and_narrow_by_standing(campaign, signed_in):
    arrive(report(campaign.code, f"{world.UPPER}-0003", "refused", 1))
    client = signed_in("lu")
    page = client.get(area_url(campaign)).content.decode()
    assert page.index(f"{world.UPPER}-0000") < page.index(f"{world.LOWER}-0001")
    refused = client.get(area_url(campaign), {"standing": "refused"}).content.decode()
    assert "The lead goes" in refused
    assert f"{world.LOWER}-0001" not in refused


def test_a_door_tells_all_that_is_known(campaign, signed_in):
    arrive(report(campaign.code, DOOR, "not_home", 1))
    page = signed_in("wei").get(f"/campaigns/{campaign.code}/door/{DOOR}/").content.decode()
    assert "Not home" in page
    assert "1 号" in page
    assert "韦林" in page


def test_drawings_are_figures(campaign, signed_in):
    arrive(report(campaign.code, DOOR, "met", 1))
    client = signed_in("lu")
    boxes = client.get(area_url(campaign) + "boxes.json").json()
    assert [(one["name"], one["people"]) for one in boxes["areas"]] == [("河口镇", 20), ("山背乡", 6)]
    assert client.get(area_url(campaign) + "map.json").json()["layers"]
    assert [count for _at, count in client.get(area_url(campaign) + "pace.json").json()["bars"]] == [1]


def test_gaps_are_taken_away_with_a_mark(campaign, signed_in):
    arrive(report(campaign.code, DOOR, "met", 1))
    lu = signed_in("lu")
    answer = taken(lu, lu.get(area_url(campaign) + "gaps.csv"))
    lines = answer.content.decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 25 + 1
    assert "陆明" in lines[-1]
    assert taken(lu, lu.get(area_url(campaign) + "gaps.xlsx")).status_code == 200
    assert signed_in("liang").get(area_url(campaign) + "gaps.csv").status_code == 403


def test_a_campaign_is_closed_and_opened_again(campaign, signed_in):
    client = signed_in("lu")
    assert client.post(f"/campaigns/{campaign.code}/close/").status_code == 302
    assert b"Open it again" in client.get(f"/campaigns/{campaign.code}/").content
    assert client.post(f"/campaigns/{campaign.code}/close/").status_code == 409
    assert client.post(f"/campaigns/{campaign.code}/reopen/").status_code == 302
    assert signed_in("huang").post(f"/campaigns/{campaign.code}/close/").status_code == 403


def test_a_campaign_without_anybody_says_so_and_is_given_up(county, signed_in):
    with scope.acting(LU):
        Campaign.objects.filter(pk=opened().pk).update(
            state="preparing", error="campaigns.nobody_to_reach", share=0
        )
        code = Campaign.objects.get().code
    client = signed_in("lu")
    assert b"Try again" in client.get(f"/campaigns/{code}/").content
    assert client.post(f"/campaigns/{code}/discard/").status_code == 302
    assert client.get(f"/campaigns/{code}/").status_code == 404


def test_work_is_chosen_looked_at_given_and_given_back(campaign, signed_in):
    client, give = signed_in("wei"), area_url(campaign, world.UPPER) + "give/"
    chosen = {"targets": [f"{campaign.code}/{world.UPPER}-{n:04d}" for n in (1, 2)]}
    assert "梁兰" in client.get(area_url(campaign, world.UPPER) + "people/", {"q": "R-06"}).content.decode()
    page = client.post(give, chosen).content.decode()
    assert "韦林" in page
    assert client.post(give, chosen | {"step": "preview", "to": "R-06"}).status_code == 422
    assert client.post(give, chosen | {"step": "give", "to": "R-99", "reason": "x"}).status_code == 422
    told = {"to": "R-06", "reason": "本村人，熟悉路"}
    assert "梁兰" in client.post(give, chosen | told | {"step": "preview"}).content.decode()
    answer = client.post(give, chosen | told | {"step": "give"})
    assert answer.status_code == 302
    assert "梁兰" in client.get(area_url(campaign, world.UPPER)).content.decode()
    assert b"Give back" in client.get(answer.url).content
    assert client.post(answer.url + "back/").status_code == 302
    assert client.post(answer.url + "back/").status_code == 409


def test_nothing_chosen_is_refused(campaign, signed_in):
    assert signed_in("wei").post(area_url(campaign, world.UPPER) + "give/").status_code == 422
    assert signed_in("liang").post(area_url(campaign, world.UPPER) + "give/").status_code == 403


def test_a_village_sees_its_own_part_of_the_countys_campaign(campaign, signed_in):
    arrive(report(campaign.code, f"{world.LOWER}-0001", "met", 1))
    client = signed_in("wei")
    assert client.get(area_url(campaign)).status_code == 404
    page = client.get(area_url(campaign, world.UPPER)).content.decode()
    assert "0 of 12" in page
    assert client.get(area_url(campaign, world.LOWER)).status_code == 404


@pytest.mark.parametrize("name", ["yang", "chen"])
def test_the_next_county_sees_nothing(campaign, signed_in, name):
    client = signed_in(name)
    assert "敲门第一轮" not in client.get("/campaigns/").content.decode()
    for path in (
        f"/campaigns/{campaign.code}/",
        area_url(campaign),
        area_url(campaign) + "boxes.json",
        area_url(campaign) + "live/",
        f"/campaigns/{campaign.code}/door/{DOOR}/",
        area_url(campaign, world.NEXT_COUNTY),
    ):
        assert client.get(path).status_code == 404, path


def test_who_sees_no_campaigns_is_refused(campaign, signed_in):
    for name in ("qin", "lan", "deng"):
        assert signed_in(name).get("/campaigns/").status_code == 403


def test_more_rows_ask_no_more_questions(campaign, signed_in):
    client = signed_in("lu")

    def asked(path):
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    few = [asked(area_url(campaign, world.HILL)), asked("/campaigns/")]
    opened()
    opened()
    many = [asked(area_url(campaign, world.COUNTY)), asked("/campaigns/")]
    assert many == few


def test_the_board_leads_to_what_runs_there(campaign, signed_in):
    arrive(report(campaign.code, DOOR, "met", 1))
    page = signed_in("huang").get(f"/board/{world.RIVER}/").content.decode()
    assert area_url(campaign, world.RIVER) in page
    assert "1 / 20" in page
