"""Takes the screens of the phone app at 390 px, in three languages by day and two of them by night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from fangxian.cli import browser, phone_work_shots
from fangxian.cli.album import Album, Listener
from fangxian.cli.phone_hands import SETTLING, alter, kept, offered, send, stored, touch, visit, write
from fangxian.cli.phone_screens import LANGUAGES, SCREEN, Screen, each
from fangxian.cli.phone_screens import take as shoot
from fangxian.cli.screenshots import signed_in

WHO = "grid"
GONE = "QT-0418"


def screens(door: str, done: str) -> tuple[Screen, ...]:
    """All but those of the enrolment and the outbox; one door is due, at the other a visit is recorded."""
    due = f"household/{door}"
    return (
        Screen("today", "today"),
        Screen("households-need", "households/due"),
        Screen("households-route", "households/due", (".choice-part >> nth=1",)),
        Screen("household", due),
        Screen("household-recorded", f"household/{done}"),
        Screen("form-met", due, (".outcome >> nth=5",)),
        Screen("form-needs-service", due, (".outcome >> nth=4",)),
        Screen("form-refused", due, (".outcome >> nth=0",)),
        Screen("call", due, (".action >> nth=0",)),
        Screen("call-people", due, (".action >> nth=0", "dialog button[type=submit]", "dialog .people")),
        Screen("form-note", due, (".action >> nth=1",)),
        Screen("form-photo", due, (".action >> nth=2",)),
        Screen("form-household", due, (".action >> nth=3", "dialog .option >> nth=2")),
        Screen("form-contact", due, (".action >> nth=4",)),
        Screen("hand-over", due, (".work .button >> nth=-1",)),
        Screen("settings", "settings"),
        Screen("leave", "settings", (".button.danger",)),
    )


def take(base: str, password: str, folder: Path, progress: Callable[[float], None]) -> Album:
    """Enrol phones of the demo's people, record on them, photograph every screen; needs a browser."""
    path = browser.find()
    if path is None:
        raise RuntimeError("no browser; set FANGXIAN_BROWSER to a Chromium")
    album = Album(folder)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(browser.ARGUMENTS))
        share = 0
        for who, shots in {WHO: _all, **phone_work_shots.PHONES}.items():
            code = _offered(chromium, base, who, password)
            with signed_in(chromium, base, "", "", SCREEN) as context:
                phone = context.new_page()
                for _ in shots(phone, code, Listener(phone, album)):
                    progress(min(1.0, (share := share + 1) / 100))
        chromium.close()
    album.troubles[:] = [one for one in album.troubles if "ERR_INTERNET_DISCONNECTED" not in one]
    return album


def _offered(chromium: Browser, base: str, who: str, password: str) -> str:
    with signed_in(chromium, base, who, password, SCREEN) as context:
        return offered(context.new_page())


def _all(phone: Page, code: str, listener: Listener) -> Iterator[None]:
    """Every picture of the phone, in the order in which its holder would come by."""
    phone.goto("/field/")
    yield from each(phone, listener, (Screen("enrol", f"enrol={code}"),))
    phone.click(".enrol button[type=submit]")
    expect(phone.locator(".coverage")).to_be_visible(timeout=SETTLING)
    kept(phone)
    doors = sorted({one["household"] for one in stored(phone, "targets") if one["outcome"] == ""})
    _record(phone, doors)
    yield from each(phone, listener, screens(doors[9], doors[1]))
    yield from _night(phone, listener, doors[9])
    phone.context.set_offline(True)
    visit(phone, doors[6], "已电话联系")
    touch(phone, doors[7], "不在家")
    write(phone, doors[6], "备注", "门口有两级台阶，轮椅要两个人抬。")
    yield from each(phone, listener, (Screen("outbox", "outbox"),))
    phone.context.set_offline(False)
    send(phone)


def _record(phone: Page, doors: list[str]) -> None:
    """Visits that are sent, and one that is refused: its household is no longer in the register."""
    phone.context.set_offline(True)
    visit(phone, doors[5], "已见面")
    campaign = next(one["campaign"] for one in stored(phone, "targets"))
    alter(phone, subject=f"{campaign}/{GONE}", area=stored(phone, "households")[0]["area"])
    visit(phone, doors[1], "已见面")
    touch(phone, doors[2], "不在家")
    visit(phone, doors[3], "需要帮助", choose="药品", note="降压药只够三天。")
    phone.context.set_offline(False)
    send(phone)


def _night(phone: Page, listener: Listener, door: str) -> Iterator[None]:
    phone.emulate_media(color_scheme="dark")
    for screen in (Screen("today", "today"), Screen("household", f"household/{door}")):
        listener.name = f"phone-{screen.name}-{LANGUAGES[-1]}-night.webp"
        shoot(phone, screen, listener)
        yield
    phone.emulate_media(color_scheme="light")
