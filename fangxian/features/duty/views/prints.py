"""Pages for paper: the door list of a grid, the roster of a site; each marked and told to the trail."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.duty import access
from fangxian.features.duty.selectors import places
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail
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
    _tell(request.actor, code, _("Door list"), len(households), now)
    context = {
        "area": area,
        "standing": standing,
        "households": households,
        "mark": exports.mark(request.actor, now),
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
    _tell(request.actor, site.area, _("Roster of %(site)s") % {"site": site.name}, rows, now)
    context = {"site": site, "standing": standing, "mark": exports.mark(request.actor, now)}
    return render(request, "duty/site-roster.html", context)


def _tell(actor: Actor, area: str, subject: str, rows: int, at: datetime) -> None:
    trail.record(
        actor=actor, kind=exports.Event.EXPORTED, area=area, subject=subject, at=at, form="print", rows=rows
    )
