"""The incidents of one's area, and their end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fangxian.features.incidents import access, selectors, services
from fangxian.features.incidents.forms import EndForm
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput
from fangxian.kernel.web.doors import Asked, needs


@require_GET
@needs(Can.BOARD_VIEW)
def incidents(request: Asked) -> HttpResponse:
    """Every incident in sight, running ones first."""
    context = {
        "rows": selectors.listed(request.actor),
        "form": EndForm(initial={"on": timezone.localdate()}, auto_id=False),
    }
    return render(request, "incidents/incidents.html", context)


@require_POST
@needs(Can.INCIDENT_OPEN)
def end(request: Asked, code: str) -> HttpResponse:
    """The end of an incident."""
    access.claim(request.actor, code, can=Can.INCIDENT_OPEN)
    form = EndForm(request.POST)
    if not form.is_valid():
        raise BadInput(_("Give the last day of the incident."))
    services.end_incident(actor=request.actor, code=code, on=form.cleaned_data["on"])
    messages.success(request, _("The incident has ended."))
    return redirect("incidents:incidents")
