"""What befalls the tubes of the county of 300: sampled off line, used twice, lost, found, sampled singly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from fangxian.cli.phone_hands import SETTLING, send, stored
from fangxian.cli.phone_table_hands import add, carry, open_tube, scan, sign
from tests.journeys import willow
from tests.journeys.phones import look
from tests.journeys.test_phone_troubles import seen

EARLIER = timedelta(hours=6)
"""So long ago people were sampled: by now a tube that did not arrive is looked for."""
HERE = ZoneInfo("Asia/Shanghai")
LOST, POSITIVE = "W05", "E03"


@dataclass(frozen=True)
class Crew:
    """The phones of a round: two tables, a courier, the laboratory, and who answers for a village."""

    shao: Page
    su: Page
    che: Page
    hua: Page
    dong: Page


def sampled_off_line(shao: Page) -> None:
    """Without a line, six hours ago: 300 people and a stranger; all tubes packed and given to the courier."""
    shao.context.set_offline(True)
    shao.context.clock.set_system_time(datetime.now(HERE) - EARLIER)
    open_tube(shao, "E01")
    willow.family_by_camera(shao)
    willow.by_hand(shao)
    willow.everybody(shao)
    willow.stranger(shao)
    look(shao, "table-done")
    assert len(stored(shao, "outbox")) == 301 + 2 * len(willow.TUBES)
    shao.goto("/field/#/boxes")
    carry(shao, "装箱", "B1", [], closed=True, cold="4")
    carry(shao, "交接", "B1", [], other="车刚")


def one_tube_at_two_tables(crew: Crew, page: Page, code: str) -> None:
    """The second table uses a tube of the first, who had no line to say so; it is seen, and put right."""
    open_tube(crew.su, "E02")
    add(crew.su, willow.WEST_TUBES["W01"][0], "1 /")
    send(crew.su)
    crew.shao.context.clock.set_system_time(datetime.now(HERE))
    crew.shao.context.set_offline(False)
    send(crew.shao)
    assert willow.sums(page, code) == ("0", "302", "302", "21")
    for what in ("在两个采样台用过", "封管时清点数与登记样本数不符"):
        expect(page.locator("#live .fx-alert", has_text=what)).to_contain_text("E02")
    crew.su.goto("/field/#/table")
    crew.su.get_by_role("button", name="撤销").click()
    expect(crew.su.locator(".tube-count")).to_have_text("0 / 20")
    send(crew.su)
    assert willow.sums(page, code) == ("0", "301", "301", "21")
    willow.sync(crew.su, "table")
    crew.su.get_by_role("button", name="换一支试管").click()
    scan(crew.su, "W01")
    expect(crew.su.locator(".said.bad")).to_contain_text("已经用过")
    seen(crew.su, "table")


def lost_and_found(crew: Crew, page: Page, code: str) -> None:
    """The laboratory signs for all tubes of the box but one; it is looked for, and signed for when found."""
    willow.sync(crew.che, "boxes")
    expect(crew.che.locator(".door", has_text="B1")).to_contain_text("已交转运员", timeout=SETTLING)
    willow.receive(crew.hua, "B1", [tube for tube in willow.TUBES if tube != LOST])
    expect(crew.hua.locator(".notice")).to_contain_text(f"缺 1 支： {LOST}")
    look(crew.hua, "boxes-missing")
    seen(crew.hua, "boxes")
    sign(crew.hua, "B1", other="车刚", cold="5")
    send(crew.hua)
    willow.live(page, code)
    for what in ("去向不明", "缺失"):
        expect(page.locator("#live .fx-alert", has_text=what).locator("a")).to_have_text([LOST])
    page.locator("#live .fx-alert a").first.click()
    expect(page.locator("main")).to_contain_text("车刚")
    crew.hua.goto("/field/#/boxes")
    carry(crew.hua, "签收", "B1", [LOST], other="车刚", cold="5")
    send(crew.hua)
    assert willow.live(page, code)["在实验室"] == "21"
    expect(page.locator("#live .fx-alert")).to_have_count(0)


def told(dong: Page) -> None:
    """Who answers for the village finds everybody of the pool on their phone, and tells the first."""
    willow.sync(dong, "items/")
    expect(dong.locator("a.door", has_text=POSITIVE)).to_have_count(10, timeout=SETTLING)
    look(dong, "items-retest")
    dong.locator("a.door", has_text=POSITIVE).first.click()
    dong.get_by_role("button", name="已告知").click()
    expect(dong.locator(".panel")).to_contain_text("已就地隔离")
    look(dong, "item-told")


def sampled_singly(crew: Crew) -> list[str]:
    """Everybody of the pool in a tube of their own, packed, carried and received; the tubes."""
    alone = [f"S{n:02}" for n in range(1, 11)]
    willow.sync(crew.su, "table")
    for tube, person in zip(alone, willow.EAST_TUBES[POSITIVE], strict=True):
        open_tube(crew.su, tube)
        scan(crew.su, person)
        expect(crew.su.locator(".person")).to_contain_text("单人单管")
        crew.su.locator(".person .primary").click()
        expect(crew.su.locator(".said-line .said")).to_contain_text(tube)
    crew.su.goto("/field/#/boxes")
    carry(crew.su, "装箱", "B2", [], closed=True)
    send(crew.su)
    willow.sync(crew.che, "boxes")
    crew.che.locator(".door", has_text="B2").get_by_role("button", name="交接").click(timeout=SETTLING)
    sign(crew.che, "B2", other="苏文", cold="4")
    send(crew.che)
    willow.receive(crew.hua, "B2", alone)
    expect(crew.hua.locator(".figure-line.ok")).to_be_visible()
    sign(crew.hua, "B2", other="车刚", cold="5")
    send(crew.hua)
    return alone
