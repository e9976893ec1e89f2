"""From a form to people on posts: draft, wait, look, publish, and the board shows it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.world import COUNTY, RIVER

pytestmark = pytest.mark.browser

COMPUTING = 90_000  # milliseconds; the worker may have other tests' company on the machine


def test_a_plan_is_drafted_looked_at_published_and_on_the_board(window_of):
    page = window_of("lu")
    expect(page.locator("#gaps")).to_contain_text("方案发布后才知道缺口")
    draft(page)
    look_at_every_tab(page)
    publish(page)
    page.goto(f"/board/{COUNTY}/")
    expect(page.locator(".fx-stat[data-tone]").first).to_contain_text("%")
    expect(page.locator("#gaps table")).to_be_visible()

    page.goto("/duty/running/posts/")
    expect(page.locator("main tbody tr").first).to_be_visible()
    assert page.request.get("/duty/running/workbook.xlsx").ok

    township = window_of("huang")
    assert "安宁县" not in township.locator("main").inner_text()
    township.goto(f"/board/{RIVER}/gaps/")
    expect(township.locator("h1")).to_contain_text("河口镇")

    stranger = window_of("yang")
    assert stranger.request.get("/duty/running/posts/").ok
    assert "R-0" not in stranger.request.get("/duty/running/posts/").text()


def draft(page: Page) -> None:
    page.goto("/duty/plans/")
    page.locator("main a[href='/duty/plans/new/'], .fx-actions a[href='/duty/plans/new/']").first.click()
    page.select_option("[name=area]", COUNTY)
    page.fill("[name=days]", "3")
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/duty/plans/plan-"))
    expect(page.locator(".fx-stats").first).to_be_visible(timeout=COMPUTING)


def look_at_every_tab(page: Page) -> None:
    addresses = [tab.get_attribute("href") for tab in page.locator(".fx-tabs a").all()]
    assert len(addresses) == 9
    overview = page.url
    for address in addresses:
        page.goto(address)
        expect(page.locator("main")).not_to_be_empty()
    page.goto(overview)


def publish(page: Page) -> None:
    page.locator("[data-open=publish]").click()
    page.locator("#publish form button.btn-primary").click()
    expect(page.locator(".fx-toast")).to_be_visible()
