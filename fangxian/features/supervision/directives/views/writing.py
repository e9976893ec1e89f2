"""Writing a directive: a new one, one to be issued onward, a newer version of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fangxian.features.supervision.directives import access
from fangxian.features.supervision.directives.forms import ONLY_WHEN, DirectiveForm, QuestionForm, Questions
from fangxian.features.supervision.directives.refusals import NotRunning, QuestionAsked
from fangxian.features.supervision.directives.selectors import writing
from fangxian.features.supervision.directives.views.drafting import Written
from fangxian.features.supervision.models import Directive, DirectiveState
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import NotAllowed, Refusal
from fangxian.kernel.web.asked import number
from fangxian.kernel.web.doors import Asked, needs

DEADLINE = timedelta(hours=24)


@needs(Can.DIRECTIVE_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked) -> HttpResponse:
    """Write a directive and issue it; `?parent=` begins with one that was received."""
    code = request.POST.get("parent", "") or request.GET.get("parent", "")
    parent = access.get(request.actor, code) if code else None
    if parent is not None and request.method != "POST" and parent.state != DirectiveState.ISSUED:
        raise NotRunning
    return _write(request, parent=parent)


@needs(Can.DIRECTIVE_ISSUE)
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: Asked, code: str) -> HttpResponse:
    """Write a newer version."""
    old = access.get(request.actor, code)
    if old.area != request.actor.area:
        raise NotAllowed
    if request.method != "POST" and old.state not in (DirectiveState.ISSUED, DirectiveState.SENDING):
        raise NotRunning
    return _write(request, old=old)


def _write(request: Asked, parent: Directive | None = None, old: Directive | None = None) -> HttpResponse:
    start = timezone.localtime().replace(second=0, microsecond=0) + DEADLINE
    initial, asked = writing.begin(request.actor, parent, old, start)
    typed = request.POST if request.method == "POST" else None
    form = DirectiveForm(typed, initial=initial, **_choices(request))
    questions = Questions(typed, initial=asked, prefix="q")
    written, status, preview = Written(form, questions, parent, old), 200, None
    if typed is not None and "more" in typed:
        form, questions = _one_more(request, typed.copy(), form)
    elif typed is not None and "preview" in typed:
        preview = written.look(request.actor)
    elif typed is not None:
        status = 422
        try:
            made = written.issue(request)
        except QuestionAsked as refusal:
            preview = written.look(request.actor)
            form.refuse(refusal)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            if made is not None:
                messages.success(request, _("Issued as %(number)s.") % {"number": made.number})
                return redirect("supervision:directive", made.code)
    title = _("Newer version") if old else _("Issue onward") if parent else _("New directive")
    context = {
        "form": form,
        "questions": questions,
        "parent": parent,
        "old": old,
        "preview": preview,
        "reason": request.POST.get("reason", ""),
        "lost": [file.name for file in request.FILES.getlist("files")],
        "only_when": ONLY_WHEN,
        "subjects": writing.subjects(request.actor),
        "title": title,
        "crumbs": [(_("Directives"), reverse("supervision:directives")), (title, request.path)],
    }
    return render(request, "supervision/directives/write.html", context, status=status)


def _choices(request: Asked) -> dict[str, Any]:
    return {"areas": writing.areas(request.actor), "levels": writing.levels(request.actor)}


def _one_more(
    request: Asked, typed: Any, form: DirectiveForm
) -> tuple[DirectiveForm, BaseFormSet[QuestionForm]]:
    """The same page with one more empty line for a question; nothing is held against what is typed."""
    total = min(number(typed.get("q-TOTAL_FORMS", "0"), 1_000) or 0, 11) + 1
    typed["q-TOTAL_FORMS"] = str(total)
    for name, value in (("kind", "number"), ("period", "day"), ("minutes", "3"), ("required", "on")):
        typed.setdefault(f"q-{total - 1}-{name}", value)
    again = DirectiveForm(
        initial={
            name: typed.getlist(name) if name in ("areas", "levels") else typed.get(name)
            for name in form.fields
        },
        **_choices(request),
    )
    return again, Questions(typed, prefix="q")
