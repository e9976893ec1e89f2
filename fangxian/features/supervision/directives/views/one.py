"""One directive: what it says, what is due from the reader, who has it; and what can be done with it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.supervision.directives import access, services
from fangxian.features.supervision.directives.selectors import answers, tree
from fangxian.features.supervision.directives.selectors.look import look
from fangxian.features.supervision.directives.views.files import kept
from fangxian.features.supervision.directives.views.receivers import files, may_remind
from fangxian.features.supervision.models import DirectiveState
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput, Conflict
from fangxian.kernel.web.doors import Asked, needs

TEXT = " text"
"""Where the words of a report are kept among the answers, which no question can be called."""


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
    text = request.POST.get("text", "")
    access.get(request.actor, code)
    try:
        services.report_back(actor=request.actor, code=code, answers=typed, text=text, files=kept(request))
    except (BadInput, Conflict) as refusal:
        return _page(request, code, wrong=str(refusal), typed=typed | {TEXT: text})
    messages.success(request, _("Reported back. Whoever issued it sees it now."))
    return redirect("supervision:directive", code)


@needs(Can.DIRECTIVE_ISSUE)
@require_POST
def close(request: Asked, code: str) -> HttpResponse:
    """Close everything that was reported back on it."""
    done = services.close_reported(actor=request.actor, code=code)
    said = ngettext("%(count)s report is closed.", "%(count)s reports are closed.", done)
    messages.success(request, said % {"count": done})
    return redirect("supervision:directive", code)


@needs(Can.DIRECTIVE_ISSUE)
@require_POST
def withdraw(request: Asked, code: str) -> HttpResponse:
    """Withdraw it."""
    try:
        services.withdraw_directive(actor=request.actor, code=code, reason=request.POST.get("reason", ""))
    except (BadInput, Conflict) as refusal:
        return _page(request, code, wrong=str(refusal))
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
    """How far the sending of it is; once it is done, the page asks for itself anew."""
    found = access.get(request.actor, code)
    answer = render(request, "supervision/directives/sending.html", {"directive": found})
    if request.htmx and found.state != DirectiveState.SENDING:
        answer.headers["HX-Refresh"] = "true"
    return answer


def _page(request: Asked, code: str, wrong: str = "", typed: dict[str, str] | None = None) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    seen = look(actor, code, typed or {})
    crumbs = [(_("Directives"), reverse("supervision:directives")), (seen.directive.number, request.path)]
    context: dict[str, object] = {"look": seen, "crumbs": crumbs, "wrong": wrong, "typed": typed}
    context["typed_text"] = (typed or {}).get(TEXT, "")
    if actor.may(Can.DIRECTIVE_VIEW):
        found = tree.tree(actor, seen.directive, now, request.GET.get("area", ""))
        context["tree"] = found
        questions = seen.directive.questions.order_by("position")
        context["answers"] = answers.summed(questions, found.area.code)
        context["files"] = files(request, code)
        context["may_remind"] = may_remind(request, seen.directive)
        context["to_close"] = tree.to_close(actor, seen.directive)
    return render(request, "supervision/directives/one.html", context, status=422 if wrong else 200)
