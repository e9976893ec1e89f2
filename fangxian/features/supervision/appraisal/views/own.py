"""My appraisal: everything that is said of the reader, and what they answer to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.supervision.appraisal import access, services
from fangxian.features.supervision.appraisal.selectors.person import look
from fangxian.features.supervision.appraisal.views.around import context_of, days
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.OWN_DUTY_VIEW)
@require_safe
def mine(request: Asked) -> HttpResponse:
    """The appraisals that say something of the reader; the only one at once."""
    found = list(access.own(request.actor)[:50])
    if len(found) == 1:
        return redirect("supervision:appraisal-own", found[0].appraisal_id)
    rows = [(one, days(one.appraisal), access.may_write(one.appraisal)) for one in found]
    return render(request, "supervision/appraisal/mine.html", {"rows": rows})


@needs(Can.OWN_DUTY_VIEW)
@require_safe
def own(request: Asked, code: str) -> HttpResponse:
    """One of them; `?line=` is the line that is answered to."""
    found = access.get_own(request.actor, code)
    told = look(request.actor, found)
    asked = request.GET.get("line", "")
    lines = (one for section in told.sections for one in section.lines)
    context = context_of(request.actor, found.appraisal) | {
        "look": told,
        "own": True,
        "may_reply": access.may_write(found.appraisal),
        "line": next((one for one in lines if one.key == asked), None),
        "crumbs": [(_("My appraisal"), reverse("supervision:appraisals-mine")), (found.name, request.path)],
    }
    return render(request, "supervision/appraisal/person.html", context)


@needs(Can.OWN_DUTY_VIEW)
@require_POST
def reply(request: Asked, code: str) -> HttpResponse:
    """Answer to it."""
    said = request.POST
    services.reply(actor=request.actor, appraisal=code, text=said.get("text", ""), line=said.get("line", ""))
    messages.success(request, _("Your answer stands beside it from now on; everybody who reads it sees it."))
    return redirect("supervision:appraisal-own", code)
