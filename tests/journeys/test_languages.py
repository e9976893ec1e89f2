"""The language a person chooses stays theirs."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SIGN_IN = {"zh-hans": "登录", "zh-hant": "登入", "en": "Sign in"}
BOARD = {"en": "Board", "zh-hant": "總覽", "zh-hans": "总览"}


def choose(page: Page, language: str) -> None:
    page.locator("details:has(button[name=language]) > summary").click()
    page.locator(f"button[name=language][value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_the_door_speaks_three_languages(windows):
    page = windows.anybody()
    page.goto("/accounts/sign-in/")
    for language, word in SIGN_IN.items():
        choose(page, language)
        expect(page.locator("main form button.btn-primary")).to_contain_text(word)


def test_a_choice_is_kept_with_the_account(windows):
    page = windows.of("he")
    for language, word in BOARD.items():
        choose(page, language)
        expect(page.locator("nav.fx-nav a[href='/']")).to_contain_text(word)
    choose(page, "en")
    again = windows.anybody()
    again.goto("/")
    windows.sign_in(again, "he")
    expect(again.locator("html")).to_have_attribute("lang", "en")
