"""A 2G line: 50 kbit/s, half a second, and one in twenty requests lost, on its way out or on its way back."""

from __future__ import annotations

from collections import Counter, defaultdict
from random import Random
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from fangxian.cli.phone_hands import SETTLING, stored, touch
from tests.journeys.phones import DOORS, campaign_of, enrolled, enrolment, forgive_the_line, pulled

pytestmark = pytest.mark.browser

SLOW = {"offline": False, "latency": 500, "downloadThroughput": 6250, "uploadThroughput": 6250}
"""50 kbit/s and half a second."""
LOSS, SEED = 0.05, 2322
"""With this seed the fifth push never gets out, and the answer to the sixth never comes back."""


class Lossy:
    """Loses requests to the server: half before it has them, half of their answers; `lost` counts them."""

    def __init__(self) -> None:
        self.passed, self.lost = Counter[str](), Counter[tuple[str, str]]()
        self._dice: defaultdict[str, Random] = defaultdict(lambda: Random(SEED))

    def __call__(self, route: Route) -> None:
        path = urlsplit(route.request.url).path.rsplit("/", 1)[-1]
        drawn = self._dice[path].random()
        if drawn < LOSS / 2:
            self.lost[path, "before"] += 1
            route.abort("connectionreset")
        elif drawn < LOSS:
            assert route.fetch().ok
            self.lost[path, "after"] += 1
            route.abort("connectionreset")
        else:
            self.passed[path] += 1
            route.continue_()


def test_a_slow_line_that_loses_one_in_twenty_brings_everything_exactly_once(window_of, windows):
    campaign_of(window_of("lu"))
    phone = enrolled(window_of("liang"), windows.anybody(width=390))
    before, line = pulled(phone), Lossy()
    session = phone.context.new_cdp_session(phone)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW)
    phone.context.route("**/api/**", line)
    for door in DOORS:
        touch(phone, door, "不在家")
        pushed(phone)
    assert line.lost["reports", "before"] == line.lost["reports", "after"] == 1
    assert line.passed["reports"] >= len(DOORS) - 1

    after = pulled(phone)
    assert {after[door]["outcome"] for door in DOORS} == {"not_home"}
    assert [after[door]["asked"] - before[door]["asked"] for door in DOORS] == [1] * len(DOORS)
    device = enrolment(phone)["device"]
    reports = [one for one in stored(phone, "outbox") if one["device"] == device]
    assert [one["state"] for one in reports] == ["sent"] * len(DOORS)
    lead = window_of("lu")
    lead.goto(f"/phones/{device}/")
    expect(lead.locator("h1")).not_to_be_empty()
    expect(lead.locator(".fx-numbers")).to_have_count(0)
    forgive_the_line(windows)


def pushed(phone: Page) -> None:
    """Press until what waits is sent; a phone that lost its request tries again by itself, later."""
    phone.goto("/field/#/outbox")
    waiting = phone.locator(".report .state.tone-info")
    phone.get_by_role("button", name="立即发送").click()
    expect(waiting).to_have_count(0, timeout=SETTLING)
