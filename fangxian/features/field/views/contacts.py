"""The contact ledger of households: find one, read what was said with it, note a contact."""

from __future__ import annotations

import base64
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fangxian.features.duty.selectors.paging import page_of
from fangxian.features.field import services
from fangxian.features.field.forms.contact import ContactForm
from fangxian.features.field.refusals import AskedAlready
from fangxian.features.field.selectors import ledger, people
from fangxian.features.field.wording import value, word
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs

HIDDEN = ("question", "not_before", "department", "channel")
"""Fields that a line shows by itself."""


@needs(Can.HOUSEHOLD_VIEW)
@require_safe
def homes(request: Asked) -> HttpResponse:
    """Households to look up, by code or address."""
    found = ledger.homes(request.actor, request.GET.get("q", "").strip())
    page = page_of(found, ledger.told_homes, request.GET.get("page"))
    context = {"page": page, "asked": request.GET}
    return render(request, "field/home-rows.html" if request.htmx else "field/homes.html", context)


@needs(Can.HOUSEHOLD_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def household(request: Asked, code: str) -> HttpResponse:
    """Everything that was said with a household, and the form to note a contact."""
    if request.method != "POST":
        return _page(request, code, ContactForm(initial=_initial(request)))
    request.actor.require(Can.FIELD_REPORT)
    form = ContactForm(request.POST)
    if form.is_valid():
        try:
            services.record_contact(actor=request.actor, household=code, **form.cleaned_data)
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            form.too_early = isinstance(refusal, AskedAlready)
            form.add_error("question" if form.too_early else None, str(refusal))
        else:
            messages.success(request, _("The contact is noted."))
            return redirect("field:contacts-household", code)
    return _page(request, code, form)


@needs(Can.HOUSEHOLD_VIEW)
@require_safe
def photo(request: Asked, code: str, report: UUID) -> HttpResponse:
    """The picture of a report."""
    content = base64.b64decode(ledger.photo(request.actor, code, report))
    return HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": "private, no-store"})


def _initial(request: Asked) -> dict[str, object]:
    start = {"occurred_at": timezone.localtime(), "department": people.own_unit(request.actor)}
    return start | {"question": request.GET.get("question", "")}


def _page(request: Asked, code: str, form: ContactForm) -> HttpResponse:
    found = ledger.ledger(request.actor, code)
    context = {
        "ledger": found,
        "household": found.household,
        "lines": [(one, word(one.kind), _channel(one), _told(one)) for one in found.lines],
        "now": timezone.now(),
        "form": form if request.actor.may(Can.FIELD_REPORT, found.household.area) else None,
    }
    return render(request, "field/household.html", context, status=422 if form.errors else 200)


def _channel(line: ledger.Line) -> str:
    return value("contact", "channel", line.body["channel"]) if line.kind == "contact" else ""


def _told(line: ledger.Line) -> list[tuple[str, str]]:
    """What a line says, field by field, in words."""
    return [
        (word(f"{line.kind}.{name}"), value(line.kind, name, given))
        for name, given in line.body.items()
        if name not in HIDDEN and given not in (None, "", [])
    ]
