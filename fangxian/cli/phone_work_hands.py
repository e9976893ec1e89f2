"""What a hand does with items and inspections on the phone: judge, photograph, put right, look again."""

from __future__ import annotations

import base64
from typing import Any

from playwright.sync_api import Locator, Page, expect

from fangxian.cli.phone_hands import SETTLING, offered

PHOTO = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 640, height: 480 });
  const pen = canvas.getContext("2d");
  const sky = pen.createLinearGradient(0, 0, 0, 480);
  sky.addColorStop(0, "#9db4c0");
  sky.addColorStop(1, "#5c6b5a");
  pen.fillStyle = sky;
  pen.fillRect(0, 0, 640, 480);
  pen.fillStyle = "#e8e4d8";
  pen.fillRect(80, 220, 480, 180);
  pen.fillStyle = "#b3261e";
  for (const x of [140, 260, 380]) pen.fillRect(x, 260, 60, 100);
  return canvas.toDataURL("image/jpeg", 0.8).split(",")[1];
}"""


def at_work(page: Page, phone: Page, word: str = "登记") -> Page:
    """A phone enrolled with the code that somebody is shown, once it holds what waits for them."""
    phone.goto(f"/field/#enrol={offered(page)}")
    phone.get_by_role("button", name=word, exact=True).click()
    expect(phone.locator(".tabs a[href^='#/items']")).to_be_visible(timeout=SETTLING)
    return phone


def photo(phone: Page) -> Any:
    """A picture as a camera would give it."""
    taken = base64.b64decode(phone.evaluate(PHOTO))
    return {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": taken}


def line(phone: Page, words: str) -> Locator:
    """A line of the checklist that is open."""
    return phone.locator(".check", has_text=words)


def judge(phone: Page, words: str, result: str, remark: str = "", *, with_photo: bool = False) -> None:
    """A line judged, with what is wrong; kept on the phone when this returns."""
    found = line(phone, words)
    found.locator(".verdict", has_text=result).first.click()
    expect(found.locator("input:checked")).to_have_count(1)
    if remark:
        found.locator("textarea").fill(remark)
        found.locator("textarea").blur()
    if with_photo:
        found.locator("input[type=file]").set_input_files(photo(phone))
        expect(found.locator(".shots img")).to_have_count(1)


def record_inspection(phone: Page, *, standing: Any = None) -> None:
    """The summary, and the inspection recorded; with where one stands, where that is given."""
    phone.locator(".panel > .primary").click()
    if standing:
        phone.context.grant_permissions(["geolocation"])
        phone.context.set_geolocation(standing)
        phone.get_by_role("button", name="附上我的位置").click()
        expect(phone.locator("dialog")).to_contain_text(f"误差 {standing['accuracy']} 米")
    phone.locator("dialog button[type=submit]").click()
    expect(phone.locator("dialog")).to_have_count(0)
    expect(phone.locator(".toast")).to_be_visible()


def put_right(phone: Page, title: str, remark: str) -> None:
    """An item reported as put right, with a photo and a remark."""
    phone.goto("/field/#/items/")
    phone.locator("a.door", has_text=title).click()
    phone.locator(".panel .outcome.tall").click()
    sheet = phone.locator("dialog[open]")
    sheet.locator("input[type=file]").set_input_files(photo(phone))
    expect(sheet.locator(".shots img")).to_have_count(1)
    sheet.locator("textarea").fill(remark)
    sheet.locator("button[type=submit]").click()
    expect(sheet).to_have_count(0)
    expect(phone.locator(".panel .done")).to_be_visible()


def look_again(phone: Page, words: str, remark: str = "") -> None:
    """A finding of the place that is open judged: all right, or with a remark not yet right."""
    found = phone.locator(".finding", has_text=words)
    found.locator(".outcome.tone-bad" if remark else ".outcome.tone-ok").click()
    if remark:
        sheet = phone.locator("dialog[open]")
        sheet.locator("textarea").fill(remark)
        sheet.locator("button[type=submit]").click()
        expect(sheet).to_have_count(0)
    expect(found.locator(".outcome")).to_have_count(0)
