"""A finding: what failed, who holds it, what shows that it is right again; looking again, taking back."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.supervision.inspections import flow, services
from fangxian.features.supervision.inspections.selectors import look as asked
from fangxian.features.supervision.inspections.views.around import crumbs, kind_of, pictures
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.FINDING_VIEW)
@require_safe
def finding(request: Asked, code: str) -> HttpResponse:
    """The page of a finding."""
    seen = asked.finding(request.actor, code, timezone.now())
    context = {
        "look": seen,
        "kind": kind_of(seen.place),
        "crumbs": crumbs(
            (seen.row.place, reverse("supervision:inspections-place", args=[seen.place.code])),
            (seen.row.line, request.path),
        ),
    }
    return render(request, "supervision/inspections/finding.html", context)


@needs(Can.INSPECTION_MAKE)
@require_POST
def look(request: Asked, code: str) -> HttpResponse:
    """Look again: close it, or return it."""
    files = [one for one in request.FILES.getlist("file") if isinstance(one, UploadedFile)]
    item = services.look_again(
        actor=request.actor,
        code=code,
        result=request.POST.get("result", ""),
        remark=request.POST.get("remark", ""),
        pictures=pictures(files),
    )
    if item.state == flow.CLOSED:
        messages.success(request, _("The finding is closed."))
    else:
        messages.success(request, _("The finding is returned; whoever answers there has it again."))
    return redirect("supervision:finding", code)


@needs(Can.INSPECTION_MAKE)
@require_POST
def withdraw(request: Asked, code: str) -> HttpResponse:
    """Take back a finding that never was."""
    services.withdraw_finding(actor=request.actor, code=code, reason=request.POST.get("reason", ""))
    messages.success(request, _("The finding is withdrawn and counts no more."))
    return redirect("supervision:finding", code)
