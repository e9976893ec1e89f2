"""Files to take away: workbooks and calendars, each marked and told to the trail."""

from __future__ import annotations

from django.http import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.duty import access, calendars
from fangxian.features.duty.selectors import ledger, looks, own, places
from fangxian.features.duty.selectors.looks import Look
from fangxian.kernel.authority import Can
from fangxian.kernel.web import exports
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Form


@needs(Can.EXPORT)
@require_safe
def plan_workbook(request: Asked, code: str) -> HttpResponseBase:
    """A plan as a workbook: one sheet a level, people, sites, shifts, what is unfilled."""
    return _workbook(request, looks.at_plan(request.actor, code, request.GET.get("area", "")))


@needs(Can.EXPORT)
@require_safe
def running_workbook(request: Asked) -> HttpResponseBase:
    """What runs, as the same workbook."""
    return _workbook(request, looks.at_running(request.actor, request.GET.get("area", "")))


def _workbook(request: Asked, look: Look) -> HttpResponseBase:
    request.actor.require(Can.EXPORT, look.area)
    subject = _("Running plan") if look.plan is None else _("Plan")
    return exports.download(
        actor=request.actor, subject=subject, area=look.area, form=Form.XLSX, tables=ledger.tables(look)
    )


@needs(Can.OWN_DUTY_VIEW)
@require_safe
def own_calendar(request: Asked) -> HttpResponseBase:
    """One's own shifts for one's own calendar."""
    now = timezone.now()
    return exports.download(
        actor=request.actor,
        subject=_("My shifts"),
        area=request.actor.area,
        form=Form.ICS,
        calendar=calendars.of_person(request.actor.name, own.own_duties(request.actor, now), now),
        can=Can.OWN_DUTY_VIEW,
    )


@needs(Can.EXPORT)
@require_safe
def person_calendar(request: Asked, code: str) -> HttpResponseBase:
    """The shifts of a person in the actor's area."""
    now = timezone.now()
    responder, duties = places.person(request.actor, code, now)
    return exports.download(
        actor=request.actor,
        subject=_("Shifts of %(name)s") % {"name": responder.code},
        area=request.actor.area,
        form=Form.ICS,
        calendar=calendars.of_person(responder.name, duties, now),
    )


@needs(Can.EXPORT)
@require_safe
def site_calendar(request: Asked, code: str) -> HttpResponseBase:
    """The shifts at a site with their crews."""
    now = timezone.now()
    site = access.get_site(request.actor, code)
    shifts = places.shifts_of_place(site.code, site.area)
    return exports.download(
        actor=request.actor,
        subject=_("Shifts at %(name)s") % {"name": site.name},
        area=site.area,
        form=Form.ICS,
        calendar=calendars.of_place(site.name, shifts, now),
    )
