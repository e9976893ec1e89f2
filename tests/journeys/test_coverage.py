"""A campaign from its form to its live coverage, in a browser before a real server and its worker."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests import world

pytestmark = pytest.mark.browser


def test_a_campaign_is_started_watched_live_and_work_is_given_away(windows):
    page = windows.of("lu")
    page.goto("/campaigns/new/")
    page.fill("[name=name]", "敲门")
    page.select_option("[name=area]", world.RIVER)
    expect(page.locator("#expected b")).to_have_text("20")
    page.click("form .btn-primary")
    page.wait_for_url(re.compile(r"/campaigns/k\w+/$"))
    page.locator("a.btn-primary[href*='/area/']").click()  # there once the worker has laid out the targets
    page.wait_for_url(f"**/area/{world.RIVER}/")
    live = page.locator(".fx-live")
    expect(live).to_have_attribute("data-state", "live")

    page.context.set_offline(True)
    expect(live).to_have_attribute("data-state", "broken")
    page.context.set_offline(False)
    expect(live).to_have_attribute("data-state", "live")
    windows.heard.clear()  # the browser says on its console that it was offline

    page.locator("#gap-rows tbody input").nth(0).check()
    page.click("[data-bulk] .btn-primary")
    page.locator("input[name=to]").first.check()
    page.fill("[name=reason]", "熟悉路")
    page.click("[value=preview]")
    page.click("[value=give]")
    page.click("[data-open=give-back]")
    page.click("#give-back .btn-primary")
    expect(page.locator("[data-open=give-back]")).to_have_count(0)
