"""Who a stranger is: asked for a purpose, shown this once, told to the trail."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from fangxian.features.sampling import access, services
from fangxian.features.sampling.selectors import overview
from fangxian.features.territory.forms import PurposeForm
from fangxian.features.territory.purposes import Purpose
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@needs(Can.RESIDENT_READ)
def stranger(request: Asked, code: str, swab: UUID) -> HttpResponse:
    """Asks for a purpose, then shows who it is, this once."""
    found, title = access.get_stranger(request.actor, swab), overview.title(access.get(request.actor, code))
    form = PurposeForm(request.POST or None)
    context = {
        "title": title,
        "stranger": found,
        "form": form,
        "crumbs": [
            (_("Sampling"), reverse("sampling:rounds")),
            (title, reverse("sampling:round", args=[code])),
            (_("Stranger"), request.path),
        ],
    }
    if form.is_valid():
        purpose = Purpose(form.cleaned_data["purpose"])
        context["who"] = services.read_stranger(actor=request.actor, swab=swab, purpose=purpose)
        context["purpose"] = purpose
    return render(request, "sampling/stranger.html", context, status=422 if form.errors else 200)
