"""Who has a directive, by name."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.supervision.directives import access
from fangxian.features.supervision.directives.selectors import tree
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.DIRECTIVE_VIEW)
@require_safe
def receivers(request: Asked, code: str) -> HttpResponse:
    """Those inside an area who have it, or who have not come as far as a step."""
    actor, lacking = request.actor, request.GET.get("lacking", "")
    directive = access.get(actor, code)
    found = tree.tree(actor, directive, request.GET.get("area", ""))
    lacking = lacking if lacking in tree.LACKING else ""
    here = reverse("supervision:directive", args=[code])
    context = {
        "directive": directive,
        "tree": found,
        "page": tree.receivers(actor, directive, found.area.code, lacking, request.GET.get("page", 1)),
        "lacking": lacking,
        "choices": tree.LACKING.items(),
        "crumbs": [
            (_("Directives"), reverse("supervision:directives")),
            (directive.number, here),
            (_("Receivers"), request.path),
        ],
    }
    part = "supervision/directives/receiver-rows.html"
    return render(request, part if request.htmx else "supervision/directives/receivers.html", context)
