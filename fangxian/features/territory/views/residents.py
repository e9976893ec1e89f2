"""Residents: found by number, read for a purpose; both leave a line in the trail."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fangxian.features.territory import access, selectors, services
from fangxian.features.territory.forms import NumberForm, PurposeForm
from fangxian.features.territory.purposes import Purpose
from fangxian.features.territory.selectors.needs import WORDS
from fangxian.features.territory.selectors.readings import readings
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Can.HOUSEHOLD_VIEW)
def find(request: Asked) -> HttpResponse:
    """A household by its code; for those who may read details, by a document or telephone number too."""
    form = NumberForm(request.POST or None)
    found, people, asked = [], [], form.is_valid()
    if asked:
        text = form.cleaned_data["text"]
        found = selectors.find_households(request.actor, text)
        if not found and request.actor.may(Can.RESIDENT_READ):
            people = services.look_up_number(actor=request.actor, number=text)
    if len(found) == 1:
        return redirect("territory:household", code=found[0].household.code)
    context = {"form": form, "doors": found, "people": people, "asked": asked}
    return render(request, "territory/find-resident.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Can.RESIDENT_READ)
def resident(request: Asked, code: str) -> HttpResponse:
    """Asks for a purpose, then shows one resident's details, this once."""
    masked = access.get_resident(request.actor, code)
    form = PurposeForm(request.POST or None)
    if not form.is_valid():
        context = {"form": form, "resident": masked, "lines": readings(request.actor, masked)}
        return render(request, "territory/purpose.html", context, status=422 if form.errors else 200)
    purpose = Purpose(form.cleaned_data["purpose"])
    details = services.read_resident(actor=request.actor, code=code, purpose=purpose)
    needs_told = [WORDS[need] for need in details.needs]
    lines = readings(request.actor, masked)
    context = {"details": details, "needs": needs_told, "purpose": purpose, "lines": lines}
    return render(request, "territory/resident.html", context)
