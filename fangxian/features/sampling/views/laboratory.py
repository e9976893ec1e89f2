"""The laboratory of a round: tubes that wait for results, and positive pools until they are resolved."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling import access
from fangxian.features.sampling.selectors import overview, pooling, resulting, testing, turnaround
from fangxian.features.sampling.views.tabs import head
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_safe
def laboratory(request: Asked, code: str) -> HttpResponse:
    """Tubes without a result, a search for one, amended results that wait, and the way to the sheet."""
    of_round = access.get(request.actor, code)
    area, text = overview.here(request.actor, of_round), request.GET.get("q", "").strip()
    context = head(request, of_round, "sampling:laboratory", _("Laboratory")) | {
        "page": testing.waiting(request.actor, of_round, area, text, request.GET.get("page", 1)),
        "query": text,
        "laboratories": turnaround.by_laboratory(of_round, area),
        "amendments": testing.amendments(of_round, area),
        "may_enter": request.actor.may(Can.RESULT_ENTER),
    }
    return render(request, "sampling/laboratory.html", context)


@needs(Can.ROUND_VIEW)
@require_safe
def pools(request: Asked, code: str) -> HttpResponse:
    """Positive pools, open ones first, with who is left in each and their clocks."""
    of_round, now = access.get(request.actor, code), timezone.now()
    area = overview.here(request.actor, of_round)
    page, lines = pooling.page(request.actor, of_round, area, request.GET.get("page", 1), now)
    context = head(request, of_round, "sampling:pools", _("Positive pools")) | {
        "page": page,
        "lines": lines,
        "unresolved": resulting.unresolved(of_round, area),
        "may_items": request.actor.may(Can.ITEM_VIEW),
    }
    return render(request, "sampling/pools.html", context)
