"""A directive goes from the region to 186 villages; one township is silent, and its silence climbs."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import ROOT, environment_of
from tests.journeys.far_county import COUNTY, FIRST, SILENT, TOWNSHIPS, VILLAGE, VILLAGES
from tests.journeys.test_access import AXE, problems
from tests.journeys.test_languages import choose

pytestmark = pytest.mark.browser
DIRECTIVES = "/supervision/directives"
PICTURE = {
    "name": "药柜.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02x",
}
Deed = Callable[..., int]


@pytest.fixture(scope="module")
def many(base: str, home: Path) -> Iterator[Deed]:
    """What many people of the county do at once, and what the clock does."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.journeys.far_county"],
        cwd=ROOT,
        env=environment_of(home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as hands:
        asking, answering = hands.stdin, hands.stdout
        assert asking is not None
        assert answering is not None
        assert answering.readline() == "ready\n"

        def do(deed: str, **more: Any) -> int:
            moments = {name: value.isoformat() for name, value in more.items() if isinstance(value, datetime)}
            asking.write(json.dumps({"do": deed, **more, **moments}) + "\n")
            asking.flush()
            return int(answering.readline())

        yield do


def code_of(page: Page) -> str:
    """The code of the directive whose page is open."""
    return page.url.split(f"{DIRECTIVES}/")[1].split("/")[0]


def levels(page: Page, code: str) -> list[list[int]]:
    """Level by level: for, received, read, acknowledged, begun, reported."""
    page.goto(f"{DIRECTIVES}/{code}/")
    rows = page.locator("#tree table").first.locator("tbody tr")
    return [
        [int(cell.replace(",", "")) for cell in rows.nth(n).locator(".fx-number").all_inner_texts()]
        for n in range(rows.count())
    ]


def write(page: Page, level: str, title: str, **areas: list[str]) -> str:
    """Fill in what is not there yet, look at it, issue it; its code."""
    for other in page.locator("[name=levels]:checked").all():
        other.uncheck()
    page.check(f"[name=levels][value={level}]")
    if areas:
        page.select_option("[name=areas]", areas["areas"])
    page.fill("[name=title]", title)
    page.click("[name=preview]")
    expect(page.locator("#preview .fx-text")).to_be_visible()
    page.locator("form .fx-buttons .btn-primary").last.click()
    page.wait_for_url(re.compile(rf"{DIRECTIVES}/(?!new)[^/]+/$"))
    return code_of(page)


def open_from_list(page: Page, title: str) -> str:
    """Find it in one's own list, which is receiving it, and open it, which is reading it."""
    page.goto(f"{DIRECTIVES}/")
    page.locator("main table a", has_text=title).first.click()
    page.wait_for_url(re.compile(rf"{DIRECTIVES}/(?!\?)[^/]+/$"))
    return code_of(page)


def onward(page: Page, level: str, title: str, more: str) -> str:
    """Issue what is open onward, with an addition."""
    page.locator("a[href*='?parent=']").click()
    text = page.locator("[name=text]")
    text.fill(text.input_value() + more)
    return write(page, level, title)


def alert(page: Page, tone: str) -> str:
    """What stands in the alerts of a tone."""
    return " ".join(page.locator(f"main .fx-alert[data-tone={tone}]").all_inner_texts())


def test_a_directive_reaches_every_village_and_its_silence_climbs(windows, many):
    region, county = windows.of("meng"), windows.of("ou")
    region.goto(f"{DIRECTIVES}/new/")
    region.fill("[name=text]", "# 今晚\n\n1. 清点药品\n2. 报数，共 3.5 万只口罩\n\n<b>不得漏报</b>")
    top = write(region, "county", "清点药品", areas=[COUNTY])
    begun = datetime.now(UTC)
    expect(region.locator(".fx-text li")).to_have_count(2)
    expect(region.locator(".fx-text")).to_contain_text("<b>不得漏报</b>")
    assert levels(region, top) == [[1, 0, 0, 0, 0, 0]]

    open_from_list(county, "清点药品")
    assert levels(region, top) == [[1, 1, 1, 0, 0, 0]]
    middle = onward(county, "township", "清点药品（各镇）", "\n\n- 边境各村先报")
    assert levels(region, top) == [[1, 1, 1, 1, 1, 0], [12, 0, 0, 0, 0, 0]]

    first = windows.of("pan")
    open_from_list(first, "清点药品（各镇）")
    first.locator("#mine .btn-primary").first.click()
    onward(first, "village", "清点药品（一镇各村）", "\n\n- 上午十点前")
    others = [one for one in TOWNSHIPS if one not in (FIRST, SILENT)]
    assert many("issue_onward", areas=others, code=middle, at=datetime.now(UTC)) == 10
    reached = 186 - len(VILLAGES[SILENT])
    assert levels(region, top) == [
        [1, 1, 1, 1, 1, 0],
        [12, 11, 11, 11, 11, 0],
        [reached, 0, 0, 0, 0, 0],
    ]

    village = windows.of("tang", width=390)
    open_from_list(village, "清点药品（一镇各村）")
    village.locator("#mine .btn-primary").first.click()
    village.fill("#report-text", "药品够用三天")
    village.set_input_files("#report-files", PICTURE)
    village.locator("#mine form[action$='/report/'] button").click()
    expect(village.locator(".fx-alert[data-tone=ok]").first).to_be_visible()
    rest = [code for town in TOWNSHIPS if town != SILENT for code in VILLAGES[town] if code != VILLAGE]
    assert many("step", areas=rest, report=40, at=datetime.now(UTC)) == reached - 1
    assert levels(region, top)[2] == [reached, reached, reached, reached, 41, 41]

    climbs(many, region, county, top, middle, begun)

    region.locator("form[action$='/remind/'] button").click()
    silent = windows.of("jing", width=390)
    silent.goto(f"{DIRECTIVES}/{middle}/")
    expect(silent.locator("#mine .fx-alert[data-tone=warn]")).to_be_visible()
    assert levels(region, top)[1] == [12, 12, 12, 11, 11, 0]
    at = begun + timedelta(hours=7, minutes=20)
    many("issue_onward", areas=[SILENT], code=middle, at=at)
    many("step", areas=VILLAGES[SILENT], report=0, at=at)
    assert levels(region, top)[1:] == [[12, 12, 12, 12, 12, 0], [186, 186, 186, 186, 41, 41]]
    full = region.locator("#tree .fx-alert[data-tone=ok]")
    expect(full).to_contain_text(re.compile(r"7\D+(19|20)\D"))
    assert alert(region, "bad") == ""
    last = region.locator("#tree table").first.locator("tbody tr").nth(1).locator("td").last
    expect(last).to_contain_text(re.compile(r"7\D+(19|20)\D"))


def climbs(many: Deed, region: Page, county: Page, top: str, middle: str, begun: datetime) -> None:
    """Hours go by: the silent township's is at the county, the prefecture, the region; each sees it."""
    many("call", now=begun + timedelta(hours=1, minutes=30))
    region.goto(f"{DIRECTIVES}/{top}/")
    assert alert(region, "bad") == ""
    for hours, place in ((2.5, "长岭县"), (4.5, "平江市"), (6.5, "岭南省")):
        many("call", now=begun + timedelta(hours=hours))
        for page, code in ((region, top), (county, middle)):
            page.goto(f"{DIRECTIVES}/{code}/?area={COUNTY}")
            if page is region or place == "长岭县":
                assert place in alert(page, "bad")
        expect(region.locator("#tree tr", has_text="长岭12镇").locator(".fx-badge").last).to_contain_text(
            place
        )
    region.locator("main .fx-alert[data-tone=bad] a").click()
    expect(region.locator("#receivers tbody tr")).to_have_count(1)
    expect(region.locator("#receivers")).to_contain_text("静默")
    region.goto(f"{DIRECTIVES}/{top}/")


def test_pages_of_directives_are_usable_at_both_widths_in_both_languages(windows, many):
    found: list[str] = []
    for username, width in (("meng", 1280), ("ou", 390)):
        page = windows.of(username, width=width)
        page.goto(f"{DIRECTIVES}/?tab=issued")
        code = page.locator("main table a").first.get_attribute("href")
        assert code is not None
        for language in ("en", "zh-hans"):
            page.goto(f"{DIRECTIVES}/")
            choose(page, language)
            for path in ("", "?tab=issued", "?tab=all", "new/", "register/"):
                found += look_at(page, f"{DIRECTIVES}/{path}", width)
            for path in ("", f"?area={COUNTY}", "receivers/", "receivers/?lacking=late"):
                found += look_at(page, f"{code}{path}", width)
        found += look_at(page, f"{DIRECTIVES}/new/?parent={code.split('/')[3]}", width)
    assert found == []


def look_at(page: Page, path: str, width: int) -> list[str]:
    """What keeps somebody from using a page: what axe finds, and what is wider than the window."""
    page.goto(path)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    wide = page.evaluate("document.documentElement.scrollWidth")
    return problems(page) + ([f"{path}: {wide} px wide"] if wide > width + 1 else [])
