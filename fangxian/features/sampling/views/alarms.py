"""An item of tubes to look for: each tube, what to do about it, and the way to its page."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling.selectors import alarming
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_safe
def alarm(request: Asked, item: str) -> HttpResponse:
    """What is not right with the tubes of a point, the most pressing first."""
    found = alarming.picture(request.actor, item)
    context = {
        "picture": found,
        "crumbs": [
            (_("Sampling"), reverse("sampling:rounds")),
            (_("Round"), reverse("sampling:round", args=[found.round])),
            (found.item.title, request.path),
        ],
    }
    return render(request, "sampling/alarm.html", context)
