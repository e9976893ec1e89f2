"""What a journey does with a phone: enrol it, ask the server what it would hold, look at it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from fangxian.cli.phone_hands import SETTLING, offered, stored
from tests.journeys.conftest import Windows
from tests.world import RIVER, UPPER

DOORS = [f"{UPPER}-{number:04d}" for number in range(12)]
CAMPAIGN = "第一轮入户"
NO_LINE = ("ERR_INTERNET_DISCONNECTED", "ERR_CONNECTION_RESET")


def forgive_the_line(windows: Windows) -> None:
    """The browser itself says so when a request finds no line or loses it; that is what was wanted."""
    windows.heard[:] = [said for said in windows.heard if not any(one in said for one in NO_LINE)]


def campaign_of(page: Page) -> str:
    """The code of a door-knock that runs over the township, started if it does not run yet."""
    page.goto("/campaigns/")
    running = page.locator("main a", has_text=CAMPAIGN)
    if running.count() == 0:
        page.goto("/campaigns/new/")
        page.select_option("[name=area]", RIVER)
        page.fill("[name=name]", CAMPAIGN)
        page.locator("main form button.btn-primary").click()
        page.wait_for_url(re.compile(r"/campaigns/(?!new)[^/]+/"))
    else:
        running.first.click()
    expect(page.locator("main")).to_contain_text("20", timeout=SETTLING)
    return page.url.split("/campaigns/")[1].split("/")[0]


def enrolled(page: Page, phone: Page, word: str = "登记") -> Page:
    """A phone enrolled with the code that somebody is shown on the page of their own phones."""
    code = offered(page)
    phone.goto(f"/field/#enrol={code}")
    phone.get_by_role("button", name=word, exact=True).click()
    expect(phone.locator(".next-door, .card").first).to_be_visible(timeout=SETTLING)
    expect(phone.locator(".coverage")).to_be_visible(timeout=SETTLING)
    assert code not in phone.url
    return phone


def enrolment(phone: Page) -> dict[str, str]:
    """The enrolment that runs."""
    return next(one for one in stored(phone, "enrolments") if one["token"])


def pulled(phone: Page) -> dict[str, Any]:
    """What the server would give this phone anew: the targets by household."""
    headers = {"Authorization": f"Bearer {enrolment(phone)['token']}"}
    answer = phone.request.get("/api/field/pull", headers=headers).json()
    return {one["household"]: one for one in answer["targets"]}


def look(phone: Page, name: str) -> None:
    """Nothing reaches over the edge; a picture, where somebody wants to look."""
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
    folder = os.environ.get("FANGXIAN_PICTURES")
    if folder:
        phone.screenshot(path=str(Path(folder) / f"phone-{name}.png"))
