"""One screen of the phone app, and how it is photographed: at 390 px, in three languages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Error, Page, expect

from fangxian.cli.album import Listener, picture
from fangxian.cli.screenshots import Size

LANGUAGES = ("en", "zh-Hant", "zh-Hans")
SCREEN = Size("phone", 390, 1400, 1.5)
HIGH = 844
"""What a phone shows at once; a longer page is taken longer, a sheet never."""
EXTENT = "[document.documentElement.scrollWidth, document.documentElement.scrollHeight]"


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its name in the file names, where it is, what to scan and what to press there, in turn."""

    name: str
    address: str
    press: tuple[str, ...] = ()
    scanned: str = ""


def each(phone: Page, listener: Listener, wanted: tuple[Screen, ...]) -> Iterator[None]:
    """Screens in each language, as they stand."""
    for language in LANGUAGES:
        phone.evaluate("(chosen) => localStorage.setItem('fangxian-field.language', chosen)", language)
        for screen in wanted:
            listener.name = f"phone-{screen.name}-{language}.webp"
            take(phone, screen, listener)
            yield


def take(phone: Page, screen: Screen, listener: Listener) -> None:
    """One screen in the language that is set, begun anew."""
    phone.set_viewport_size({"width": SCREEN.width, "height": HIGH})
    phone.goto(f"/field/#{'' if screen.address.startswith('enrol') else '/'}{screen.address}")
    phone.reload(wait_until="networkidle")  # begun anew: nothing is left of the screen before
    try:
        expect(phone.locator("h1")).not_to_be_empty()
        if screen.scanned:
            phone.fill("#entry", screen.scanned)
            phone.press("#entry", "Enter")
            expect(phone.locator("#entry")).to_have_value("")
        for part in screen.press:
            phone.click(part)
    except (AssertionError, Error) as error:
        listener.note(str(error).splitlines()[0])
    wide, high = phone.evaluate(EXTENT)
    if wide > SCREEN.width:
        listener.note(f"{wide} pixels wide on a screen of {SCREEN.width}")
    if phone.locator("dialog[open]").count() == 0:
        phone.set_viewport_size({"width": SCREEN.width, "height": min(max(high, HIGH), SCREEN.height)})
    phone.wait_for_timeout(150)
    listener.album.taken.setdefault(screen.name, []).append(listener.name)
    (listener.album.folder / listener.name).write_bytes(picture(phone))
