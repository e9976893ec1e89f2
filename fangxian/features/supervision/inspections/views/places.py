"""A place: what is open there, how it was looked at; and looking at it by a checklist."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from fangxian.features.items.refusals import EvidenceUnfit
from fangxian.features.supervision.inspections import access, services, words
from fangxian.features.supervision.inspections.refusals import NothingSeen, NotTaken
from fangxian.features.supervision.inspections.selectors import look
from fangxian.features.supervision.inspections.services import Verdict
from fangxian.features.supervision.inspections.services.inspecting import open_findings
from fangxian.features.supervision.inspections.views.around import crumbs, kind_of, pictures
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import NotFound
from fangxian.kernel.reports.checklists import Checklist, load
from fangxian.kernel.web.doors import Asked, needs

RESULTS = ("ok", "failed", "not_seen")


@needs(Can.FINDING_VIEW)
@require_safe
def place(request: Asked, code: str) -> HttpResponse:
    """One place."""
    seen = look.place(request.actor, code, timezone.now())
    context = {
        "look": seen,
        "kind": kind_of(seen.place),
        "rows": seen.running,
        "crumbs": crumbs((seen.place.name, request.path)),
    }
    return render(request, "supervision/inspections/place.html", context)


@needs(Can.INSPECTION_MAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def inspect(request: Asked, code: str, checklist: str) -> HttpResponse:
    """Look at a place by a checklist: the form, and what was seen."""
    where = access.get_place(request.actor, code)
    found = load().get(checklist)
    if found is None or found not in words.for_place(where.kind):
        raise NotFound
    wrong = ""
    if request.method == "POST":
        try:
            made = services.inspect_place(
                actor=request.actor,
                place=code,
                checklist=checklist,
                seen=_seen(request, found),
                note=request.POST.get("note", "").strip(),
            )
        except (NothingSeen, NotTaken, EvidenceUnfit) as refusal:
            wrong = str(refusal)
        else:
            _praise(request, made.failed)
            return redirect("supervision:inspections-made", made.pk)
    return _form(request, where, found, wrong)


@needs(Can.FINDING_VIEW)
@require_safe
def made(request: Asked, number: UUID) -> HttpResponse:
    """One inspection, line by line."""
    found = access.get_inspection(request.actor, number)
    where = access.places(request.actor, {found.subject}).get(found.subject)
    name = where.name if where else found.subject
    context = {
        "made": found,
        "name": name,
        "title": words.checklist(found.checklist),
        "lines": look.seen(request.actor, found),
        "stood": look.stood(found),
        "findings": dict(found.findings.values_list("line", "code")),
        "crumbs": crumbs(
            (name, reverse("supervision:inspections-place", args=[found.subject])),
            (words.checklist(found.checklist), request.path),
        ),
    }
    return render(request, "supervision/inspections/made.html", context)


def _form(request: Asked, where: access.Place, found: Checklist, wrong: str) -> HttpResponse:
    known = open_findings(request.actor, where.code, found.code)
    asked = look.asked(request.actor, where, found, known)
    title = words.said(found.words)
    context = {
        "place": where,
        "kind": kind_of(where),
        "title": title,
        "checklist": found.code,
        "when": {
            f"{name}-{line}": {f"result-{line}": ["failed"]}
            for line in found.lines
            for name in ("remark", "file")
        },
        "asked": [
            (
                one,
                [
                    (
                        name,
                        words.result(name),
                        request.POST.get(f"result-{one.line.code}", "not_seen") == name,
                    )
                    for name in RESULTS
                ],
                request.POST.get(f"remark-{one.line.code}", ""),
            )
            for one in asked
        ],
        "note": request.POST.get("note", ""),
        "wrong": wrong,
        "crumbs": crumbs(
            (where.name, reverse("supervision:inspections-place", args=[where.code])), (title, request.path)
        ),
    }
    return render(request, "supervision/inspections/inspect.html", context, status=422 if wrong else 200)


def _seen(request: Asked, found: Checklist) -> dict[str, Verdict]:
    seen = {}
    for line in found.lines:
        result = request.POST.get(f"result-{line}", "not_seen")
        files = [one for one in request.FILES.getlist(f"file-{line}") if isinstance(one, UploadedFile)]
        remark = request.POST.get(f"remark-{line}", "").strip()
        seen[line] = Verdict(result if result in RESULTS else "not_seen", remark, "", pictures(files))
    return seen


def _praise(request: Asked, failed: int) -> None:
    if not failed:
        messages.success(request, _("The inspection is in the log. Nothing failed."))
        return
    said = ngettext(
        "The inspection is in the log. %(count)s line failed; whoever answers there has it now.",
        "The inspection is in the log. %(count)s lines failed; whoever answers there has them now.",
        failed,
    )
    messages.success(request, said % {"count": failed})
