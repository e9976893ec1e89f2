"""What a hand does with the phone app in a browser: open a door, touch an outcome, fill in a form."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

SETTLING = 60_000  # milliseconds; the server may have other company on the machine
KEPT = """(store) => new Promise((done, fail) => {
  const asked = indexedDB.open("fangxian-field");
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const all = asked.result.transaction(store).objectStore(store).getAll();
    all.onsuccess = () => { asked.result.close(); done(all.result); };
  };
})"""
ALTERED = """(change) => new Promise((done, fail) => {
  const asked = indexedDB.open("fangxian-field");
  asked.onerror = () => fail(asked.error);
  asked.onsuccess = () => {
    const tx = asked.result.transaction("outbox", "readwrite");
    const found = tx.objectStore("outbox").index("state").getAll("waiting");
    found.onsuccess = () => {
      for (const item of found.result) {
        const body = { ...item.report.body, ...change.body };
        tx.objectStore("outbox").put({ ...item, report: { ...item.report, ...change, body } });
      }
    };
    tx.oncomplete = () => { asked.result.close(); done(found.result.length); };
    tx.onerror = () => fail(tx.error);
  };
})"""


def offered(page: Page) -> str:
    """The code that somebody is shown on the page of their own phones."""
    page.goto("/my-phone/")
    page.locator("form[action$='/phones/offer/'] button").click()
    return page.locator(".fx-offer-text code").inner_text()


def kept(phone: Page) -> None:
    """Wait until the service worker has everything a cold start needs."""
    phone.evaluate("() => navigator.serviceWorker.ready.then(() => true)")


def stored(phone: Page, store: str) -> list[Any]:
    """All that one store of the phone's database holds."""
    found: list[Any] = phone.evaluate(KEPT, store)
    return found


def alter(phone: Page, **change: Any) -> int:
    """Make what waits say something else, as an older app or an older pull would have; how many reports."""
    count: int = phone.evaluate(ALTERED, change)
    return count


def open_door(phone: Page, door: str, outcome: str, again: str = "再记一次") -> None:
    """A door's page, and the outcome touched; once more where one has been recorded already."""
    phone.goto(f"/field/#/household/{door}")
    expect(phone.locator("h1")).to_have_text(door)
    panel = phone.locator(".panel")
    more = panel.get_by_role("button", name=again)
    if more.count() > 0:
        more.click()
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


def send(phone: Page) -> None:
    """Press until everything that waits is gone."""
    phone.goto("/field/#/outbox")
    phone.get_by_role("button", name="立即发送").click()
    expect(phone.locator(".report .state.tone-info")).to_have_count(0, timeout=SETTLING)
