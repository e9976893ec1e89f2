"""The trail as a page and as a file."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from fangxian.kernel.authority import Can
from fangxian.kernel.trail import selectors
from fangxian.kernel.trail.forms import QuestionForm
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.trail.telling import role_name, sentence, tell
from fangxian.kernel.web.asked import number
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Form, Table, download


@require_GET
@needs(Can.TRAIL_READ)
def entries(request: Asked) -> HttpResponse:
    """What was done, newest first; the next lines are fetched into the same list."""
    form = QuestionForm(request.GET)
    mark = number(request.GET.get("before", ""), 2**63 - 1)
    lines, older = selectors.page(form.question(), before=mark)
    asked = request.GET.copy()
    asked["before"] = str(older or "")
    context = {
        "form": form,
        "lines": [tell(line) for line in lines],
        "older": asked.urlencode() if older else "",
        "asked": request.GET.urlencode(),
    }
    return render(request, "trail/_lines.html" if request.htmx else "trail/entries.html", context)


@require_GET
@needs(Can.TRAIL_READ)
def export(request: Asked) -> HttpResponse:
    """All lines that answer the question, as CSV."""
    question = QuestionForm(request.GET).question()
    columns = ["at", "person", "name", "role", "charge", "incident", "area", "kind", "subject", "sentence"]
    columns += ["before", "after", "facts"]
    rows = (_row(entry) for entry in selectors.entries(question).iterator(chunk_size=2000))
    return download(
        actor=request.actor,
        subject=_("trail"),
        area=question.area or request.actor.area,
        form=Form.CSV,
        tables=[Table(_("Trail"), columns, rows)],
        can=Can.TRAIL_READ,
        personal=True,
    )


def _row(entry: Entry) -> list[object]:
    at = timezone.localtime(entry.at).isoformat(timespec="seconds")
    who = [entry.person, entry.person_name, role_name(entry.role), entry.charge, entry.incident]
    changes = [entry.before, entry.after, entry.facts]
    return [at, *who, entry.area, entry.kind, entry.subject, sentence(entry), *changes]
