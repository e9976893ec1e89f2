"""The laboratory of the bench of a round: it hands its sheets in on the page, and says to take them in."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable
from datetime import datetime
from http.cookiejar import CookieJar
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from bench.doorknock import INCIDENT

NAME, PASSWORD = "bench.laboratory", "lanterns on the ridge"
ASKED_EVERY = 0.3
"""Seconds from one look at an import to the next."""
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_RUNNING = re.compile(r"<div id=\"import\"[^>]*hx-get=")


def open_account(area: str) -> None:
    """Give somebody the charge of the laboratory of an area, with an account, unless it is there."""
    from fangxian.cli.operator import operator
    from fangxian.features.accounts.models import Account
    from fangxian.features.accounts.services import open_account as opened
    from fangxian.features.charges.services import appoint
    from fangxian.features.roster.models import Responder
    from fangxian.features.roster.services import link_account
    from fangxian.kernel.authority import Role
    from fangxian.kernel.db import scope

    who = operator(INCIDENT)
    with scope.acting(who):
        if Account.objects.filter(username=NAME).exists():
            return
        code = Responder.objects.order_by("-code").values_list("code", flat=True)[0]
        opened(actor=who, username=NAME, password=PASSWORD, area=area)
        link_account(actor=who, code=code, username=NAME)
        appoint(actor=who, area=area, role=Role.LABORATORY, holder=code)


def sheet(rows: Iterable[tuple[str, str]], tested_at: datetime) -> bytes:
    """A sheet of results: barcode and value of each tube."""
    lines = (f"{tube},{value},{tested_at.isoformat()},Bench" for tube, value in rows)
    return "\n".join(("tube,result,tested_at,laboratory", *lines, "")).encode()


class Browser:
    """Somebody signed in who hands in sheets, over HTTP."""

    def __init__(self, port: int) -> None:
        self._base = f"http://127.0.0.1:{port}"
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()), HTTPRedirectHandler())
        self._post("/accounts/sign-in/", {"username": NAME, "password": PASSWORD})

    def take_in(self, content: bytes) -> str:
        """Hand a sheet of results in, take its good rows in, and wait for it; the page that says so."""
        where, page = self._hand_in(content)
        page = self._until_rest(where, page)
        self._post(f"{where}decide/", {"mode": "good_rows"}, asked=page)
        return self._until_rest(where, self._get(where)[1])

    def _hand_in(self, content: bytes) -> tuple[str, str]:
        token = _TOKEN.search(self._get("/imports/new/")[1])
        parts = {"csrfmiddlewaretoken": token.group(1) if token else "", "kind": "results"}
        edge = "----bench"
        head = "".join(
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in parts.items()
        )
        head += f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="results.csv"\r\n'
        whole = head.encode() + b"Content-Type: text/csv\r\n\r\n" + content + f"\r\n--{edge}--\r\n".encode()
        return self._get("/imports/new/", whole, f"multipart/form-data; boundary={edge}")

    def _until_rest(self, where: str, page: str) -> str:
        while _RUNNING.search(page):
            time.sleep(ASKED_EVERY)
            page = self._get(where)[1]
        return page

    def _post(self, path: str, values: dict[str, str], asked: str = "") -> tuple[str, str]:
        token = _TOKEN.search(asked or self._get(path)[1])
        sent = values | {"csrfmiddlewaretoken": token.group(1) if token else ""}
        return self._get(path, urlencode(sent).encode(), "application/x-www-form-urlencoded")

    def _get(self, path: str, content: bytes | None = None, kind: str = "") -> tuple[str, str]:
        headers = {"Referer": self._base, "Accept-Language": "en"} | ({"Content-Type": kind} if kind else {})
        with self._opener.open(Request(self._base + path, content, headers)) as answer:  # noqa: S310 ours
            return answer.url.removeprefix(self._base), answer.read().decode()
