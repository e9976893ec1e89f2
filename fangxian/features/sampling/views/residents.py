"""The residents' page: for everybody, without an account, kept for all who ask in the same half minute."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.views.decorators.http import require_safe

from fangxian.features.sampling import keeping
from fangxian.features.sampling.keeping import Page
from fangxian.features.sampling.selectors import residents, shown
from fangxian.features.sampling.selectors.shown import Place
from fangxian.kernel.web.doors import anyone


@anyone
@require_safe
def area(request: HttpRequest, area: str = "") -> HttpResponse:
    """One area of the rounds that run: the areas inside to choose from, or, of a village, where to go."""
    at, language = timezone.now(), language_of(request)
    places = keeping.keep("round:places", lambda: shown.places(at), at)
    if area and area not in places:
        return HttpResponse(rendered("sampling/residents-none.html", language), status=404)

    def made() -> Page:
        return keeping.page(_area(places, area, language, at))

    return answer(request, keeping.keep(keeping.key(area, language), made, at), language)


def language_of(request: HttpRequest) -> str:
    """The language in the address, else the one of cookie or browser."""
    asked = request.GET.get("language", "")
    known = dict(settings.LANGUAGES)
    return asked if asked in known else translation.get_language() or settings.LANGUAGE_CODE


def rendered(template: str, language: str, **context: object) -> str:
    """A page for residents in a language; its links keep to it, so that no cookie is needed."""
    context |= {"language": language, "languages": _languages(), "query": f"?language={language}"}
    with translation.override(language):
        return render_to_string(template, context)


def answer(request: HttpRequest, page: Page, language: str) -> HttpResponse:
    """
    A kept page, or that it is the one the browser has.

    Where a session chose the language, and no address or browser, the browser asks each time.
    """
    chosen = bool(request.COOKIES) and "language" not in request.GET
    told = keeping.PRIVATE if chosen else keeping.PUBLIC
    response = HttpResponse(page.body, headers={"Cache-Control": told, "ETag": page.etag})
    response.headers["Content-Language"] = language
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    found = get_conditional_response(request, etag=page.etag, response=response)
    assert isinstance(found, HttpResponse)
    return found


def _area(places: Mapping[str, Place], area: str, language: str, at: datetime) -> str:
    below = shown.below(places, area)
    context: dict[str, Any] = {"here": places.get(area), "way": shown.way(places, area)[:-1], "at": at}
    if not area or not shown.is_last(below, at):
        return rendered("sampling/residents-choose.html", language, below=below, **context)
    found = residents.here(places, area, at)
    return rendered("sampling/residents.html", language, rounds=found, below=below, **context)


def _languages() -> list[tuple[str, str]]:
    return [(code, translation.get_language_info(code)["name_local"]) for code, _label in settings.LANGUAGES]
