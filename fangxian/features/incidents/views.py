"""The incidents of one's area, and their end."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fangxian.features.incidents import access, services
from fangxian.features.incidents.forms import EndForm
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs


@require_GET
@needs(Can.BOARD_VIEW)
def incidents(request: Asked) -> HttpResponse:
    """Every incident in sight, running ones first."""
    found = sorted(
        access.visible(request.actor), key=lambda one: (one.ended_on is not None, -one.started_on.toordinal())
    )
    return render(request, "incidents/incidents.html", {"incidents": found})


@require_http_methods(["GET", "POST"])
@needs(Can.INCIDENT_OPEN)
def end(request: Asked, code: str) -> HttpResponse:
    """Ending an incident."""
    incident = access.get(request.actor, code)
    form = EndForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_incident(actor=request.actor, code=code, on=form.cleaned_data["on"])
        except Refusal as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The incident has ended."))
            return redirect("incidents:incidents")
    context = {"form": form, "incident": incident}
    return render(request, "incidents/end.html", context, status=422 if form.errors else 200)
