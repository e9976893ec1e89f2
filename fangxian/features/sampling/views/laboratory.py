"""The laboratory of a round: tubes that wait for results, and positive pools until they are resolved."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling import access
from fangxian.features.sampling.models import Round
from fangxian.features.sampling.selectors import overview, pooling, resulting, testing
from fangxian.features.sampling.views.tabs import tabs
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside
from fangxian.kernel.errors import Text
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_safe
def laboratory(request: Asked, code: str) -> HttpResponse:
    """Tubes without a result, a search for one, amended results that wait, and the way to the sheet."""
    of_round = access.get(request.actor, code)
    area, text = _here(request.actor, of_round), request.GET.get("q", "").strip()
    context = _head(request, of_round, "sampling:laboratory", _("Laboratory")) | {
        "page": testing.waiting(request.actor, of_round, area, text, request.GET.get("page", 1)),
        "query": text,
        "amendments": testing.amendments(of_round, area),
        "may_enter": request.actor.may(Can.RESULT_ENTER),
    }
    return render(request, "sampling/laboratory.html", context)


@needs(Can.ROUND_VIEW)
@require_safe
def pools(request: Asked, code: str) -> HttpResponse:
    """Positive pools, open ones first, with who is left in each and their clocks."""
    of_round, now = access.get(request.actor, code), timezone.now()
    area = _here(request.actor, of_round)
    page, lines = pooling.page(request.actor, of_round, area, request.GET.get("page", 1), now)
    context = _head(request, of_round, "sampling:pools", _("Positive pools")) | {
        "page": page,
        "lines": lines,
        "unresolved": resulting.unresolved(of_round, area),
        "may_items": request.actor.may(Can.ITEM_VIEW),
    }
    return render(request, "sampling/pools.html", context)


def _here(actor: Actor, of_round: Round) -> str:
    return actor.area if inside(actor.area, of_round.area) else of_round.area


def _head(request: Asked, of_round: Round, address: str, label: Text) -> dict[str, Any]:
    title = overview.title(of_round)
    return {
        "title": title,
        "round": of_round,
        "tabs": tabs(request.actor, of_round, address),
        "crumbs": [
            (_("Sampling"), reverse("sampling:rounds")),
            (title, reverse("sampling:round", args=[of_round.code])),
            (label, request.path),
        ],
    }
