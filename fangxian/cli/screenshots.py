"""Takes the screenshots: every page of the table in two or three languages and two widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from fangxian.cli import browser
from fangxian.cli.album import Album, Listener, picture
from fangxian.cli.shots import Shot

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

LANGUAGES = {"hant": "zh-hant", "en": "en", "zh": "zh-hans"}
"""By their names in file names; the last one is what the personas' accounts are left with."""
ALL_THREE = ("board", "campaign")
"""Pages whose names begin so are taken in every language, the others not in Traditional Chinese."""


@dataclass(frozen=True, slots=True)
class Size:
    """A screen: CSS pixels wide and at most so high, with so many device pixels to one."""

    name: str
    width: int
    height: int
    scale: float


SIZES = (Size("wide", 1280, 1800, 1), Size("phone", 390, 2000, 1.5))


def take(
    base: str,
    shots: Sequence[tuple[Shot, str]],
    password: str,
    folder: Path,
    progress: Callable[[float], None],
) -> Album:
    """
    Photograph every (shot, path) of a server; `progress` is told the share done.

    Raises:
        RuntimeError: there is no browser on this machine.
    """
    from playwright.sync_api import sync_playwright

    path = browser.find()
    if path is None:
        raise RuntimeError("no browser; set FANGXIAN_BROWSER to a Chromium")
    album = Album(folder)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(browser.ARGUMENTS))
        for who in dict.fromkeys(shot.who for shot, _ in shots):
            own = [(shot, path) for shot, path in shots if shot.who == who]
            for size in SIZES:
                with signed_in(chromium, base, who, password, size) as context:
                    _take_all(context, base, own, size, album)
            progress(len(album.taken) / len(shots))
        chromium.close()
    return album


@contextmanager
def signed_in(chromium: Browser, base: str, who: str, password: str, size: Size) -> Iterator[BrowserContext]:
    """A browser's window of this size, signed in ('' nobody), whose addresses may leave out the server."""
    context = chromium.new_context(
        base_url=base,
        viewport={"width": size.width, "height": 900},
        device_scale_factor=size.scale,
        is_mobile=size.name == "phone",
        has_touch=size.name == "phone",
        locale="en",
        reduced_motion="reduce",
    )
    context.set_default_timeout(15_000)
    if who:
        page = context.new_page()
        page.goto(f"{base}/accounts/sign-in/")
        page.fill("[name=username]", who)
        page.fill("[name=password]", password)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda address: "/accounts/sign-in/" not in address)
        page.close()
    yield context
    context.close()


def _take_all(
    context: BrowserContext, base: str, shots: Sequence[tuple[Shot, str]], size: Size, album: Album
) -> None:
    page = context.new_page()
    listener = Listener(page, album)
    for short, language in LANGUAGES.items():
        chosen = [one for one in shots if short != "hant" or one[0].name.startswith(ALL_THREE)]
        if not chosen:
            continue
        listener.name = f"choosing {language} as {shots[0][0].who}"
        # Not every page that anybody may open has the form of languages; the door has.
        page.goto(f"{base}{shots[0][1] if shots[0][0].who else '/accounts/sign-in/'}")
        _choose_language(page, language)
        for shot, path in chosen:
            listener.name = f"{shot.name}-{shot.who or 'anyone'}-{short}-{size.name}.webp"
            _take_one(page, f"{base}{path}", shot.press, album.folder / listener.name, size, album)
            if shot.undo:
                with page.expect_navigation(wait_until="networkidle"):
                    page.click(shot.undo)
            album.taken.setdefault(shot.name, []).append(listener.name)


def _choose_language(page: Page, language: str) -> None:
    """Post the page's own language form, as a press on it would."""
    with page.expect_navigation():
        page.evaluate(
            "(wanted) => document.querySelector(`button[name=language][value='${wanted}']`).click()", language
        )


def _take_one(page: Page, address: str, press: Sequence[str], file: Path, size: Size, album: Album) -> None:
    from playwright.sync_api import Error

    page.set_viewport_size({"width": size.width, "height": 900})
    try:
        page.goto(address, wait_until="networkidle")
        for part in press[:-1]:
            page.click(f"{part} >> nth=0")
        for part in press[-1:]:
            with page.expect_navigation(wait_until="networkidle"):
                page.click(f"{part} >> nth=0")
        for drawing in page.query_selector_all("[data-island].fx-drawing"):
            drawing.wait_for_selector("canvas", state="attached")
    except Error as error:
        album.troubles.append(f"{file.name}: {error.message.splitlines()[0]}")
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > size.width:
        album.troubles.append(f"{file.name}: {wide} pixels wide on a screen of {size.width}")
    height = min(page.evaluate("document.documentElement.scrollHeight"), size.height)
    page.set_viewport_size({"width": size.width, "height": max(height, 600)})
    page.wait_for_timeout(150)  # the drawings follow the new height
    file.write_bytes(picture(page))
