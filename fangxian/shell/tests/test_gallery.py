"""The gallery shows every component, and every component says what it takes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from django.template.loader import get_template, render_to_string

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.shell import gallery, navigation, views
from fangxian.shell.context import page

PACKAGE = Path(gallery.__file__).resolve().parent.parent


@pytest.mark.parametrize("component", gallery.components(), ids=lambda one: one.name)
def test_every_component_says_what_it_takes_and_has_an_example(component):
    assert component.takes, f"{component.name} does not say what it takes"
    assert get_template(component.example)


def test_the_gallery_shows_every_component(request_of):
    shown = views.gallery(request_of()).content.decode()
    for component in gallery.components():
        assert f'id="{component.name}"' in shown
    assert "{%" not in re.sub(r'<p class="fx-hint">.*?</p>', "", shown, flags=re.DOTALL)


def test_every_icon_that_is_asked_for_is_in_the_sprite():
    there = set(json.loads((PACKAGE / "shell" / "bundle" / "icons.json").read_text()))
    asked = {entry.icon for entry in navigation.ENTRIES}
    for path in PACKAGE.rglob("templates/**/*.html"):
        text = path.read_text(encoding="utf-8")
        asked |= set(re.findall(r'{% icon "([^"]+)"', text)) | set(re.findall(r' icon="([^"]+)"', text))
    assert asked <= there


def test_every_island_that_is_asked_for_is_there():
    asked = set()
    for path in PACKAGE.rglob("templates/**/*.html"):
        for names in re.findall(r'data-island="([^"{]+)"', path.read_text(encoding="utf-8")):
            asked |= set(names.split())
    assert {name for name in asked if not (PACKAGE / "shell/static/islands" / f"{name}.js").exists()} == set()


def test_a_person_goes_only_where_the_charge_leads():
    to = {
        role: {entry.address for entry in navigation.open_to(Actor("x", "x", role, "9", "i"))}
        for role in Role
    }
    assert to[Role.SAMPLER] == {
        *("duty:own", "supervision:directives", "supervision:appraisals-mine", "field:my-phone"),
        "sampling:rounds",
    }
    assert to[Role.AUDITOR] == {"trail:entries", "charges:glasses", "privacy:weeks"}
    assert {"board:home", "duty:plans", "roster:responders"} <= to[Role.COMMANDER]
    assert "sheets:imports" not in to[Role.COMMANDER]


def test_no_two_places_share_a_key():
    keys = [entry.key for entry in navigation.ENTRIES]
    assert len(set(keys)) == len(keys)


def test_every_place_of_the_navigation_is_there():
    assert [entry.address for entry in navigation.ENTRIES if not entry.url] == []


def test_a_page_before_sign_in_asks_the_database_nothing(request_of):
    # No database is open in this test: any query would raise.
    request = request_of(actor=None)
    request.user = None
    told = page(request)
    assert (told["actor"], told["nav"], str(told["area_name"])) == (None, [], "")
    assert "fx-nav" not in render_to_string("404.html", {}, request=request)


def test_a_refusal_is_told_with_its_code_and_what_to_do(request_of):
    told = render_to_string("refusal.html", {"refusal": NotAllowed()}, request=request_of())
    assert "not_allowed" in told
    assert "<html" in told
    part = render_to_string("refusal.html", {"refusal": NotFound()}, request=request_of(htmx=True))
    assert 'data-refusal="' in part
    assert "<html" not in part


def test_pages_carry_no_script_or_style_of_their_own(request_of):
    shown = views.gallery(request_of()).content.decode()
    assert not re.search(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=", shown)
