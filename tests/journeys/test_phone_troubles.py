"""A phone in trouble: two hundred visits off line, two phones at one door, revoked; axe."""

from __future__ import annotations

import base64

import pytest
from playwright.sync_api import Page, expect

from fangxian.cli.phone_hands import SETTLING, kept, open_door, send, stored, touch, visit
from tests.journeys.phones import DOORS, campaign_of, enrolled, enrolment, forgive_the_line, look, pulled
from tests.journeys.test_access import AXE, SERIOUS

pytestmark = pytest.mark.browser

MANY = 200
PICTURE = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 2000 });
  const pen = canvas.getContext("2d");
  for (let at = 0; at < 4000; at++) {
    pen.fillStyle = `hsl(${(at * 47) % 360} 80% ${20 + (at % 60)}%)`;
    pen.fillRect((at * 7919) % 3000, (at * 104729) % 2000, 90, 60);
  }
  return canvas.toDataURL("image/jpeg", 0.95).split(",")[1];
}"""


@pytest.fixture
def phone(window_of, windows) -> Page:
    """The grid worker's phone, while a campaign runs."""
    campaign_of(window_of("lu"))
    return enrolled(window_of("liang"), windows.anybody(width=390))


def test_two_hundred_visits_off_line_are_all_there_after_reopening(phone, windows):
    before = sum(one["asked"] for one in pulled(phone).values())
    kept(phone)
    context = phone.context
    context.set_offline(True)
    for number in range(MANY):
        touch(phone, DOORS[number % 12], "不在家")
    phone.close()
    phone = context.new_page()
    phone.goto("/field/#/today")
    expect(phone.locator("main")).to_contain_text(f"{MANY} 条上报待发")
    context.set_offline(False)
    phone.goto("/field/#/settings")
    phone.get_by_role("button", name="立即同步").click()
    phone.goto("/field/#/today")
    expect(phone.locator("main")).to_contain_text("没有待发的上报", timeout=SETTLING)
    assert sum(one["asked"] for one in pulled(phone).values()) == before + MANY
    forgive_the_line(windows)


def test_two_phones_at_one_door_agree_on_the_latest(phone, window_of, windows):
    other = enrolled(window_of("wei"), windows.anybody(width=390))
    kept(phone)
    phone.context.set_offline(True)
    touch(phone, DOORS[11], "不在家")
    visit(other, DOORS[11], "已见面")
    send(other)
    phone.context.set_offline(False)
    send(phone)
    for one in (phone, other):
        assert pulled(one)[DOORS[11]]["outcome"] == "met"
    phone.goto(f"/field/#/household/{DOORS[11]}")
    expect(phone.locator(".known")).to_contain_text("已见面")
    forgive_the_line(windows)


def test_a_photo_is_small_and_says_nothing_of_where_it_was_taken(phone):
    phone.goto(f"/field/#/household/{DOORS[9]}")
    phone.locator(".action", has_text="照片").click()
    content = base64.b64decode(phone.evaluate(PICTURE))
    exif = b"\xff\xe1\x00\x10Exif\x00\x00GPS-23.3N"
    picture = {"name": "door.jpg", "mimeType": "image/jpeg", "buffer": content[:2] + exif + content[2:]}
    phone.set_input_files("dialog input[type=file]", picture)
    expect(phone.locator("dialog img")).to_be_visible()
    look(phone, "photo")
    phone.locator("dialog").get_by_role("button", name="记录").click()
    expect(phone.locator("dialog")).to_have_count(0)
    [jpeg] = stored(phone, "photos")
    assert len(jpeg) <= 200_000
    assert b"Exif" not in base64.b64decode(jpeg)
    send(phone)
    assert stored(phone, "photos") == []


def test_a_revoked_phone_keeps_what_waits_and_sends_it_once_enrolled_anew(phone, window_of, windows):
    kept(phone)
    phone.context.set_offline(True)
    visit(phone, DOORS[9], "已电话联系")
    lead = window_of("lu")
    lead.goto(f"/phones/{enrolment(phone)['device']}/")
    lead.locator("[data-open=revoke]").click()
    lead.fill("#reason", "掉在路上")
    lead.locator("#revoke button.btn-danger").click()
    expect(lead.locator("[data-open=revoke]")).to_have_count(0)

    phone.context.set_offline(False)
    expect(phone.locator("h1")).to_have_text("登记这部手机", timeout=SETTLING)
    expect(phone.locator("main")).to_contain_text("这部手机已被停用")
    expect(phone.locator("main")).to_contain_text("1 条待发上报")
    look(phone, "revoked")
    enrolled(window_of("liang"), phone)
    phone.goto("/field/#/outbox")
    expect(phone.locator(".report .state.tone-ok")).to_have_count(1, timeout=SETTLING)
    assert pulled(phone)[DOORS[9]]["outcome"] == "phone_done"
    windows.heard[:] = [said for said in windows.heard if "401" not in said]
    forgive_the_line(windows)


@pytest.mark.skipif(not AXE.exists(), reason="the pages' assets are not built: make assets")
def test_axe_finds_nothing_serious_on_any_screen(phone):
    for address in ("today", "households/all", "outbox", "settings", f"household/{DOORS[9]}"):
        phone.goto(f"/field/#/{address}")
        expect(phone.locator("h1")).not_to_be_empty()
        seen(phone, address)
    open_door(phone, DOORS[8], "需要帮助")
    expect(phone.locator("dialog")).to_be_visible()
    seen(phone, "a form")


def seen(phone: Page, where: str) -> None:
    """What axe finds, by day and by night."""
    for scheme in ("light", "dark"):
        phone.emulate_media(color_scheme=scheme)
        phone.evaluate(AXE.read_text(encoding="utf-8"))
        found = phone.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        serious = {one["id"]: [n["html"] for n in one["nodes"]] for one in found if one["impact"] in SERIOUS}
        assert not serious, (where, scheme, serious)
