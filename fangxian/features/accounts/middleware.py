"""Each person's own language, and the rules of a session: when it ends, and a new password first."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import translation
from django_htmx.http import HttpResponseClientRedirect

from fangxian.features.accounts import rules
from fangxian.features.accounts.services.sign_in import LANGUAGE, SEEN, SIGNED_IN, leave, mark
from fangxian.kernel.web.doors import ByPhone

_SEEN_EVERY = 60  # seconds; writing the session at every request would cost more than it tells
_BEFORE_NEW_PASSWORD = {"accounts:password", "accounts:sign-out", "accounts:language"}

Answer = Callable[[HttpRequest], HttpResponse]


class OwnLanguage:
    """Activates the account's language, else the session's choice, else the browser's."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            language = request.user.language
        else:
            language = request.session.get(LANGUAGE) or translation.get_language_from_request(request)
        translation.activate(language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE)
        request.LANGUAGE_CODE = translation.get_language()
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response


class SessionRules:
    """
    Ends sessions that are too long, too idle, or were ended from elsewhere, and says so at the door.

    A person with a one-time password sees nothing but the page that changes it.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.session_ended = _why_ended(request)  # type: ignore[attr-defined]
        if request.session_ended:  # type: ignore[attr-defined]
            leave(request)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Send to the door or to the password page whoever may not go on."""
        door = getattr(view, "door", None)
        if door == "anyone" or isinstance(door, ByPhone):
            return None
        why = request.session_ended  # type: ignore[attr-defined]
        if why:
            back = request.get_full_path() if request.method == "GET" else "/"
            return _go(request, f"{reverse(settings.LOGIN_URL)}?{urlencode({'why': why, 'next': back})}")
        place = request.resolver_match.view_name if request.resolver_match else ""
        owes = request.user.is_authenticated and request.user.must_change_password
        if owes and place not in _BEFORE_NEW_PASSWORD:
            return _go(request, reverse("accounts:password"))
        return None


def _why_ended(request: HttpRequest) -> str:
    """Why the session of this request is over, '' if it goes on or there is none."""
    if auth.SESSION_KEY not in request.session:
        return ""
    # Looking at the user makes Django compare the session with the account, and empty it if it does not fit.
    if not request.user.is_authenticated:
        return "ended"
    if SIGNED_IN not in request.session:
        mark(request)
    now, seen_at = int(time.time()), request.session[SEEN]
    why = rules.why_ended(signed_in_at=request.session[SIGNED_IN], seen_at=seen_at, now=now)
    if not why and now - seen_at >= _SEEN_EVERY:
        request.session[SEEN] = now
    return why


def _go(request: HttpRequest, address: str) -> HttpResponse:
    """A redirect that takes the whole page along, also when only a part of it was asked for."""
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
