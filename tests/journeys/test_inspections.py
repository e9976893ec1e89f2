"""A site is looked at, two lines fail, both are put right; a second look returns one and closes the other."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.test_access import AXE, problems

pytestmark = pytest.mark.browser
PICTURE = {
    "name": "now.jpg",
    "mimeType": "image/jpeg",
    "buffer": b"\xff\xd8\xff\xe0\x00\x04ab\xff\xda\x00\x02x",
}
ROOT = "/supervision/inspections"
LABELS, WAIT = "试管标签完整", "排队等候不超过"


def fits_and_is_usable(page: Page) -> None:
    """Axe finds nothing serious, and nothing is wider than the window."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert problems(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth + 1")


def put_right(page: Page, finding: str) -> None:
    """Show, as whoever answers there, that a finding is put right."""
    page.goto(f"/items/{finding}/")
    page.set_input_files("#file", PICTURE)
    page.click("[name=move][value=remedy]")
    expect(page.locator("[name=move][value=remedy]")).to_have_count(0)


def test_two_findings_are_put_right_and_one_of_them_is_returned(windows):
    he = windows.of("he", width=390)
    he.goto(f"{ROOT}/round/")
    he.get_by_role("link", name="河口广场采样点").first.click()
    fits_and_is_usable(he)
    he.locator("a[href$='/sampling_point/']").click()
    labels = he.locator("fieldset", has_text=LABELS)
    wait = he.locator("fieldset", has_text=WAIT)
    expect(labels.locator("[name='remark-labels']")).to_be_hidden()
    for line, remark in ((labels, "标签脱落"), (wait, "排了一小时")):
        line.get_by_label("不合格", exact=True).check()
        line.locator("input.form-control:not([type=file])").fill(remark)
    labels.locator("[type=file]").set_input_files(PICTURE)
    he.locator("fieldset", has_text="每台有").get_by_label("合格", exact=True).check()
    fits_and_is_usable(he)
    he.locator("main form button.btn-primary").click()
    he.wait_for_url(re.compile(rf"{ROOT}/made/"))
    fits_and_is_usable(he)
    links = he.locator("main a[href^='/supervision/findings/']")
    expect(links).to_have_count(2)
    findings = [
        he.locator("tr", has_text=text).locator("a").get_attribute("href").split("/")[3]
        for text in (LABELS, WAIT)
    ]

    wei = windows.of("wei")
    wei.goto("/items/")
    for text in (LABELS, WAIT):
        expect(wei.locator("main table")).to_contain_text(text)
    for finding in findings:
        put_right(wei, finding)
    wei.goto(f"/supervision/findings/{findings[0]}/")
    expect(wei.locator("#look")).to_have_count(0)

    he.goto(f"/supervision/findings/{findings[0]}/")
    fits_and_is_usable(he)
    he.click("#look [value=ok]")
    expect(he.locator("#look")).to_have_count(0)
    he.goto(f"/supervision/findings/{findings[1]}/")
    he.fill("#remark", "还是排长队")
    he.click("#look [value=failed]")
    expect(he.locator("#look")).to_have_count(0)

    wei.goto("/items/")
    expect(wei.locator("main table")).to_contain_text(WAIT)
    expect(wei.locator("main table")).not_to_contain_text(LABELS)
    wei.goto(f"/items/{findings[1]}/")
    expect(wei.locator(".fx-timeline")).to_contain_text("还是排长队")

    lu = windows.of("lu")
    lu.goto(f"{ROOT}/")
    expect(lu.locator("#areas tbody tr").first).to_contain_text("河口镇")
    fits_and_is_usable(lu)
    lu.goto(f"{ROOT}/chains/")
    fits_and_is_usable(lu)
