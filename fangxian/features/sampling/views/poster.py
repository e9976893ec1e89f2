"""What leads residents to their page: its address, and a poster with the code to scan."""

from __future__ import annotations

import segno
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling import access
from fangxian.features.sampling.selectors import overview
from fangxian.features.sampling.views.tabs import head
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_safe
def poster(request: Asked, code: str) -> HttpResponse:
    """The address of the residents' page for the actor's part of the round, to open or to print."""
    of_round = access.get(request.actor, code)
    here = overview.here(request.actor, of_round)
    found = Area.objects.filter(code=here).first()
    village = found.parent if found is not None and found.level == "grid" else here
    address = request.build_absolute_uri(reverse("residents:area", args=[village]))
    context = head(request, of_round, "sampling:poster", _("For residents")) | {
        "address": address,
        "may_print_cards": request.actor.may(Can.HOUSEHOLD_VIEW),
        "place": found.name if found is not None else here,
        "picture": segno.make(address, error="m").svg_data_uri(scale=8, border=2, dark="#000", light="#fff"),
    }
    return render(request, "sampling/poster.html", context)
