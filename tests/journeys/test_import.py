"""A sheet with bad rows: refused, mended where it came back, and then all in."""

from __future__ import annotations

import csv
import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

HEADER = "code,area_code,address,lat,lon,members"
GOOD = [f"J-{n},900101002001,新村 {n} 号,23.36,106.66,3" for n in range(3)]
BAD = ["J-8,900101002999,无此村,23.36,106.66,3", "J-9,900101002001,人数写错,23.36,106.66,三"]


def test_a_sheet_with_bad_rows_is_mended_and_goes_in(window_of, tmp_path):
    page = window_of("nong")
    sheet = tmp_path / "households.csv"
    sheet.write_text("\n".join([HEADER, *GOOD, *BAD]), encoding="utf-8")
    hand_in(page, sheet)
    assert figures(page) == {"read": 5, "accepted": 3, "refused": 2}
    take_in(page)
    refused = fetch_refused(page, tmp_path / "refused.csv")
    assert len(refused) == 2
    assert all(row["原因"] for row in refused)

    mended = tmp_path / "mended.csv"
    mend(refused, mended)
    hand_in(page, mended)
    assert figures(page) == {"read": 2, "accepted": 2, "refused": 0}
    take_in(page)

    hand_in(page, sheet)
    assert figures(page)["accepted"] == 0, "the good rows are in already"


def hand_in(page: Page, sheet, kind: str = "households") -> None:
    page.goto(f"/imports/new/?kind={kind}")
    page.set_input_files("[name=file]", sheet)
    page.locator("main form button.btn-primary").click()
    page.wait_for_url(re.compile(r"/imports/(?!new)[^/]+/$"))
    expect(page.locator("#import .fx-stats")).to_be_visible()
    expect(page.locator("#import[hx-get]")).to_have_count(0)


def take_in(page: Page) -> None:
    page.locator("form:has([value=good_rows]) button").click()
    page.wait_for_load_state()
    expect(page.locator("#import[hx-get]")).to_have_count(0)
    expect(page.locator("#import form")).to_have_count(0)


def figures(page: Page) -> dict[str, int]:
    """What the page counts: read, accepted (new and changed together) and refused."""
    read, new, changed, _unchanged, refused = (
        int(text.replace(",", "")) for text in page.locator("#import .fx-stat-value").all_inner_texts()
    )
    return {"read": read, "accepted": new + changed, "refused": refused}


def fetch_refused(page: Page, path) -> list[dict[str, str]]:
    with page.expect_download() as download:
        page.locator("a[href$='/refused/']").click()
    download.value.save_as(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def mend(rows: list[dict[str, str]], path) -> None:
    for row in rows:
        row["area_code"], row["members"] = "900101002001", "3"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
