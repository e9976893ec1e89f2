"""Looking down from the county to a village, and back up."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.world import COUNTY, HILL, NEXT_COUNTY, RIVER, UPPER

pytestmark = pytest.mark.browser


def test_a_commander_drills_down_and_comes_back(window_of):
    page = window_of("lu")
    expect(page.locator("h1")).to_have_text("安宁县")
    page.locator("#below").get_by_role("link", name="河口镇").click()
    page.wait_for_url(f"**/board/{RIVER}/")
    page.locator("#below").get_by_role("link", name="上河村").click()
    page.wait_for_url(f"**/board/{UPPER}/")
    expect(page.locator("h1")).to_have_text("上河村")

    page.go_back()
    expect(page.locator("h1")).to_have_text("河口镇")
    page.go_forward()
    page.locator(".fx-crumbs").get_by_role("link", name="安宁县").click()
    expect(page.locator("h1")).to_have_text("安宁县")
    page.goto(f"/board/{HILL}/")
    expect(page.locator("h1")).to_have_text("山背乡")


def test_the_drawing_of_areas_is_there(window_of):
    page = window_of("lu")
    page.locator("[data-island~=treemap] canvas").wait_for()


def test_a_row_opens_its_area(window_of):
    page = window_of("lu")
    page.locator(f"tr[data-href='/board/{RIVER}/'] td").last.click()
    page.wait_for_url(f"**/board/{RIVER}/")


def test_yang_of_the_next_county_sees_nothing_of_this_one(window_of):
    page = window_of("yang")
    expect(page.locator("h1")).to_have_text("永福县")
    for path in (f"/board/{COUNTY}/", f"/board/{UPPER}/", f"/board/{COUNTY}/gaps/"):
        answer = page.request.get(path)
        assert answer.status == 404
        assert "安宁" not in answer.text()
    for asked in ("安宁", "河口", UPPER, "陆", "R-01"):
        assert "/board/900101" not in page.request.get("/board/search/", params={"q": asked}).text()
    assert page.request.get(f"/board/{NEXT_COUNTY}/").ok


def test_slash_finds_an_area_by_the_keyboard_alone(window_of):
    page = window_of("lu")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    expect(page.locator("[data-search]:focus")).to_have_count(1)
    page.keyboard.type("河口")
    page.locator(".fx-search-results a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/board/900101001"))


def test_the_rows_are_walked_by_the_keyboard(window_of):
    page = window_of("lu")
    page.wait_for_load_state("networkidle")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/board/9001010\d\d\d?/"))
