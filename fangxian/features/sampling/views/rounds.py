"""The list of rounds."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fangxian.features.sampling.selectors import overview
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_safe
def rounds(request: Asked) -> HttpResponse:
    """Rounds of the actor's area and of those around it, the newest first, with how far each is here."""
    page, lines = overview.page(request.actor, request.GET.get("page", 1))
    return render(
        request,
        "sampling/rounds.html",
        {
            "page": page,
            "lines": lines,
            "may_order": request.actor.may(Can.ROUND_ORDER),
            "may_list": request.actor.may(Can.LISTING_KEEP),
        },
    )
