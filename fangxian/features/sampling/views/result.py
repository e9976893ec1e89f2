"""My result: asked for by a code and the end of one's document, never in an address, never kept."""

from __future__ import annotations

import threading
from math import ceil

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from fangxian.features.sampling import keeping, services
from fangxian.features.sampling.keeping import Page
from fangxian.features.sampling.services.asking import DIGITS, Told
from fangxian.features.sampling.views.residents import answer, language_of, rendered
from fangxian.kernel.web.doors import anyone

AT_ONCE = 4
"""Look-ups a process makes at the same time: whoever samples comes first at the database."""
PATIENCE_S = 4.0

_asking = threading.BoundedSemaphore(AT_ONCE)


class ResultForm(forms.Form):
    """What a resident has in hand."""

    code = forms.RegexField(
        r"^[0-9A-Za-z\- ]{4,48}$",
        label=_("Code of the household, or of the tube"),
        error_messages={"invalid": _("A code has letters, digits and dashes.")},
    )
    digits = forms.RegexField(
        rf"^[0-9A-Za-z]{{{DIGITS}}}$",
        label=_("Last 4 characters of the identity document"),
        error_messages={"invalid": _("Enter the last four characters, also an X.")},
    )


@csrf_exempt  # nobody is signed in here: there is no session that another site could use
@sensitive_post_parameters("code", "digits")
@anyone
@require_http_methods(["GET", "HEAD", "POST"])
def result(request: HttpRequest) -> HttpResponse:
    """The form, kept as the other pages are; and the answer to it, kept by nobody."""
    language = language_of(request)
    if request.method == "POST":
        return _answered(request, language)

    def made() -> Page:
        return keeping.page(rendered("sampling/residents-ask.html", language, form=ResultForm()))

    return answer(request, keeping.keep(keeping.key("result", language), made, timezone.now()), language)


@never_cache
@sensitive_variables("form", "told")
def _answered(request: HttpRequest, language: str) -> HttpResponse:
    with translation.override(language):
        form = ResultForm(request.POST)
        if not form.is_valid():
            return HttpResponse(rendered("sampling/residents-ask.html", language, form=form), status=422)
    if not _asking.acquire(timeout=PATIENCE_S):
        return _busy(language)
    try:
        told = services.ask_result(
            **form.cleaned_data, address=request.META.get("REMOTE_ADDR", ""), at=timezone.now()
        )
    finally:
        _asking.release()
    return _shown(told, form, language)


def _shown(told: Told, form: ResultForm, language: str) -> HttpResponse:
    if told.rounds:
        return HttpResponse(rendered("sampling/residents-result.html", language, rounds=told.rounds))
    page = rendered(
        "sampling/residents-ask.html", language, form=form, wrong=True, barred_until=told.barred_until
    )
    if told.barred_until is None:
        return HttpResponse(page, status=422)
    seconds = max(1, ceil((told.barred_until - timezone.now()).total_seconds()))
    return HttpResponse(page, status=429, headers={"Retry-After": str(seconds)})


def _busy(language: str) -> HttpResponse:
    page = rendered("sampling/residents-ask.html", language, form=ResultForm(), busy=True)
    return HttpResponse(page, status=503, headers={"Retry-After": "60"})
