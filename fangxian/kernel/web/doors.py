"""The doors of views: every view says who may open it; the sweep test reads it back from the resolver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotAllowed

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class Asked(HttpRequest):
    """A request whose person acts under a charge."""

    actor: Actor
    htmx: HtmxDetails


@dataclass(frozen=True, slots=True)
class ByPhone:
    """The door of an address for phones: a bearer token with one of the capabilities, no session."""

    capabilities: tuple[Can, ...]


def needs(*capabilities: Can) -> Callable[[View], View]:
    """
    Let in only a person whose acting charge carries one of the capabilities.

    Not signed in: to the sign-in page. No charge, or a charge without it: `NotAllowed`.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def door(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if request.actor is None or not any(request.actor.may(can) for can in capabilities):
                raise NotAllowed
            return _told_apart(view(request, *args, **kwargs))

        door.door = capabilities  # type: ignore[attr-defined]
        return door  # type: ignore[return-value]

    return decorate


def signed_in(view: View) -> View:
    """Let in anybody who is signed in, with or without a charge."""

    @wraps(view)
    def door(request: Any, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return _told_apart(view(request, *args, **kwargs))

    door.door = "signed in"  # type: ignore[attr-defined]
    return door  # type: ignore[return-value]


def _told_apart(answer: HttpResponseBase) -> HttpResponseBase:
    # A page and its part have one address; a browser that goes back must not show the part as the page.
    patch_vary_headers(answer, ["HX-Request"])
    return answer


def anyone(view: View) -> View:
    """Let in everybody, signed in or not: sign-in itself, and what the public may read."""
    view.door = "anyone"  # type: ignore[attr-defined]
    return view
