"""Pages of the board."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from fangxian.features.board.selectors import gaps as missing
from fangxian.features.board.selectors import look, places
from fangxian.features.board.selectors import search as names
from fangxian.features.duty.models.post import GapReason
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs, signed_in

STARTS = (
    (Can.OWN_DUTY_VIEW, "duty:own"),
    (Can.TRAIL_READ, "trail:entries"),
    (Can.ACCOUNT_MANAGE, "accounts:accounts"),
)


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """To the acting charge's area; for charges without a board, to what they are for."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return render(request, "board/no-charge.html")
    if actor.may(Can.BOARD_VIEW):
        return redirect("board:area", actor.area)
    return redirect(next(address for can, address in STARTS if actor.may(can)))


@needs(Can.BOARD_VIEW)
@require_safe
def area(request: Asked, code: str) -> HttpResponse:
    """One area: who answers, what is filled, what is missing, and the areas below it."""
    if code == request.actor.area and not places.known(code):
        return render(request, "board/no-territory.html")
    seen = look.at(request.actor, code, request.GET.get("sort", ""))
    return render(
        request,
        "board/below.html" if request.htmx else "board/area.html",
        {"look": seen, "place": seen.place},
    )


@needs(Can.BOARD_VIEW)
@require_safe
def gaps(request: Asked, code: str) -> HttpResponse:
    """Every gap of an area, each with the person who is to see to it."""
    way = places.trail(request.actor, code)
    reason = request.GET.get("reason", "")
    found = missing.page(request.actor, code, reason=reason, number=request.GET.get("page"))
    facts = {
        "gaps": found,
        "crumbs": look.crumbs(way),
        "name": way[-1][1],
        "reasons": GapReason.choices,
        "reason": reason,
    }
    return render(request, "board/gap-rows.html" if request.htmx else "board/gaps.html", facts)


@needs(Can.BOARD_VIEW)
@require_safe
def search(request: Asked) -> HttpResponse:
    """Areas, sites and people in sight whose name or code starts with what is asked."""
    query = request.GET.get("q", "").strip()
    facts = {"groups": names.find(request.actor, query), "query": query}
    return render(request, "components/search-results.html" if request.htmx else "board/search.html", facts)
