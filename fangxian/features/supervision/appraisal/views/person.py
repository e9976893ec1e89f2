"""One person of an appraisal, as those above read it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fangxian.features.supervision.appraisal import access
from fangxian.features.supervision.appraisal.selectors.person import look
from fangxian.features.supervision.appraisal.views.around import context_of, crumb, crumbs
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.APPRAISAL_VIEW)
@require_safe
def person(request: Asked, code: str, who: str) -> HttpResponse:
    """Each number with the lines behind it; notes, commendations, what the person answers."""
    actor = request.actor
    found = access.person(actor, code, who)
    writes = access.may_write(found.appraisal) and str(found.responder_id) != actor.responder
    context = context_of(actor, found.appraisal) | {
        "look": look(actor, found),
        "own": False,
        "may_note": writes and actor.may(Can.APPRAISAL_NOTE, found.area),
        "may_commend": writes and actor.may(Can.APPRAISAL_COMMEND, found.area),
        "crumbs": crumbs(crumb(found.appraisal), (found.name, request.path)),
    }
    return render(request, "supervision/appraisal/person.html", context)
