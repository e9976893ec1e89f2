"""A single door of a campaign."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from fangxian.features.campaigns import access
from fangxian.features.campaigns.selectors import doors, places
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def door(request: Asked, code: str, thing: str) -> HttpResponse:
    """All that is known of one target: where it stands, what comes next, who works on it, who answers."""
    campaign = access.get(request.actor, code)
    found = doors.door(request.actor, campaign, thing)
    target = found.gap.target
    context = {
        "campaign": campaign,
        "door": found,
        "gap": found.gap,
        "target": target,
        "crumbs": [
            *((one.name, places.url_of(code, one.code)) for one in found.way),
            (thing, request.path),
        ],
        "may_give": request.actor.may(Can.TARGET_ASSIGN, target.area) and request.actor.may(Can.ROSTER_VIEW),
        "may_see_people": request.actor.may(Can.HOUSEHOLD_VIEW),
    }
    return render(request, "campaigns/door.html", context)
