"""Writing about a person: a note, a commendation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fangxian.features.supervision.appraisal import access, proofs, services
from fangxian.features.supervision.appraisal.forms import SeenForm, choices_of
from fangxian.features.supervision.appraisal.views.around import crumb, crumbs, days
from fangxian.features.supervision.models import AppraisalNote
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.APPRAISAL_NOTE)
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: Asked, code: str, who: str) -> HttpResponse:
    """Write what was seen of a person."""
    return _write(request, code, who, _("Write a note"), services.write_note)


@needs(Can.APPRAISAL_COMMEND)
@require_http_methods(["GET", "HEAD", "POST"])
def commend(request: Asked, code: str, who: str) -> HttpResponse:
    """Commend a person for a deed."""
    return _write(request, code, who, _("Commend"), services.commend)


def _write(
    request: Asked, code: str, who: str, title: str, service: Callable[..., AppraisalNote]
) -> HttpResponse:
    actor, typed = request.actor, request.POST if request.method == "POST" else None
    person = access.person(actor, code, who)
    last = min(timezone.now(), person.appraisal.ends_at - timedelta(minutes=1))
    form = SeenForm(typed, initial={"place": person.place, "at": timezone.localtime(last)})
    if typed is not None and form.is_valid():
        try:
            service(actor=actor, appraisal=code, person=who, seen=form.seen())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(
                request, _("Written. %(name)s reads it, with your name.") % {"name": person.name}
            )
            if actor.may(Can.APPRAISAL_VIEW):
                return redirect("supervision:appraised", code, who)
            return redirect("supervision:appraisal", code)
    context = {
        "form": form,
        "title": title,
        "person": person,
        "days": days(person.appraisal),
        "proofs": choices_of(proofs.suggested(actor, person)),
        "crumbs": crumbs(crumb(person.appraisal), (person.name, request.path)),
    }
    return render(request, "supervision/appraisal/write.html", context, status=200 if typed is None else 422)
