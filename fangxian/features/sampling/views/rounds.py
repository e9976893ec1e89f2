"""The list of rounds, and the overview of one."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling import access
from fangxian.features.sampling.selectors import overview
from fangxian.features.sampling.views.tabs import tabs
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
        {"page": page, "lines": lines, "may_order": request.actor.may(Can.ROUND_ORDER)},
    )


@needs(Can.ROUND_VIEW)
@require_safe
def round_(request: Asked, code: str) -> HttpResponse:
    """One round in the actor's area: people, tubes by stage and result, and whether the counts close."""
    of_round = access.get(request.actor, code)
    line = overview.line(request.actor, of_round)
    context = {
        "line": line,
        "tabs": tabs(request.actor, of_round, "sampling:round"),
        "crumbs": [(_("Sampling"), reverse("sampling:rounds")), (line.title, request.path)],
    }
    return render(request, "sampling/round.html", context)
