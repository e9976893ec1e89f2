"""One served world for all journeys, and windows in which its people sign in."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from fangxian.cli import browser
from tests import world

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120  # seconds to lay out a database, migrate it and take the world in
TIMEOUT = 10_000  # milliseconds for one step of a page; the machine may be busy with other tests
NO_BROWSER = "no Chromium on this machine: set FANGXIAN_BROWSER, or run `make browser` as root"


@pytest.fixture(scope="package")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the installation that is served."""
    return tmp_path_factory.mktemp("journeys")


def environment_of(home: Path) -> dict[str, str]:
    """What a program of ours needs around it to work on that installation."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    environment |= {"FANGXIAN_HOME": str(home)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return environment


@pytest.fixture(scope="package")
def base(home: Path) -> Iterator[str]:
    """The address of a server that holds the world and nothing else."""
    if browser.find() is None:
        pytest.skip(NO_BROWSER)
    port, log = free_port(), home / "server.log"
    with log.open("wb") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.serving", str(port)],
            cwd=ROOT,
            env=environment_of(home),
            stdout=out,
            stderr=out,
        )
        try:
            wait_for(f"http://127.0.0.1:{port}", server, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)


def free_port() -> int:
    """
    A port nobody listens on, below those that outgoing connections take.

    The server listens on it only once its world is laid out: two runs begin looking at different places.
    """
    for port in (8400 + (os.getpid() + step) % 400 for step in range(400)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise RuntimeError("no free port")


def wait_for(base: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Return once the server answers; fail with its last words if it ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{base}/accounts/sign-in/", timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server did not come up:\n{log.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="package")
def chromium(base: str) -> Iterator[Browser]:
    """One browser for all journeys."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser.find(), args=list(browser.ARGUMENTS))
        yield running
        running.close()


class Windows:
    """Opens windows and listens: an error on a console or from a script fails the journey at its end."""

    def __init__(self, chromium: Browser, base: str, sessions: dict[str, Any]) -> None:
        self.base, self.heard = base, list[str]()
        self._chromium, self._sessions, self._open = chromium, sessions, list[BrowserContext]()

    def anybody(self, *, width: int = 1280, language: str = "zh-CN", session: Any = None) -> Page:
        """A window of somebody not signed in, or of whom a session belongs to."""
        window = self._chromium.new_context(
            base_url=self.base,
            storage_state=session,
            viewport={"width": width, "height": 900},
            locale=language,
            is_mobile=width < 600,
            has_touch=width < 600,
            reduced_motion="reduce",
        )
        window.set_default_timeout(TIMEOUT)
        self._open.append(window)
        page = window.new_page()
        page.on("console", lambda said: self._hear(f"{page.url}: {said.text}", said.type == "error"))
        page.on("pageerror", lambda error: self._hear(f"{page.url}: {error}", True))
        return page

    def of(self, username: str, *, width: int = 1280) -> Page:
        """A window of somebody, signed in (once for all journeys), on the page they land on."""
        page = self.anybody(width=width, session=self._sessions.get(username))
        page.goto("/")
        if username not in self._sessions:
            self.sign_in(page, username)
            self._sessions[username] = page.context.storage_state()
        return page

    def sign_in(self, page: Page, username: str) -> None:
        """Fill in the door's form and go through."""
        cast = world.BY_NAME.get(username)
        page.fill("[name=username]", cast.account if cast else username)
        page.fill("[name=password]", world.PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_url(lambda address: "/accounts/sign-in/" not in address)

    def _hear(self, what: str, wrong: bool) -> None:
        if wrong:
            self.heard.append(what)

    def close(self) -> None:
        """Close every window."""
        for window in self._open:
            window.close()


@pytest.fixture(scope="package")
def sessions() -> dict[str, Any]:
    """The sessions of those who have signed in, kept from journey to journey."""
    return {}


@pytest.fixture
def windows(chromium: Browser, base: str, sessions: dict[str, Any]) -> Iterator[Windows]:
    """Windows of this journey."""
    opened = Windows(chromium, base, sessions)
    yield opened
    opened.close()
    assert opened.heard == []


@pytest.fixture
def window_of(windows: Windows) -> Callable[..., Page]:
    """A window of one of the cast, signed in."""
    return windows.of
