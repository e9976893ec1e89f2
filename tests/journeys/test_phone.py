"""A phone from its code to the board: enrolled, off line, visits recorded, reopened, sent exactly once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fangxian.cli.phone_hands import SETTLING, kept, touch, visit, write
from tests.journeys.phones import DOORS, campaign_of, enrolled, forgive_the_line, look, pulled
from tests.world import UPPER

pytestmark = pytest.mark.browser


def test_visits_recorded_off_line_survive_closing_and_arrive_exactly_once(window_of, windows):
    campaign = campaign_of(window_of("lu"))
    phone = enrolled(window_of("liang"), windows.anybody(width=390))
    look(phone, "today")
    line, context, before = phone.context.set_offline, phone.context, pulled(phone)
    kept(phone)

    line(True)
    visit(phone, DOORS[0], "已见面")
    touch(phone, DOORS[1], "不在家")
    visit(phone, DOORS[2], "已电话联系")
    visit(phone, DOORS[3], "需要帮助", choose="药品")
    visit(phone, DOORS[4], "拒绝", note="隔着门说不用")
    visit(phone, DOORS[5], "已搬走")
    visit(phone, DOORS[6], "地址有误")
    touch(phone, DOORS[7], "不在家")
    phone.get_by_role("button", name="撤回").click()
    expect(phone.locator(".toast")).to_contain_text("已撤回")
    write(phone, DOORS[0], "备注", "门口有两级台阶")
    look(phone, "household")

    phone.close()
    phone = context.new_page()
    phone.goto("/field/")
    expect(phone.locator(".next-door")).to_be_visible()
    phone.goto("/field/#/outbox")
    expect(phone.locator(".report")).to_have_count(8)
    look(phone, "outbox-waiting")

    line(False)
    phone.get_by_role("button", name="立即发送").click()
    expect(phone.locator(".report .state.tone-ok")).to_have_count(8, timeout=SETTLING)
    arrived(phone, before)
    look(phone, "outbox-sent")
    on_the_board(window_of("lu"), campaign)
    forgive_the_line(windows)


def test_the_phone_speaks_three_languages_and_signs_out_with_what_waits(window_of, windows):
    campaign_of(window_of("lu"))
    phone = enrolled(window_of("wei"), windows.anybody(width=390, language="en-GB"), "Enrol")
    every_screen(phone, "en")
    phone.goto("/field/#/settings")
    phone.get_by_text("繁體中文").click()
    expect(phone.locator("h1")).to_have_text("設定")
    every_screen(phone, "zh-Hant")
    phone.goto("/field/#/settings")
    phone.get_by_text("简体中文").click()
    every_screen(phone, "zh-Hans")

    kept(phone)
    phone.context.set_offline(True)
    visit(phone, DOORS[8], "已见面")
    phone.goto("/field/#/settings")
    phone.get_by_role("button", name="退出").click()
    expect(phone.locator("dialog")).to_contain_text("有 1 条上报还没有发出")
    look(phone, "leave")
    phone.locator("dialog").get_by_role("button", name="退出").click()
    expect(phone.locator("h1")).to_have_text("登记这部手机")
    expect(phone.locator("main")).to_contain_text("这部手机上有 1 条待发上报")
    phone.context.set_offline(False)

    enrolled(window_of("wei"), phone)
    phone.goto("/field/#/outbox")
    expect(phone.locator(".report .state.tone-ok")).to_have_count(1, timeout=SETTLING)
    forgive_the_line(windows)


def arrived(phone: Page, before: dict[str, Any]) -> None:
    """The server holds every visit once, nothing of what was taken back, and says so to the phone."""
    after = pulled(phone)
    outcomes = ["met", "not_home", "phone_done", "needs_service", "refused", "moved", "wrong_address"]
    assert [after[door]["outcome"] for door in DOORS[:7]] == outcomes
    assert after[DOORS[7]]["outcome"] == before[DOORS[7]]["outcome"]
    assert [after[door]["asked"] - before[door]["asked"] for door in DOORS[:8]] == [1] * 7 + [0]


def on_the_board(page: Page, campaign: str) -> None:
    """The county reads of the first door what the phone recorded."""
    page.goto(f"/campaigns/{campaign}/area/{UPPER}/")
    expect(page.locator("main")).to_contain_text("%")
    page.goto(f"/campaigns/{campaign}/door/{DOORS[0]}/")
    expect(page.locator("main")).to_contain_text("见面")


def every_screen(phone: Page, language: str) -> None:
    """Each screen at 390 px, nothing wider than the phone."""
    door = f"household/{DOORS[9]}"
    for name, address in {
        "today": "today",
        "doors": "households/all",
        "door": door,
        "outbox": "outbox",
    }.items():
        phone.goto(f"/field/#/{address}")
        expect(phone.locator("h1")).not_to_be_empty()
        look(phone, f"{name}-{language}")
    phone.goto("/field/#/settings")
    expect(phone.locator(".known").first).to_be_visible()
    look(phone, f"settings-{language}")
