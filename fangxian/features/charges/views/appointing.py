"""Appointing somebody for an area, and ending a charge."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fangxian.features.charges import access, selectors, services
from fangxian.features.charges.forms import AppointForm
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Can, Role
from fangxian.kernel.errors import BadInput, Conflict
from fangxian.kernel.web.doors import Asked, needs


@require_http_methods(["GET", "POST"])
@needs(Can.CHARGE_APPOINT)
def appoint(request: Asked, code: str) -> HttpResponse:
    """The form, or the appointment."""
    asked = selectors.appointment(request.actor, territory.get(request.actor, code))
    form = AppointForm(asked.roles, request.POST or None, initial=asked.initial(request.GET))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.appoint(
                actor=request.actor,
                area=code,
                role=Role(given["role"]),
                holder=given["holder"],
                deputy=given["deputy"],
                replaces=given["replaces"],
            )
        except (BadInput, Conflict) as refusal:
            field = refusal.facts.get("field")
            form.add_error(str(field) if field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("It is done: the charge holds from now on."))
            return redirect("charges:area", code)
    context = {"asked": asked, "form": form, "chosen": selectors.chosen(request.actor, form)}
    return render(request, "charges/appoint.html", context, status=422 if form.errors else 200)


@require_GET
@needs(Can.CHARGE_APPOINT, Can.ACCOUNT_MANAGE, Can.ROSTER_VIEW)
def find(request: Asked, field: str) -> HttpResponse:
    """People to choose from, by the start of their name or code."""
    people = selectors.candidates(request.actor, request.GET.get("q", "").strip())
    context = {"people": people, "field": field, "q": request.GET.get("q", "")}
    return render(request, "charges/_candidates.html", context)


@require_POST
@needs(Can.CHARGE_APPOINT)
def end(request: Asked, code: str) -> HttpResponse:
    """The end of a charge; a lead leaves a vacancy."""
    area = access.get(request.actor, code).area
    services.end_charge(actor=request.actor, code=code)
    messages.success(request, _("The charge has ended."))
    return redirect("charges:area", area)
