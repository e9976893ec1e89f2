"""The screens of a sampling table and of boxes: on a sampler's phone, and on a courier's."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from fangxian.cli.album import Listener
from fangxian.cli.phone_hands import SETTLING, kept, send, stored
from fangxian.cli.phone_screens import Screen, each
from fangxian.cli.phone_table_hands import carry, open_tube, scan

MISTYPED, UNKNOWN = "110105194912310021", "11010519491231002X"
"""A wrong check digit, and a right number of nobody in the list. Source: GB 11643-1999, its example."""
FULL, OPEN, BOX = "PT0001", "PT0002", "PB01"


def _enrolled(phone: Page, code: str, screen: str) -> None:
    phone.goto(f"/field/#enrol={code}")
    phone.evaluate("() => localStorage.setItem('fangxian-field.language', 'zh-Hans')")
    phone.reload()
    phone.click(".enrol button[type=submit]")
    expect(phone.locator(f".tabs a[href='#/{screen}']")).to_be_visible(timeout=SETTLING)
    kept(phone)
    phone.goto(f"/field/#/{screen}")


def sampling(phone: Page, code: str, listener: Listener) -> Iterator[None]:
    """Which table, no tube, somebody found, found again, mistyped, in no list, a count, and the boxes."""
    _enrolled(phone, code, "table")
    yield from each(phone, listener, (Screen("table-choice", "table"),))
    phone.locator("form.card button[type=submit]").click()
    yield from each(phone, listener, (Screen("table-no-tube", "table"),))
    people = [one for held in stored(phone, "rounds") for one in held["people"] if not one["sampled"]]
    _fill(phone, [one["target"] for one in people[:7]])
    wanted = (
        Screen("table-found", "table", scanned=people[7]["target"]),
        Screen("table-household", "table", scanned=people[8]["household"]),
        Screen("table-twice", "table", scanned=people[0]["target"]),
        Screen("table-mistyped", "table", scanned=MISTYPED),
        Screen("table-stranger", "table", scanned=UNKNOWN),
        Screen("table-close", "table", (".tube > .button.wide",)),
    )
    yield from each(phone, listener, wanted)
    phone.reload()  # what the last picture left open is closed
    phone.goto("/field/#/boxes")
    carry(phone, "装箱", BOX, [], closed=True, cold="4")
    yield from each(phone, listener, (Screen("boxes", "boxes"),))
    send(phone)


def _fill(phone: Page, targets: list[str]) -> None:
    """A tube that was closed with what was in it, and one that is being filled."""
    open_tube(phone, FULL)
    _add(phone, targets[0])
    phone.locator(".tube > .button.wide").click()
    phone.fill("#counted", "1")
    phone.locator("dialog button[type=submit]").click()
    expect(phone.locator("dialog")).to_have_count(0)
    open_tube(phone, OPEN)
    for target in targets[1:]:
        _add(phone, target)


def _add(phone: Page, target: str) -> None:
    scan(phone, target)
    phone.locator(".person .primary").click()
    expect(phone.locator(".person")).to_have_count(0)


def carrying(phone: Page, code: str, listener: Listener) -> Iterator[None]:
    """The courier's calls and boxes, and one that is taken over, tube by tube."""
    _enrolled(phone, code, "boxes")
    expect(phone.locator(".door").first).to_be_visible(timeout=SETTLING)
    yield from each(phone, listener, (Screen("boxes-courier", "boxes"),))
    phone.locator(".door button").first.click()
    expect(phone.locator("#entry")).to_be_visible()
    yield from each(phone, listener, (Screen("boxes-taken", "boxes"),))
