"""One tube: what was done with it and by whom, its results, a result by hand, and amending one by two."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from fangxian.features.sampling import access, services
from fangxian.features.sampling.forms import MOMENT, AmendForm, ResultForm
from fangxian.features.sampling.models import Tube
from fangxian.features.sampling.selectors import following, overview
from fangxian.features.sampling.services import Said
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def tube(request: Asked, code: str, tube: str) -> HttpResponse:
    """Its steps and results; posted: the first result, or another one that somebody else must confirm."""
    found = access.tube(request.actor, code, tube)
    posted = request.method == "POST"
    if posted:
        request.actor.require(Can.RESULT_ENTER, found.area)
    form = _form(request, found, posted)
    if posted and form.is_valid() and _said(request, found, form):
        return redirect("sampling:tube", code, tube)
    title = overview.title(access.get(request.actor, code))
    context = {
        "title": title,
        "picture": following.picture(request.actor, found),
        "form": form,
        "now": timezone.now(),
        "strangers": access.strangers(request.actor, found),
        "may_enter": request.actor.may(Can.RESULT_ENTER, found.area),
        "crumbs": [
            (_("Sampling"), reverse("sampling:rounds")),
            (title, reverse("sampling:round", args=[code])),
            (_("Laboratory"), reverse("sampling:laboratory", args=[code])),
            (found.barcode, request.path),
        ],
    }
    return render(request, "sampling/tube.html", context, status=422 if posted else 200)


@needs(Can.RESULT_ENTER)
@require_POST
def confirm(request: Asked, code: str, tube: str) -> HttpResponse:
    """Sign an amended result as the second person."""
    found = access.tube(request.actor, code, tube)
    services.confirm_amendment(actor=request.actor, tube=found.code)
    messages.success(request, _("Both of you have signed; the new result counts."))
    return redirect("sampling:tube", code, tube)


@needs(Can.RESULT_ENTER)
@require_POST
def withdraw(request: Asked, code: str, tube: str) -> HttpResponse:
    """Take a proposed result back."""
    found = access.tube(request.actor, code, tube)
    services.withdraw_amendment(actor=request.actor, tube=found.code)
    messages.success(request, _("The result stays as it was."))
    return redirect("sampling:tube", code, tube)


def _form(request: Asked, found: Tube, posted: bool) -> ResultForm:
    kind = AmendForm if found.result else ResultForm
    now = timezone.localtime().replace(tzinfo=None).strftime(MOMENT)
    return kind(request.POST if posted else None, initial={"tested_at": now})


def _said(request: Asked, found: Tube, form: ResultForm) -> bool:
    """Note or propose what the form says; a refusal is shown in it."""
    told = dict(form.cleaned_data)
    reason = told.pop("reason", None)
    said = Said(found.code, **told)
    try:
        if reason is None:
            services.note_results(actor=request.actor, said=[said])
            messages.success(request, _("The result is noted."))
        else:
            services.propose_amendment(actor=request.actor, said=said, reason=reason)
            messages.success(request, _("It is proposed. It counts once somebody else confirms it here."))
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True
