"""The queue of refused reports: the list by reason, one of them, and how it is settled."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.duty.selectors.paging import page_of
from fangxian.features.field import access, services
from fangxian.features.field.forms.built import shown_when
from fangxian.features.field.forms.correcting import CorrectionForm
from fangxian.features.field.refusals import SubjectUnknown
from fangxian.features.field.selectors import refused as selectors
from fangxian.features.field.wording import value, word
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.reports.sealing import REST
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.REPORT_SETTLE)
@require_safe
def queue(request: Asked) -> HttpResponse:
    """What waits to be settled, by reason; or what was settled."""
    return _queue(request)


def _queue(request: Asked, wrong: str = "", kept: str = "") -> HttpResponse:
    query = request.GET
    asked = {name: query.get(name, "") for name in ("code", "device", "settled")}
    found = selectors.reports(request.actor, **asked)
    context = {
        "page": page_of(found, selectors.lines, query.get("page")),
        "asked": query,
        "reasons": selectors.reasons(request.actor),
        "wrong": wrong,
        "kept": kept,
    }
    template = "field/refused-rows.html" if request.htmx else "field/refused.html"
    return render(request, template, context, status=422 if wrong else 200)


@needs(Can.REPORT_SETTLE)
@require_safe
def one(request: Asked, report: UUID) -> HttpResponse:
    """One refused report: what it said, why it was not taken, and the form to put it right."""
    line = selectors.lines([access.get_refused(request.actor, report)])[0]
    return _one(request, line, CorrectionForm(line.said) if line.said.form else None)


@needs(Can.REPORT_SETTLE)
@require_POST
def accept(request: Asked, report: UUID) -> HttpResponse:
    """Take it as corrected."""
    line = selectors.lines([access.get_refused(request.actor, report)])[0]
    form = CorrectionForm(line.said, request.POST)
    if form.is_valid():
        try:
            _accept(request, line, form)
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            form.refuse(refusal)
        else:
            messages.success(request, _("The corrected report is in; the sender's phone will say so."))
            return redirect("field:refused")
    return _one(request, line, form)


@needs(Can.REPORT_SETTLE)
@require_POST
def discard(request: Asked) -> HttpResponse:
    """Put one or many aside, with a reason."""
    chosen, reason = [_uuid(text) for text in request.POST.getlist("chosen")], request.POST.get("reason", "")
    try:
        count = services.discard_reports(
            actor=request.actor, reports=[one for one in chosen if one], reason=reason
        )
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        return _queue(request, str(refusal), reason)
    told = ngettext("%(count)s report was discarded.", "%(count)s reports were discarded.", count)
    messages.success(request, told % {"count": count} + " " + _("Under “Settled” it can be put back."))
    return redirect("field:refused")


@needs(Can.REPORT_SETTLE)
@require_POST
def reopen(request: Asked, report: UUID) -> HttpResponse:
    """Put a discarded one back."""
    services.reopen_report(actor=request.actor, report=report)
    messages.success(request, _("The report is back in the queue."))
    return redirect("field:refused-one", report)


@needs(Can.REPORT_SETTLE)
@require_safe
def subjects(request: Asked) -> HttpResponse:
    """Households or targets to choose from while somebody types."""
    text, kind = request.GET.get("subject", "").strip(), request.GET.get("kind", "visit")
    found = selectors.subjects(request.actor, kind, text) if text else []
    return render(request, "field/subjects.html", {"subjects": found})


def _accept(request: Asked, line: selectors.Line, form: CorrectionForm) -> None:
    code, area = form.cleaned_data["subject"], line.report.area
    if code:
        found = selectors.find_subject(request.actor, form.said.kind, code)
        if found is None:
            raise SubjectUnknown(field="subject")
        area = found.area or line.area
    services.accept_corrected(actor=request.actor, report=line.report.id, corrected=form.corrected(area))


def _one(request: Asked, line: selectors.Line, form: CorrectionForm | None) -> HttpResponse:
    kind = line.said.kind
    body = [
        (word(f"{kind}.{name}"), value(kind, name, given))
        for name, given in line.said.body.items()
        if name not in ("jpeg", REST)
    ]
    context = {
        "line": line,
        "form": form,
        "kind": line.kind,
        "body": body,
        "when": shown_when(form.said.form) if form else {},
    }
    wrong = form is not None and form.errors
    return render(request, "field/refused-one.html", context, status=422 if wrong else 200)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
