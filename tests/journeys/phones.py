"""What a journey does with a phone: enrol it, record on it, look at it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.conftest import Windows
from tests.world import RIVER, UPPER

SETTLING = 60_000  # milliseconds; the worker may have other tests' company on the machine
DOORS = [f"{UPPER}-{number:04d}" for number in range(12)]
CAMPAIGN = "第一轮入户"
KEPT = """(store) => new Promise((done, fail) => {
  const asked = indexedDB.open("fangxian-field");
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})"""


def forgive_the_line(windows: Windows) -> None:
    """The browser itself says so when a request finds no line; that is what was wanted."""
    windows.heard[:] = [said for said in windows.heard if "ERR_INTERNET_DISCONNECTED" not in said]


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
    page.goto("/my-phone/")
    page.locator("form[action$='/phones/offer/'] button").click()
    code = page.locator(".fx-offer-text code").inner_text()
    phone.goto(f"/field/#enrol={code}")
    phone.get_by_role("button", name=word, exact=True).click()
    expect(phone.locator(".next-door, .card").first).to_be_visible(timeout=SETTLING)
    expect(phone.locator(".coverage")).to_be_visible(timeout=SETTLING)
    assert code not in phone.url
    return phone


def kept(phone: Page) -> None:
    """Wait until the service worker has everything a cold start needs."""
    phone.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


def open_door(phone: Page, door: str, outcome: str) -> None:
    """A door's page, and the outcome touched; once more where one has been recorded already."""
    phone.goto(f"/field/#/household/{door}")
    expect(phone.locator("h1")).to_have_text(door)
    panel = phone.locator(".panel")
    again = panel.get_by_role("button", name="再记一次")
    if again.count() > 0:
        again.click()
    panel.get_by_role("button", name=outcome, exact=True).click()


def touch(phone: Page, door: str, outcome: str) -> None:
    """An outcome that is recorded by one touch; it is on the disk when the panel says so."""
    open_door(phone, door, outcome)
    expect(phone.locator(".panel .done")).to_contain_text(outcome)


def visit(phone: Page, door: str, outcome: str, *, choose: str = "", note: str = "") -> None:
    """An outcome with its form."""
    open_door(phone, door, outcome)
    sheet = phone.locator("dialog[open]")
    if choose:
        sheet.get_by_text(choose, exact=True).click()
    if note:
        sheet.locator("textarea").fill(note)
    sheet.get_by_role("button", name="记录").click()
    expect(sheet).to_have_count(0)
    expect(phone.locator(".panel .done")).to_contain_text(outcome)


def write(phone: Page, door: str, kind: str, text: str) -> None:
    """A report about the household itself."""
    phone.goto(f"/field/#/household/{door}")
    phone.locator(".action", has_text=kind).click()
    phone.locator("dialog textarea").fill(text)
    phone.locator("dialog").get_by_role("button", name="记录").click()
    expect(phone.locator("dialog")).to_have_count(0)


def stored(phone: Page, store: str) -> list[Any]:
    """All that one store of the phone's database holds."""
    found: list[Any] = phone.evaluate(KEPT, store)
    return found


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
