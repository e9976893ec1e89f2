"""The character with the number zero: no text of a person has it, and PostgreSQL keeps none of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import BadInput, NotFound, Refusal
from fangxian.kernel.web.middleware import Answer, refuse

NUL = "\x00"
_ESCAPED = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")


class UnseenCharacter(BadInput):
    """What was given has a character that is no text."""

    code = "unseen_character"
    sentence = _("What was given has a character that cannot be seen or kept. Type it again.")


class NoNul:
    """
    Refuses a NUL in an address (nothing is there) and in what is asked or filled in, before any view.

    It stands last, so that the page that tells it knows who asks. The bodies of phones are left alone: they
    are JSON and read once, by `fangxian.features.field.schemas`.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Answer what has a NUL; let everything else on."""
        refusal = _refusal(request)
        return refuse(request, refusal) if refusal else None


def escaped(body: bytes) -> bool:
    r"""
    Whether a text in JSON has a NUL; a backslash before it makes it six plain characters.

    >>> escaped(rb'{"a": "x\u0000"}'), escaped(rb'{"a": "\\u0000"}')
    (True, False)
    """
    return _ESCAPED.search(body) is not None


def _refusal(request: HttpRequest) -> Refusal | None:
    if NUL in request.path:
        return NotFound()
    filled_in = request.method == "POST" and not request.path.startswith("/api/")
    if _has(request.GET) or (filled_in and _has(request.POST)):
        return UnseenCharacter()
    return None


def _has(given: QueryDict) -> bool:
    return any(NUL in name or any(NUL in value for value in values) for name, values in given.lists())
