"""What the people of the county of 300 do on pages and phones: order, sample, carry, bring results, look."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from pathlib import Path

import xlsxwriter
from playwright.sync_api import Page, expect

from fangxian.cli.phone_hands import SETTLING
from fangxian.cli.phone_table_hands import add, fill, fill_fast, open_tube, scan
from tests.journeys.phones import look
from tests.journeys.sampling_county import EAST, WEST, document
from tests.journeys.test_import import figures as read_in
from tests.journeys.test_import import hand_in, take_in

EAST_TUBES = {
    f"E{n + 1:02}": [document(EAST, n * 5 + at // 2, at % 2) for at in range(10)] for n in range(10)
}
WEST_TUBES = {
    f"W{n + 1:02}": [document(WEST, n * 10 + at // 2, at % 2) for at in range(20)] for n in range(10)
}
STRANGER, LAST = {"id": document(EAST, 49, 5), "name": "赵远", "phone": "13800001111"}, "W11"
TUBES = [*EAST_TUBES, *WEST_TUBES, LAST]


def order(page: Page, start: datetime) -> str:
    """The county orders a round that has begun, in two zones; its code."""
    page.goto("/sampling/new/")
    for name, hours in {"starts_at": 0, "ends_at": 12, "results_by": 24}.items():
        page.fill(f"[name={name}]", f"{start + timedelta(hours=hours):%Y-%m-%dT%H:%M}")
    page.fill("[name=name]", "柳湾县第一轮")
    page.fill("[name=zone-0-area]", EAST)
    page.select_option("[name=zone-0-kind]", "controlled")
    page.locator("form.fx-columns button.btn-primary").click()
    page.wait_for_url(re.compile(r"/sampling/(?!new)[^/]+/$"))
    expect(page.locator("#live")).to_contain_text("300", timeout=SETTLING)
    return page.url.rstrip("/").split("/")[-1]


def family_by_camera(phone: Page) -> None:
    """The code of a household held before the camera: both of them, one touch each."""
    phone.get_by_role("button", name="摄像头扫码").click()
    expect(phone.locator(".person")).to_be_visible(timeout=SETTLING)
    look(phone, "table-camera")
    for told in ("1 / 10", "2 / 10"):
        phone.locator(".person button").click()
        expect(phone.locator(".tube-count")).to_have_text(told)
        phone.wait_for_timeout(700)  # a second touch at once is a glove's


def by_hand(phone: Page) -> None:
    """A wrong number, somebody for the second time, and somebody taken back."""
    known, other = EAST_TUBES["E01"][0], EAST_TUBES["E01"][2]
    scan(phone, known[:-1] + ("1" if known[-1] != "1" else "2"))
    expect(phone.locator(".said.bad")).to_contain_text("身份证号码有误")
    look(phone, "table-mistyped")
    scan(phone, known)
    expect(phone.locator(".person")).to_contain_text("已采样，试管 E01")
    expect(phone.locator(".person .primary")).to_have_count(0)
    look(phone, "table-twice")
    phone.fill("#entry", other)
    phone.get_by_role("button", name="确定").click()
    phone.locator(".person .primary").click()
    expect(phone.locator(".tube-count")).to_have_text("3 / 10")
    phone.get_by_role("button", name="撤销").click()
    expect(phone.locator(".tube-count")).to_have_text("2 / 10")


def everybody(phone: Page) -> list[float]:
    """
    All others, a tube after the other: by a hand scanner, and faster; opened anew in the midst of a tube.

    How long each person took, in milliseconds.
    """
    fill(phone, "E01", EAST_TUBES["E01"][2:], begun=2)
    took = list[float]()
    for barcode, documents in {**EAST_TUBES, **WEST_TUBES}.items():
        if barcode == "W06":
            open_tube(phone, barcode)
            add(phone, documents[0], "1 /")
            phone.reload()
            expect(phone.locator(".tube-count")).to_have_text("1 / 20")
            fill(phone, barcode, documents[1:], begun=1)
        elif barcode != "E01":
            took += fill_fast(phone, barcode, documents)
    return took


def stranger(phone: Page) -> None:
    """Somebody in no list into a tube of their own, which is closed with its count."""
    open_tube(phone, LAST)
    scan(phone, STRANGER["id"])
    sheet = phone.locator("dialog[open]")
    sheet.locator("input").first.fill(STRANGER["name"])
    look(phone, "table-stranger")
    sheet.locator("button[type=submit]").click()
    expect(phone.locator(".tube-count")).to_have_text("1 / 20")
    phone.get_by_role("button", name="封管", exact=True).click()
    phone.fill("#counted", "2")
    sheet.locator("button[type=submit]").click()
    expect(sheet).to_contain_text("手机登记了 1 人")
    look(phone, "table-count")
    phone.fill("#counted", "1")
    sheet.locator("button[type=submit]").click()
    expect(sheet).to_have_count(0)


def results(folder: Path, tubes: list[str], positive: str, tested: datetime) -> Path:
    """The sheet of a laboratory."""
    path = folder / f"{positive}.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["试管编码", "检测结果", "检测时间", "检测机构"])
        for row, tube in enumerate(tubes, start=1):
            said = "阳性" if tube == positive else "阴性"
            sheet.write_row(row, 0, [tube, said, f"{tested:%Y-%m-%d %H:%M:%S}", "柳湾县医院"])
    return path


def bring(page: Page, sheet: Path, accepted: int) -> None:
    """The laboratory brings its sheet, and takes its good rows in."""
    hand_in(page, sheet, "results")
    found = read_in(page)
    assert (found["accepted"], found["refused"]) == (accepted, 0)
    if accepted:
        take_in(page)


def sync(phone: Page, screen: str) -> None:
    """What waits sent, and everything asked anew."""
    phone.goto("/field/#/settings")
    with phone.expect_response(lambda answer: "/api/field/pull" in answer.url, timeout=SETTLING):
        phone.get_by_role("button", name="立即同步").click()
    expect(phone.get_by_role("button", name="立即同步")).to_be_enabled(timeout=SETTLING)
    phone.goto(f"/field/#/{screen}")


def live(page: Page, code: str) -> dict[str, str]:
    """The figures of the round's page, by their labels."""
    page.goto(f"/sampling/{code}/")
    told = page.locator("#live .fx-stat").all_inner_texts()
    return {text.split("\n")[0]: text.split("\n")[1] for text in told}


def sums(page: Page, code: str) -> tuple[str, ...]:
    """People to go, swabs taken, swabs in tubes, tubes."""
    figures = live(page, code)
    return tuple(figures[name] for name in ("待采", "已采样本", "管内样本", "试管"))


def receive(phone: Page, box: str, tubes: list[str]) -> None:
    """A box that comes to the laboratory, and the tubes that are in it, one after the other."""
    sync(phone, "boxes")
    phone.locator(".door", has_text=box).get_by_role("button", name="签收").click(timeout=SETTLING)
    expect(phone.locator("#entry")).to_be_visible()
    for tube in tubes:
        scan(phone, tube)
    expect(phone.locator(".figure")).to_contain_text(str(len(tubes)))
