"""Pages for paper: the door list of a grid, the roster of a site; each marked and told to the trail."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.duty import access
from fangxian.features.duty.selectors import places
from fangxian.kernel.authority import Can
from fangxian.kernel.web import exports
from fangxian.kernel.web.doors import Asked, needs

OUTCOMES = 5
"""Empty columns of the door list: days on which a household is visited."""


@needs(Can.HOUSEHOLD_VIEW)
@require_safe
def door_list(request: Asked, code: str) -> HttpResponse:
    """Every household of a grid with room for the outcome of each visit; no names of residents."""
    area, standing = places.grid(request.actor, code)
    households = list(places.doors(request.actor, code))
    now = timezone.now()
    subject, rows = _("Door list"), len(households)
    context = {
        "area": area,
        "standing": standing,
        "households": households,
        "mark": exports.printed(actor=request.actor, area=code, subject=subject, rows=rows, at=now),
        "visits": range(1, OUTCOMES + 1),
    }
    return render(request, "duty/doors.html", context)


@needs(Can.DUTY_VIEW)
@require_safe
def site_roster(request: Asked, code: str) -> HttpResponse:
    """The roster of a site, crew by crew, to hang up."""
    site = access.get_site(request.actor, code)
    standing = places.standing(request.actor, site.code, site.area)
    now = timezone.now()
    rows = len(standing.roster.crews) if standing.roster else 0
    subject = _("Roster of %(site)s") % {"site": site.name}
    mark = exports.printed(actor=request.actor, area=site.area, subject=subject, rows=rows, at=now)
    context = {"site": site, "standing": standing, "mark": mark}
    return render(request, "duty/site-roster.html", context)
