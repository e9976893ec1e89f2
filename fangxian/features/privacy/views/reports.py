"""The weekly reports of readings: the weeks, one report, its lines, its sheet."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from fangxian.features.privacy import access, selectors, services
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import NotFound
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download

PER_PAGE = 50


@require_GET
@needs(Can.READINGS_VIEW)
def weeks(request: Asked) -> HttpResponse:
    """The weeks, newest first."""
    return render(request, "privacy/weeks.html", {"weeks": selectors.weeks(request.actor)})


@require_GET
@needs(Can.READINGS_VIEW)
def report(request: Asked, area: str, day: str) -> HttpResponse:
    """One report, and the lines behind the number that was pressed."""
    look = selectors.look(request.actor, area, _day(day))
    asked = {name: request.GET.get(name, "") for name in ("person", "flag", "purpose")}
    found = selectors.narrowed(request.actor, look.report.row, **asked)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"look": look, "lines": selectors.lines(page.object_list), "page": page, "asked": asked}
    return render(request, "privacy/report.html", context)


@require_POST
@needs(Can.READINGS_VIEW)
def acknowledge(request: Asked, area: str, day: str) -> HttpResponse:
    """Looked at."""
    services.acknowledge_report(actor=request.actor, area=area, week_from=_day(day), at=timezone.now())
    messages.success(request, _("It is kept that you looked at it."))
    return redirect("privacy:report", area, day)


@require_GET
@needs(Can.READINGS_VIEW)
def export(request: Asked, area: str, day: str, form: str) -> HttpResponse:
    """Every reading of the week, as a sheet."""
    row = access.get(request.actor, area, _day(day))
    found = selectors.lines(access.readings(request.actor, row))
    columns = [
        _("When"),
        _("Who"),
        _("Name"),
        _("Role"),
        _("Resident"),
        _("Area code"),
        _("Purpose"),
        _("Unusual"),
    ]
    rows = (
        [
            *(line.reading.at, line.reading.person, line.reading.person_name, line.role),
            *(line.reading.resident, line.reading.area, line.reading.get_purpose_display()),
            "、".join(line.flags),
        ]
        for line in found
    )
    return download(
        actor=request.actor,
        subject=_("readings of %(day)s") % {"day": day},
        area=area,
        form=as_table(form),
        tables=[Table(_("Readings"), columns, rows)],
        can=Can.READINGS_VIEW,
        personal=True,
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise NotFound from error
