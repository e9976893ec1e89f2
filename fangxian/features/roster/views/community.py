"""双报到: a community, who lives there and who works there."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fangxian.features.roster import selectors
from fangxian.features.roster.views.lists import ON_A_PAGE, page_names
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs

SIDES = {"home": selectors.living_in, "work": selectors.working_in}


@require_GET
@needs(Can.ROSTER_VIEW)
def community(request: Asked, area: str) -> HttpResponse:
    """Who lives here, with where they work; or who works here, with where they live."""
    place = territory.get(request.actor, area)
    side = request.GET.get("side", "home")
    side = side if side in SIDES else "home"
    sides = {name: people(request.actor, area) for name, people in SIDES.items()}
    page = Paginator(sides[side].order_by("name", "code"), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "place": place,
        "side": side,
        "page": page,
        "names": page_names(request.actor, page),
        "living": page.paginator.count if side == "home" else sides["home"].count(),
        "working": page.paginator.count if side == "work" else sides["work"].count(),
        "both": sides["home"].filter(pk__in=sides["work"].values("pk")).count(),
    }
    return render(request, "roster/community.html", context)
