"""What is done with one appraisal: counted anew, closed, withdrawn; and how far its counting is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.supervision.appraisal import access, services
from fangxian.features.supervision.appraisal.views.around import context_of
from fangxian.features.supervision.models import AppraisalState
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.APPRAISAL_VIEW, Can.APPRAISAL_NOTE)
@require_safe
def counting(request: Asked, code: str) -> HttpResponse:
    """How far the counting is."""
    context = context_of(request.actor, access.get(request.actor, code))
    return render(request, "supervision/appraisal/counting.html", context)


@needs(Can.APPRAISAL_OPEN)
@require_POST
def count(request: Asked, code: str) -> HttpResponse:
    """Count it anew."""
    made = services.count_anew(actor=request.actor, code=code)
    if made.state == AppraisalState.OPEN:
        messages.success(request, _("Counted anew. What people wrote has stayed."))
    else:
        messages.info(request, _("It is being counted. What was counted before is shown until this is done."))
    return redirect("supervision:appraisal", code)


@needs(Can.APPRAISAL_OPEN)
@require_POST
def close(request: Asked, code: str) -> HttpResponse:
    """Close it."""
    services.close_appraisal(actor=request.actor, code=code)
    messages.success(request, _("Closed. Nothing in it changes any more."))
    return redirect("supervision:appraisal", code)


@needs(Can.APPRAISAL_OPEN)
@require_POST
def withdraw(request: Asked, code: str) -> HttpResponse:
    """Withdraw it."""
    services.withdraw_appraisal(actor=request.actor, code=code, reason=request.POST.get("reason", ""))
    messages.success(request, _("Withdrawn. Everybody who is in it reads why."))
    return redirect("supervision:appraisal", code)
