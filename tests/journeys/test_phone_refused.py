"""A report the server refuses: shown on the phone, settled on a desktop, told to the phone; counted once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from fangxian.cli.phone_hands import SETTLING, alter, kept, send, touch, visit
from fangxian.features.campaigns.selectors.counting import COUNTERS
from tests.journeys.phones import DOORS, campaign_of, enrolled, forgive_the_line, look, pulled
from tests.world import UPPER

pytestmark = pytest.mark.browser

DOOR = DOORS[6]
GONE = "QT-0417"
"""A household that was taken off the register since the phone last asked."""


@pytest.fixture
def campaign(window_of) -> str:
    """The code of the campaign that runs."""
    return campaign_of(window_of("lu"))


@pytest.fixture
def phone(campaign, window_of, windows) -> Page:
    """The grid worker's phone, with nobody at home at the door."""
    phone = enrolled(window_of("liang"), windows.anybody(width=390))
    kept(phone)
    touch(phone, DOOR, "不在家")
    send(phone)
    return phone


def test_a_refused_report_is_corrected_accepted_and_counted_once(phone, campaign, window_of, windows):
    refused(phone, "所报的对象不在您的辖区", subject=f"{campaign}/{GONE}")
    look(phone, "outbox-refused")
    lead, board = window_of("wei"), window_of("wei")
    board.goto(f"/campaigns/{campaign}/area/{UPPER}/")
    expect(board.locator(".fx-live")).to_have_attribute("data-state", "live")
    before, door = counted(board), pulled(phone)[DOOR]
    assert door["outcome"] == "not_home"

    opened(lead, GONE)
    lead.fill("[name=subject]", f"{campaign}/{DOOR}")
    lead.locator("form[action$='/accept/'] button").click()
    expect(lead.locator("body")).to_contain_text("更正后的上报已接受")

    expect(reached(board)).to_contain_text(f"{before['reached'] + 1} / ", timeout=SETTLING)
    board.reload()
    after = counted(board)
    moved = {name: after[name] - before[name] for name in before if after[name] != before[name]}
    assert moved == {"reached": 1, "not_home": -1, "asked": 1}
    now = pulled(phone)[DOOR]
    assert (now["outcome"], now["asked"]) == ("met", door["asked"] + 1)

    settled(phone, "更正后已接受")
    look(phone, "outbox-settled")
    phone.goto(f"/field/#/household/{DOOR}")
    expect(phone.locator(".known")).to_contain_text("已见面")
    forgive_the_line(windows)


def test_a_refused_report_is_discarded_with_a_reason_the_phone_shows(phone, campaign, window_of, windows):
    refused(phone, "有一项没填或填错", body={"outcome": "nobody_opened"})
    lead = window_of("wei")
    lead.goto(f"/campaigns/{campaign}/area/{UPPER}/")
    before = counted(lead)
    opened(lead, DOOR)
    lead.fill("#reason", "同一户已另行登记")
    lead.locator("form[action$='/discard/'] button").click()
    expect(lead.locator("body")).to_contain_text("已作废 1 条")

    settled(phone, "已作废", "同一户已另行登记")
    assert pulled(phone)[DOOR]["outcome"] == "not_home"
    lead.goto(f"/campaigns/{campaign}/area/{UPPER}/")
    assert counted(lead) == before
    forgive_the_line(windows)


def refused(phone: Page, why: str, **change: Any) -> None:
    """A visit recorded off line that says, when it is sent, what the server cannot take."""
    phone.context.set_offline(True)
    visit(phone, DOOR, "已见面")
    assert alter(phone, **change) == 1
    phone.context.set_offline(False)
    send(phone)
    expect(phone.locator(".report .state.tone-bad")).to_have_count(1)
    expect(phone.locator(".report .reason .bad")).to_contain_text(why)
    expect(phone.locator(".report .reason")).to_contain_text("由主管处理")


def opened(lead: Page, what: str) -> None:
    """The queue, and in it the report about something."""
    lead.goto("/phones/refused/")
    lead.locator("#refused-rows th a", has_text=what).click()
    expect(lead.locator("h1")).to_contain_text(what)


def settled(phone: Page, *words: str) -> None:
    """What the next pull tells the phone of its one refused report."""
    send(phone)
    expect(phone.locator(".report .state.tone-bad")).to_have_count(0, timeout=SETTLING)
    for word in words:
        expect(phone.locator(".report .reason")).to_contain_text(word)


def reached(board: Page) -> Any:
    """The tile that says how many are reached."""
    return board.locator("#figures .fx-stat", has_text=re.compile(r"\d+ / \d+")).first


def counted(board: Page) -> dict[str, int]:
    """The counters of the area, as the page that is open was drawn with."""
    version = board.locator(".fx-live").get_attribute("data-version") or ""
    return dict(zip(COUNTERS, map(int, version.split(".")), strict=True))
