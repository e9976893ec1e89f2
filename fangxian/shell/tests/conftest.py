"""A request without a database, and pages in a real browser without a server."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.messages.storage.base import BaseStorage
from django.test import RequestFactory
from django.urls import resolve
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, sync_playwright

from fangxian.cli.browser import find
from fangxian.kernel.authority import Actor, Role
from fangxian.shell import context

SITE = "http://fangxian.test"
STATIC = [Path(folder) for folder in settings.STATICFILES_DIRS]
POLICY = "; ".join(
    f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
LU = Actor(person="lu", name="陆明", role=Role.COMMANDER, area="900101", incident="anning-2022")


class Person:
    """Somebody signed in, without a database."""

    is_authenticated = True
    username = "lu"


@pytest.fixture
def request_of(monkeypatch):
    """A request as it reaches a template, by the actor; names come without a database."""
    monkeypatch.setattr(context, "_area_name", lambda actor: "安宁县")
    monkeypatch.setattr(context, "_incident_name", lambda actor: "Anning 2022")

    def make(actor=LU, path="/about/", htmx=False):
        request = RequestFactory().get(path)
        request.actor, request.charges, request.htmx, request.user = actor, [], htmx, Person()
        request._messages = Nothing(request)
        request.resolver_match = resolve(path)
        return request

    return make


class Nothing(BaseStorage):
    """No messages."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


class Site:
    """Pages by address, under the real content security policy; static files from the disk."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pages: dict[str, tuple[int, str, str]] = {}
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.route("**/*", self._answer)

    def _heard(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(f"{said.text} {said.location}")

    def _answer(self, route: Route) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            self._hand_out(route, path.removeprefix("/static/"))
        elif path in self.pages:
            status, kind, body = self.pages[path]
            route.fulfill(
                status=status, content_type=kind, body=body, headers={"Content-Security-Policy": POLICY}
            )
        else:
            route.fulfill(status=404, content_type="text/html", body="")

    def _hand_out(self, route: Route, name: str) -> None:
        found = next((folder / name for folder in STATIC if (folder / name).exists()), None)
        if found is None:
            route.fulfill(status=404)
            return
        kind = mimetypes.guess_type(found.name)[0] or "text/plain"
        route.fulfill(body=found.read_bytes(), content_type=kind)

    def put(self, path: str, body: str, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        """Have a page at an address."""
        self.pages[path] = (status, kind, body)

    def open(self, path: str) -> None:
        """Go there and wait until nothing moves."""
        self.page.goto(f"{SITE}{path}")
        self.page.wait_for_load_state("networkidle")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One browser for the islands, gone before tests that need a database; skipped where none can be had."""
    path = find()
    if path is None:
        pytest.skip("no Chromium on this machine")
    arguments = [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-background-networking",
    ]
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=arguments)
        yield running
        running.close()


@pytest.fixture
def site(chromium) -> Iterator[Site]:
    """A site in a window of its own; a complaint of the console fails the test."""
    window = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light", locale="en")
    found = Site(window.new_page())
    yield found
    window.close()
    assert found.complaints == []
