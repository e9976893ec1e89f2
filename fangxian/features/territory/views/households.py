"""Households: the list of an area, its doors to print, one household."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fangxian.features.territory import access, selectors
from fangxian.features.territory.forms import NumberForm, PurposeForm
from fangxian.features.territory.models import Level
from fangxian.features.territory.selectors.needs import WORDS
from fangxian.features.territory.views.crumbs import crumbs
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput
from fangxian.kernel.web.doors import Asked, needs

PRINTED = (Level.VILLAGE, Level.HAMLET, Level.GRID)
"""Levels small enough to print every door of."""


@require_GET
@needs(Can.HOUSEHOLD_VIEW)
def households(request: Asked, code: str) -> HttpResponse:
    """The households of an area, fifty at a time."""
    area = access.get(request.actor, code)
    need, after = request.GET.get("need", ""), request.GET.get("after", "")
    context = {
        "area": area,
        "page": selectors.home_page(request.actor, code, after=after, need=need),
        "figures": selectors.figures(request.actor, code),
        "need": need if need in WORDS else "",
        "needs": WORDS.items(),
        "after": after,
        "number_form": NumberForm(),
        "crumbs": [*crumbs(selectors.path(request.actor, code)), (_("Households"), "")],
        "can_print": area.level in PRINTED,
    }
    template = "territory/_households.html" if request.htmx else "territory/households.html"
    return render(request, template, context)


@require_GET
@needs(Can.HOUSEHOLD_VIEW)
def doors(request: Asked, code: str) -> HttpResponse:
    """
    The door list of a grid or village, to print.

    Raises:
        BadInput: the area is larger than a village.
    """
    area = access.get(request.actor, code)
    if area.level not in PRINTED:
        raise BadInput(_("Door lists are printed for a village or a grid."))
    files = [
        (_("Door list (XLSX)"), reverse("territory:doors-file", args=[code, "xlsx"])),
        (_("Door list (CSV)"), reverse("territory:doors-file", args=[code, "csv"])),
    ]
    context = {
        "area": area,
        "doors": list(selectors.doors(request.actor, code)),
        "crumbs": [*crumbs(selectors.path(request.actor, code)), (_("Door list"), "")],
        "files": files if request.actor.may(Can.EXPORT) else [],
    }
    return render(request, "territory/doors.html", context)


@require_GET
@needs(Can.HOUSEHOLD_VIEW)
def household(request: Asked, code: str) -> HttpResponse:
    """One household; its residents masked."""
    home = selectors.home(request.actor, code)
    context = {
        "home": home,
        "household": home.household,
        "crumbs": [*crumbs(home.path), (code, "")],
        "purposes": PurposeForm(),
        "may_read": request.actor.may(Can.RESIDENT_READ),
    }
    return render(request, "territory/household.html", context)
