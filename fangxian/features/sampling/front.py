"""Residents' pages that are made already, answered before anything else: no thread, session or database."""

from __future__ import annotations

import re
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from fangxian.features.sampling import keeping
from fangxian.features.sampling.keeping import Page

PREFIX = "/round/"
_PAGE = re.compile(r"(?:([0-9A-Za-z]{1,32})/)?\Z")
_ASKED = re.compile(rb"language=([a-z-]{2,7})\Z")
_FIXED = (
    (b"content-type", b"text/html; charset=utf-8"),
    (b"cache-control", keeping.PUBLIC.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (
        b"content-security-policy",
        b"default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
        b"frame-ancestors 'none'",
    ),
)

Header = tuple[bytes, bytes]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


async def answered(scope: Mapping[str, Any], send: Send) -> bool:
    """
    Answer a request for a page that is kept and new enough; whether it was one.

    Anything else is left to Django, which makes the page and keeps it: who reads does not hold up who writes.
    """
    named = _PAGE.match(scope["path"], len(PREFIX))
    if scope["method"] not in ("GET", "HEAD") or named is None:
        return False
    headers = dict(scope["headers"])
    language = _language(scope["query_string"], headers)
    page = keeping.fresh(keeping.key(named[1] or "", language), time.time()) if language else None
    if page is None:
        return False
    # With its language in the address a page is the same for all, and any cache on the way may give it.
    vary = () if scope["query_string"] else ((b"vary", b"Accept-Language, Cookie"),)
    told = (*_FIXED, *vary, (b"content-language", language.encode()))
    await _send(send, page, told, headers.get(b"if-none-match", b""), body=scope["method"] == "GET")
    return True


async def _send(send: Send, page: Page, headers: Iterable[Header], known: bytes, *, body: bool) -> None:
    etag = page.etag.encode()
    told = [*headers, (b"etag", etag)]
    if settings.SECURE_HSTS_SECONDS:
        told.append((b"strict-transport-security", f"max-age={settings.SECURE_HSTS_SECONDS}".encode()))
    if etag in known:
        await send({"type": "http.response.start", "status": 304, "headers": told})
        await send({"type": "http.response.body", "body": b""})
        return
    told.append((b"content-length", str(len(page.body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": told})
    await send({"type": "http.response.body", "body": page.body if body else b""})


def _language(query: bytes, headers: Mapping[bytes, bytes]) -> str:
    """The language of the address, else the browser's; '' where Django must look: at cookie or query."""
    asked = _ASKED.match(query)
    if asked:
        code = asked[1].decode()
        return code if code in dict(settings.LANGUAGES) else ""
    if query or b"cookie" in headers:
        return ""
    request = HttpRequest()
    request.META["HTTP_ACCEPT_LANGUAGE"] = headers.get(b"accept-language", b"").decode("latin-1")
    return translation.get_language_from_request(request)
