"""Areas: the tree, one area, search, outlines."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from fangxian.features.territory import selectors
from fangxian.features.territory.views.crumbs import crumbs
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs

OUTLINES_KEPT = 300  # seconds


@require_GET
@needs(Can.HOUSEHOLD_VIEW)
def areas(request: Asked) -> HttpResponse:
    """The widest area in sight, or the list of them."""
    found = list(selectors.roots(request.actor))
    if len(found) == 1:
        return redirect("territory:area", code=found[0].code)
    return render(request, "territory/areas.html", {"areas": found})


@require_GET
@needs(Can.HOUSEHOLD_VIEW)
def area(request: Asked, code: str) -> HttpResponse:
    """One area: facts, what lies below, history, needs."""
    look = selectors.look(request.actor, code)
    files = [
        (_("Areas below (CSV)"), reverse("territory:areas-file", args=[code, "csv"])),
        (_("Areas below (XLSX)"), reverse("territory:areas-file", args=[code, "xlsx"])),
        (_("Households (CSV)"), reverse("territory:households-file", args=[code, "csv"])),
        (_("Households (XLSX)"), reverse("territory:households-file", args=[code, "xlsx"])),
    ]
    context = {
        "look": look,
        "area": look.area,
        "crumbs": crumbs(look.path),
        "files": files if request.actor.may(Can.EXPORT) else [],
    }
    return render(request, "territory/area.html", context)


@require_GET
@needs(Can.HOUSEHOLD_VIEW)
def find(request: Asked) -> HttpResponse:
    """Areas by name or code: the list below the search field, or a page of its own."""
    query = request.GET.get("q", "").strip()
    found = selectors.find_areas(request.actor, query)
    hits = [
        (one.name, f"{one.get_level_display()} {one.code}", reverse("territory:area", args=[one.code]))
        for one in found
    ]
    context = {"groups": [(_("Areas"), hits)] if hits else [], "query": query}
    template = "components/search-results.html" if request.htmx else "territory/found.html"
    return render(request, template, context)


@require_GET
@cache_control(private=True, max_age=OUTLINES_KEPT)
@needs(Can.BOARD_VIEW, Can.HOUSEHOLD_VIEW)
def outlines(request: Asked, code: str) -> HttpResponse:
    """The outlines of the areas below, as GeoJSON."""
    return JsonResponse(selectors.outlines(request.actor, code), content_type="application/geo+json")
