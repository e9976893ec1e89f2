"""One directive: what it says, what is due from the reader, who has it; and what can be done with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.supervision.directives import access, services
from fangxian.features.supervision.directives.refusals import AnswerWrong
from fangxian.features.supervision.directives.selectors import answers, tree
from fangxian.features.supervision.directives.selectors.look import look
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download


@needs(Can.DIRECTIVE_RECEIVE, Can.DIRECTIVE_VIEW)
@require_safe
def directive(request: Asked, code: str) -> HttpResponse:
    """The directive's page; whoever has it has read it by that."""
    access.get(request.actor, code)
    if request.method == "GET":
        services.note_read(actor=request.actor, code=code)
    return _page(request, code)


@needs(Can.DIRECTIVE_RECEIVE)
@require_POST
def begin(request: Asked, code: str) -> HttpResponse:
    """Begin with it."""
    services.begin_work(actor=request.actor, code=code)
    messages.success(request, _("You have begun with it. Report back when it is done."))
    return redirect("supervision:directive", code)


@needs(Can.DIRECTIVE_RECEIVE)
@require_POST
def report(request: Asked, code: str) -> HttpResponse:
    """Report back; what cannot be taken comes back as it was typed."""
    typed = {name[2:]: str(value) for name, value in request.POST.items() if name.startswith("q-")}
    try:
        services.report_back(actor=request.actor, code=code, answers=typed, text=request.POST.get("text", ""))
    except AnswerWrong as refusal:
        return _page(request, code, wrong=str(refusal), typed=typed)
    messages.success(request, _("Reported back. Whoever issued it sees it now."))
    return redirect("supervision:directive", code)


@needs(Can.DIRECTIVE_ISSUE)
@require_POST
def withdraw(request: Asked, code: str) -> HttpResponse:
    """Withdraw it."""
    services.withdraw_directive(actor=request.actor, code=code, reason=request.POST.get("reason", ""))
    messages.success(request, _("It is withdrawn. Everybody who has it reads why."))
    return redirect("supervision:directive", code)


@needs(Can.DIRECTIVE_RECEIVE, Can.DIRECTIVE_VIEW)
@require_safe
def attachment(request: Asked, code: str, number: int) -> HttpResponse:
    """A file of it, as it was kept; never shown by the browser as a page of ours."""
    kept = services.read_attachment(actor=request.actor, code=code, number=number)
    answer = HttpResponse(bytes(kept.content), content_type=kept.media_type)
    shown = kept.media_type.startswith("image/")
    answer.headers["Content-Disposition"] = content_disposition_header(not shown, kept.name) or "inline"
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer


@needs(Can.DIRECTIVE_VIEW)
@require_safe
def sending(request: Asked, code: str) -> HttpResponse:
    """How far the sending of it is."""
    found = access.get(request.actor, code)
    return render(request, "supervision/directives/sending.html", {"directive": found})


@needs(Can.EXPORT)
@require_safe
def export(request: Asked, code: str, form: str) -> HttpResponse:
    """Everybody it was addressed to, how far they are, what they answered."""
    found = access.get(request.actor, code)
    area = tree.top(request.actor, found)
    heads = [
        _("Area code"),
        _("Level"),
        _("Name"),
        pgettext("person", "Done by"),
        _("Received"),
        pgettext("directive", "Read"),
        _("Acknowledged"),
    ]
    heads += [
        _("Reported back"),
        _("In words"),
        *found.questions.order_by("position").values_list("label", flat=True),
    ]
    return download(
        actor=request.actor,
        subject=_("answers to directive %(number)s") % {"number": found.number},
        area=area,
        form=as_table(form),
        tables=[Table(_("Answers"), heads, answers.lines(request.actor, found, area))],
    )


def _page(request: Asked, code: str, wrong: str = "", typed: dict[str, str] | None = None) -> HttpResponse:
    actor = request.actor
    seen = look(actor, code, typed or {})
    crumbs = [(_("Directives"), reverse("supervision:directives")), (seen.directive.number, request.path)]
    context: dict[str, object] = {"look": seen, "crumbs": crumbs, "wrong": wrong}
    if actor.may(Can.DIRECTIVE_VIEW):
        area = tree.top(actor, seen.directive)
        context["tree"] = tree.tree(actor, seen.directive, request.GET.get("area", ""))
        context["answers"] = answers.summed(seen.directive, area)
        if actor.may(Can.EXPORT):
            context["files"] = [
                (form.upper(), reverse("supervision:answers", args=[code, form])) for form in ("csv", "xlsx")
            ]
    return render(request, "supervision/directives/one.html", context, status=422 if wrong else 200)
