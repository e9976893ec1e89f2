"""Opening an appraisal, with a look beforehand at how many people it would be of."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fangxian.features.supervision.appraisal import services
from fangxian.features.supervision.appraisal.forms import OpenForm
from fangxian.features.supervision.appraisal.refusals import AlreadyOpened
from fangxian.features.supervision.appraisal.views.around import crumbs
from fangxian.features.supervision.directives.selectors.writing import areas
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.APPRAISAL_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked) -> HttpResponse:
    """Choose area, days and people; look how many those are; open it."""
    today = timezone.localdate()
    first = {
        "area": request.actor.area,
        "since": today - timedelta(days=7),
        "until": today - timedelta(days=1),
    }
    typed = request.POST if request.method == "POST" else None
    form = OpenForm(typed, initial=first, areas=areas(request.actor))
    counted, same = None, ""
    if typed is not None and form.is_valid():
        try:
            if "look" in typed:
                counted = services.count_people(actor=request.actor, wanted=form.wanted())
            else:
                made = services.open_appraisal(actor=request.actor, wanted=form.wanted())
                messages.success(request, _("Opened. Everybody in it sees it under “My appraisal”."))
                return redirect("supervision:appraisal", made.code)
        except Refusal as refusal:
            form.refuse(refusal)
            same = str(refusal.facts["appraisal"]) if isinstance(refusal, AlreadyOpened) else ""
    title = _("Open an appraisal")
    context = {
        "form": form,
        "counted": counted,
        "same": same,
        "title": title,
        "crumbs": crumbs((title, request.path)),
    }
    wrong = typed is not None and counted is None
    return render(request, "supervision/appraisal/new.html", context, status=422 if wrong else 200)
