"""Who answers: for an area, above it, below it; where nobody does; and as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fangxian.features.charges import selectors
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download

PER_PAGE = 50


@require_GET
@needs(Can.CHARGE_VIEW)
def charges(request: Asked) -> HttpResponse:
    """To the area of the acting charge."""
    return redirect("charges:area", request.actor.area)


@require_GET
@needs(Can.CHARGE_VIEW)
def area(request: Asked, code: str) -> HttpResponse:
    """One area: the chain above it, its own people, and the leads of the areas inside it."""
    place = territory.get(request.actor, code)
    return render(request, "charges/area.html", {"look": selectors.look(request.actor, place)})


@require_GET
@needs(Can.CHARGE_VIEW)
def vacancies(request: Asked, code: str) -> HttpResponse:
    """The areas inside one that nobody answers for, since when, and to whom that has climbed."""
    place = territory.get(request.actor, code)
    found = selectors.vacant_areas(request.actor, code)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    rows = selectors.alarms(request.actor, page.object_list)
    context = {"area": place, "page": page, "rows": rows, "appoints": any(row.may_appoint for row in rows)}
    return render(request, "charges/vacancies.html", context)


@require_GET
@needs(Can.EXPORT)
def export(request: Asked, code: str, form: str) -> HttpResponse:
    """Who answers for every area inside one, as a sheet that can be filled in and imported again."""
    place = territory.get(request.actor, code)
    columns = [
        "area_code",
        "area",
        "level",
        "role",
        "holder_code",
        "holder",
        "deputy_code",
        "deputy",
        "since",
    ]
    table = Table(_("Who answers"), columns, selectors.sheet(request.actor, code))
    return download(
        actor=request.actor, subject=_("who answers"), area=place.code, form=as_table(form), tables=[table]
    )
