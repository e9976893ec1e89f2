"""Off line: a site inspected, its findings put right on another phone, one returned by a second look."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from fangxian.cli.phone_hands import SETTLING, kept, send, stored
from fangxian.cli.phone_work_hands import at_work, judge, line, look_again, put_right, record_inspection
from tests.journeys.phones import forgive_the_line, look

pytestmark = pytest.mark.browser
SITE, NAME = "S-SQUARE", "河口广场采样点"
HERE = {"latitude": 23.311, "longitude": 106.611, "accuracy": 12}
LABELS, WAIT, CREW = "试管标签完整", "排队等候不超过", "每台有采样员"


def test_findings_made_off_line_are_put_right_off_line_and_looked_at_again(windows, window_of):
    he = at_work(window_of("he"), windows.anybody(width=390))
    wei = at_work(window_of("wei"), windows.anybody(width=390))
    for phone in (he, wei):
        kept(phone)
        phone.context.set_offline(True)

    he = inspect_off_line(he)
    findings = opened(he)
    on_line(he)

    on_line(wei)
    for words in (LABELS, WAIT):
        expect(waiting_for(wei, words)).to_be_visible(timeout=SETTLING)
    look(wei, "items")
    wei.context.set_offline(True)
    put_right(wei, LABELS, "已重贴标签")
    put_right(wei, WAIT, "加开一台")
    on_line(wei)

    on_line(he)
    at_the_site(he)
    expect(he.locator(".finding .outcome.tone-ok")).to_have_count(2, timeout=SETTLING)
    look(he, "place-again")
    he.context.set_offline(True)
    look_again(he, LABELS)
    look_again(he, WAIT, "还是排长队")
    on_line(he)

    on_line(wei)
    expect(waiting_for(wei, WAIT)).to_be_visible(timeout=SETTLING)
    expect(waiting_for(wei, LABELS)).to_have_count(0)
    waiting_for(wei, WAIT).click()
    expect(wei.locator(".happened")).to_contain_text("还是排长队")
    look(wei, "item-returned")

    agrees(window_of("lu"), findings)
    forgive_the_line(windows)


def inspect_off_line(phone: Page) -> Page:
    """The site looked at without a line, the app closed and opened in between; the window it went on in."""
    phone.goto("/field/#/inspect")
    look(phone, "round")
    phone.locator("a.door", has_text=NAME).click()
    phone.locator("main a.button.primary").click()
    judge(phone, CREW, "合格")
    judge(phone, LABELS, "不合格", "标签脱落", with_photo=True)
    context = phone.context
    phone.close()
    phone = context.new_page()
    phone.goto(f"/field/#/checklist/{SITE}/sampling_point")
    expect(line(phone, LABELS).locator("textarea")).to_have_value("标签脱落")
    expect(line(phone, LABELS).locator(".shots img")).to_have_count(1)
    judge(phone, WAIT, "不合格", "排了一小时")
    expect(phone.locator(".progress")).to_contain_text("3 / 12")
    look(phone, "checklist")
    record_inspection(phone, standing=HERE)
    expect(phone.locator(".finding")).to_have_count(2)
    look(phone, "place")
    return phone


def opened(phone: Page) -> dict[str, str]:
    """The codes of the findings that the inspection opens, by line; the photo speaks of the first."""
    sent = {one["report"]["kind"]: one["report"] for one in stored(phone, "outbox")}
    report = sent["inspection"]
    assert (report["form_version"], report["body"]["lat_e5"]) == (2, 2331100)
    stem = f"finding-{report['id'].replace('-', '')}"
    lines = [one["line"] for one in report["body"]["lines"]]
    codes = {name: f"{stem}-{number:02d}" for number, name in enumerate(lines)}
    assert sent["evidence"]["subject"] == codes["labels"]
    return codes


def on_line(phone: Page) -> None:
    """The line back, and everything sent and loaded anew."""
    phone.context.set_offline(False)
    send(phone)
    expect(phone.locator(".card button").first).to_be_enabled(timeout=SETTLING)


def waiting_for(phone: Page, words: str) -> Locator:
    """The row of an item among those that wait for whoever holds the phone."""
    phone.goto("/field/#/items/")
    return phone.locator("a.door", has_text=words)


def at_the_site(phone: Page) -> None:
    phone.goto(f"/field/#/place/{SITE}")


def agrees(page: Page, findings: dict[str, str]) -> None:
    """The county reads the same: one closed with its photos, one open with why."""
    page.goto(f"/supervision/findings/{findings['labels']}/")
    expect(page.locator(".fx-lead")).to_contain_text("已关闭")
    page.goto(f"/items/{findings['labels']}/")
    expect(page.locator("main a[href*='/evidence/']")).to_have_count(2)
    page.goto(f"/supervision/findings/{findings['wait']}/")
    expect(page.locator(".fx-lead")).to_contain_text("待整改")
    page.goto(f"/items/{findings['wait']}/")
    expect(page.locator(".fx-timeline")).to_contain_text("还是排长队")
