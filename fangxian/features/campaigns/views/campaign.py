"""One campaign: what it is, how far its preparation is, closing it and the undo of that."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.campaigns import access, services
from fangxian.features.campaigns.selectors import overview, people
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def campaign(request: Asked, code: str) -> HttpResponse:
    """What it is for, whom it must reach, when; and what can be done with it."""
    found = access.get(request.actor, code)
    context = {
        "head": overview.head(request.actor, found),
        "may_run": request.actor.may(Can.CAMPAIGN_RUN, found.area),
        "may_trail": request.actor.may(Can.TRAIL_READ),
        "handovers": people.handovers(request.actor, found),
    }
    return render(request, "campaigns/campaign.html", context)


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def progress(request: Asked, code: str) -> HttpResponse:
    """How far the preparation is; once it is done, the page is loaded anew."""
    head = overview.head(request.actor, access.get(request.actor, code))
    answer = render(request, "campaigns/progress.html", {"head": head})
    if not head.is_busy:
        answer.headers["HX-Refresh"] = "true"
    return answer


@needs(Can.CAMPAIGN_RUN)
@require_POST
def again(request: Asked, code: str) -> HttpResponse:
    """Have it prepared again, or those added who came into the register since."""
    services.prepare_again(actor=request.actor, code=code)
    messages.success(request, _("The register is gone through again; who is missing is added."))
    return redirect("campaigns:campaign", code)


@needs(Can.CAMPAIGN_RUN)
@require_POST
def discard(request: Asked, code: str) -> HttpResponse:
    """Give it up before it has run."""
    services.discard_campaign(actor=request.actor, code=code)
    messages.success(request, _("The campaign is given up; nobody was asked."))
    return redirect("campaigns:campaigns")


@needs(Can.CAMPAIGN_RUN)
@require_POST
def close(request: Asked, code: str) -> HttpResponse:
    """Close it."""
    services.close_campaign(actor=request.actor, code=code)
    messages.success(
        request, _("The campaign is closed. What was done before and arrives later still counts.")
    )
    return redirect("campaigns:campaign", code)


@needs(Can.CAMPAIGN_RUN)
@require_POST
def reopen(request: Asked, code: str) -> HttpResponse:
    """Let it run again."""
    services.reopen_campaign(actor=request.actor, code=code)
    messages.success(request, _("The campaign runs again; phones take it up with their next pull."))
    return redirect("campaigns:campaign", code)
