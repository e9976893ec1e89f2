"""What is done by keyboard beside the phone: a list entered from paper, a phone enrolled and revoked."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from fangxian.cli.phone_hands import SETTLING
from tests.journeys.phones import campaign_of
from tests.journeys.test_access import AXE, problems
from tests.world import UPPER

pytestmark = pytest.mark.browser


def test_a_list_is_entered_from_paper_by_keyboard_alone(windows):
    campaign = campaign_of(windows.of("lu"))
    page = windows.of("wei")
    page.goto(f"/paper/{campaign}/{UPPER}/")
    rows = page.locator("#paper-state tbody tr")
    expect(rows).to_have_count(12, timeout=SETTLING)
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert problems(page) == []
    codes = [rows.nth(number).locator("code").inner_text() for number in range(3)]

    for code, key in zip(codes, "131", strict=True):
        expect(page.locator("[data-line]")).to_be_focused()
        page.keyboard.type(code)
        expect(page.locator("[data-outcome]")).to_be_focused()  # the code is whole: the key is next
        expect(page.locator("[data-found]")).to_contain_text("号")
        page.keyboard.type(key)
        page.keyboard.press("Enter")
        expect(page.locator("[data-line]")).to_have_value("")
    expect(page.locator("#paper-state h2")).to_contain_text("3")

    page.keyboard.type(codes[0])
    expect(page.locator("[data-found]")).to_have_attribute("data-tone", "warn")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.locator("[name=correct]").click()
    expect(page.locator("[name=correct]")).to_have_count(0)
    expect(page.locator("[data-line]")).to_have_value("")
    windows.heard[:] = [
        said for said in windows.heard if "422" not in said
    ]  # the refusal before the correction


def test_a_phone_is_enrolled_beside_the_page_that_shows_its_code_and_revoked(windows):
    page = windows.of("wei")
    page.goto("/my-phone/")
    page.locator("form[action$='/phones/offer/'] button").click()
    expect(page.locator("[data-left]")).to_contain_text("9:5")
    assert page.locator(".fx-qr").evaluate("(picture) => picture.naturalWidth") > 100
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert problems(page) == []
    code = page.locator(".fx-offer-text code").inner_text()
    answer = page.request.post(
        "/api/field/enrol", data={"code": code, "installation": "journey", "label": "Redmi 9A"}
    )
    assert answer.ok
    expect(page.locator("#offer")).to_contain_text("Redmi 9A", timeout=SETTLING)

    page.locator("#offer a").click()
    page.locator("[data-open=revoke]").click()
    page.fill("#reason", "丢在路上")
    page.locator("#revoke .btn-danger").click()
    expect(page.locator("main")).to_contain_text("丢在路上")
    header = {"Authorization": f"Bearer {answer.json()['token']}"}
    assert page.request.get("/api/field/pull", headers=header).status == 401
