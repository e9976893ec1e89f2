"""Pages as people with other eyes, hands and screens meet them: axe finds nothing serious, phones fit."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.world import COUNTY, UPPER

pytestmark = pytest.mark.browser

AXE = Path(__file__).resolve().parents[2] / "fangxian/shell/node_modules/axe-core/axe.min.js"
SERIOUS = {"serious", "critical"}
PAGES = {
    "lu": (
        f"/board/{COUNTY}/",
        f"/board/{COUNTY}/gaps/",
        f"/board/{UPPER}/",
        "/board/search/?q=河",
        "/accounts/authority/",
        "/duty/plans/",
        "/duty/plans/new/",
        "/duty/running/",
        f"/charges/area/{COUNTY}/",
        f"/charges/area/{COUNTY}/appoint/",
    ),
    "nong": (
        "/imports/",
        "/imports/new/",
        "/accounts/own/",
        "/about/",
        "/territory/",
        f"/territory/area/{UPPER}/",
    ),
    "wei": (
        "/charges/own/",
        "/duty/own/",
        f"/territory/area/{UPPER}/households/",
        f"/territory/household/{UPPER}-0000/",
        f"/territory/resident/{UPPER}-0000-0/",
        "/territory/resident/find/",
        "/my-phone/",
        "/phones/",
        "/phones/people/",
        "/phones/refused/",
        "/contacts/",
        f"/contacts/{UPPER}-0000/",
        "/paper/",
    ),
    "li": (
        "/units/",
        "/units/U-RIVER/",
        "/units/new/",
        "/roster/",
        "/roster/people/R-04/",
        "/roster/people/R-04/edit/",
        f"/roster/community/{UPPER}/",
        "/roster/changes/",
        "/duty/sites/",
        "/duty/sites/S-SQUARE/",
    ),
    "lan": ("/trail/",),
    "deng": ("/accounts/", "/accounts/open/", "/accounts/of/lu.an/"),
    "": ("/accounts/sign-in/", "/about/scenario/"),
}


def problems(page: Page, rules: str = "{}") -> list[str]:
    """What axe finds that keeps somebody from using the page."""
    found = page.evaluate(f"axe.run(document, {{resultTypes: ['violations'], ...{rules}}})")
    return [
        f"{page.url} {one['id']}: {one['help']} {[node['target'] for node in one['nodes']][:4]}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("username", PAGES)
def test_axe_finds_nothing_serious(windows, username):
    page = windows.of(username) if username else windows.anybody()
    found = []
    for path in PAGES[username]:
        page.goto(path)
        # Through the debugger, which the page's content security policy does not bind.
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found += problems(page)
        page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
        found += [f"dark: {one}" for one in problems(page, "{runOnly: ['color-contrast']}")]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("username", PAGES)
def test_pages_fit_a_phone(windows, username):
    page = windows.of(username, width=390) if username else windows.anybody(width=390)
    wide = {}
    for path in PAGES[username]:
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 390:
            wide[path] = width
    assert wide == {}
