"""What the islands do, in a real browser under the real content security policy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fangxian.shell import views

pytestmark = pytest.mark.browser

AXE = Path(views.__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
AREA = {"code": "9", "name": "河口镇", "url": "/river/", "people": 50, "band": "short", "share": "62 %"}
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[106, 23], [107, 23], [107, 24], [106, 24], [106, 23]]],
}


def bare(content):
    """A page with nothing but what an island needs."""
    return (
        '<!doctype html><html lang="en"><head><title>x</title>'
        '<link rel="icon" href="/static/favicon.svg">'
        '<link rel="stylesheet" href="/static/vendor/fangxian.css">'
        '<script type="module" src="/static/vendor/page.js"></script>'
        '<script type="module" src="/static/islands.js"></script></head>'
        f"<body>{content}</body></html>"
    )


@pytest.fixture
def gallery(site, request_of):
    """The gallery, open."""
    site.put("/about/", views.gallery(request_of()).content.decode())
    site.put("/about/progress/", "<p>done</p>")
    site.open("/about/")
    return site.page


def test_light_and_dark_are_remembered(gallery):
    gallery.click("[data-island=theme]")
    assert gallery.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    gallery.reload()
    assert gallery.evaluate("document.documentElement.dataset.bsTheme") == "dark"


def test_keys_open_the_list_and_lead_to_places(gallery, site):
    gallery.keyboard.press("?")
    assert gallery.locator("#keys").is_visible()
    gallery.keyboard.press("Escape")
    gallery.keyboard.press("/")
    assert gallery.evaluate("document.activeElement.name") == "q"
    gallery.keyboard.type("g")
    assert "/about/" in gallery.url, "typing in a field must go nowhere"
    gallery.evaluate("document.activeElement.blur()")
    site.put("/", bare("board"))
    gallery.keyboard.press("g")
    gallery.keyboard.press("b")
    gallery.wait_for_url("http://fangxian.test/")


def test_rows_are_chosen_in_stretches_and_the_bar_counts(gallery):
    boxes = gallery.locator("#bulk tbody input")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    assert gallery.inner_text("#bulk [data-bulk-count]") == "3"
    gallery.check("#bulk [data-select-all]")
    assert gallery.inner_text("#bulk [data-bulk-count]") == "4"
    gallery.click("#bulk [data-bulk-clear]")
    assert gallery.locator("#bulk [data-bulk]").is_hidden()


def test_a_dialog_asks_before_it_posts(gallery):
    gallery.click("#confirm [data-open]")
    assert gallery.locator("#sample-confirm").is_visible()
    gallery.click("#sample-confirm [data-close-dialog]")
    assert gallery.locator("#sample-confirm").is_hidden()


def test_a_menu_closes_on_escape_and_elsewhere(gallery):
    menu = gallery.locator("#downloads details")
    gallery.click("#downloads summary")
    assert menu.get_attribute("open") is not None
    gallery.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    gallery.click("#downloads summary")
    gallery.click("h1")
    assert menu.get_attribute("open") is None


def test_a_refusal_of_a_part_is_told_and_stays(site):
    site.put("/refuses/", '<p data-refusal="Somebody stands there already.">…</p>', status=409)
    toasts = '<div id="toasts" data-island="toasts" data-close="Close" data-failed="Failed"></div>'
    site.put("/x/", bare(f'<button hx-get="/refuses/">go</button>{toasts}'))
    site.open("/x/")
    site.page.click("button")
    site.page.wait_for_selector(".fx-toast")
    assert "Somebody stands there already." in site.page.inner_text(".fx-toast")
    assert all("409" in said for said in site.complaints)
    site.complaints.clear()


def test_results_of_a_search_are_walked_with_the_arrows(site):
    site.put("/find/", '<a href="/river/">河口镇</a><a href="/hill/">山背乡</a>')
    field = '<input name="q" hx-get="/find/" hx-trigger="input changed delay:10ms" hx-target="#r">'
    site.put(
        "/x/", bare(f'<form data-island="search">{field}<div id="r" class="fx-search-results"></div></form>')
    )
    site.put("/hill/", bare("hill"))
    site.open("/x/")
    site.page.fill("input", "9")
    site.page.wait_for_selector("#r a")
    site.page.keyboard.press("ArrowDown")
    site.page.keyboard.press("ArrowDown")
    site.page.keyboard.press("Enter")
    site.page.wait_for_url("**/hill/")


def drawing(site, island, figures):
    site.put("/figures.json", json.dumps(figures), kind="application/json")
    asks = 'data-source="/figures.json" data-failed="No map."'
    site.put("/x/", bare(f'<div><div class="fx-drawing" data-island="{island}" {asks}></div></div>'))
    site.put("/river/", bare("river"))
    site.open("/x/")


def test_a_box_of_the_treemap_opens_its_area(site):
    one = AREA | {"lines": ["50 people"], "areas": []}
    drawing(site, "treemap", {"description": "Areas", "areas": [one]})
    site.page.click("canvas", position={"x": 300, "y": 150})
    site.page.wait_for_url("**/river/")


def test_an_outline_of_the_map_opens_its_area(site):
    outline = {"type": "Feature", "properties": {"code": "9", "name": "河口镇"}, "geometry": SQUARE}
    figures = {
        "description": "Map",
        "code": "90",
        "latitude": 23,
        "outlines": {"type": "FeatureCollection", "features": [outline]},
        "regions": [AREA | {"lines": ["50 people"]}],
        "layers": [],
    }
    drawing(site, "map", figures)
    box = site.page.locator("canvas").bounding_box()
    site.page.click("canvas", position={"x": box["width"] / 2, "y": box["height"] / 2})
    site.page.wait_for_url("**/river/")


def test_a_drawing_that_does_not_come_says_so(site):
    drawing(site, "treemap", {})
    site.pages.pop("/figures.json")
    site.open("/x/")
    assert site.page.inner_text(".fx-drawing") == "No map."
    site.complaints.clear()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_serious_keeps_anybody_out(gallery, theme, width):
    gallery.set_viewport_size({"width": width, "height": 900})
    gallery.emulate_media(color_scheme=theme, reduced_motion="reduce")
    gallery.reload()
    gallery.evaluate(AXE.read_text(encoding="utf-8"))
    found = gallery.evaluate("axe.run(document, {resultTypes: ['violations']})")
    serious = [
        (one["id"], [node["html"][:120] for node in one["nodes"]][:4])
        for one in found["violations"]
        if one["impact"] in {"serious", "critical"}
    ]
    assert serious == []
