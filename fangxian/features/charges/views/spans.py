"""Groups of the areas below a lead who has too many: formed as proposed, dissolved, taken away as a sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fangxian.features.charges import selectors, services
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download


@require_POST
@needs(Can.COVER_PUT)
def form_groups(request: Asked, code: str) -> HttpResponse:
    """The groups hold as they were shown."""
    territory.get(request.actor, code)
    services.form_groups(actor=request.actor, area=code, seen=request.POST.get("seen", ""))
    messages.success(request, _("The groups hold from now on."))
    return redirect("charges:area", code)


@require_POST
@needs(Can.COVER_PUT)
def dissolve(request: Asked, code: str) -> HttpResponse:
    """The groups hold no longer."""
    territory.get(request.actor, code)
    services.dissolve_groups(actor=request.actor, area=code)
    messages.success(request, _("The groups are dissolved."))
    return redirect("charges:area", code)


@require_GET
@needs(Can.EXPORT)
def export(request: Asked, code: str, form: str) -> HttpResponse:
    """The groups, formed or proposed, as a sheet."""
    place = territory.get(request.actor, code)
    found = selectors.groups_below(request.actor, code, selectors.below(request.actor, code))
    rows = [
        [part.number, part.lead_name, row.area.code, row.area.name, row.charge.now.name if row.charge else ""]
        for part in (found.parts if found else [])
        for row in part.rows
    ]
    table = Table(_("Groups"), ["group", "group_lead", "area_code", "area", "answers"], rows)
    return download(
        actor=request.actor, subject=_("groups"), area=place.code, form=as_table(form), tables=[table]
    )
