"""An appraisal to take away, and a person of it on paper; each marked and told to the trail."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.supervision.appraisal import access
from fangxian.features.supervision.appraisal.selectors import sheet
from fangxian.features.supervision.appraisal.selectors.person import look
from fangxian.features.supervision.appraisal.views.around import context_of, name
from fangxian.kernel.authority import Can
from fangxian.kernel.web import exports
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.APPRAISAL_OPEN)
@require_safe
def export(request: Asked, code: str, form: str) -> HttpResponse:
    """All of it for the organisation department, kept sealed: a sheet a part; as CSV the people alone."""
    appraisal = access.get(request.actor, code)
    return exports.download(
        actor=request.actor,
        subject=_("appraisal of %(name)s, personal") % {"name": name(appraisal)},
        area=appraisal.area,
        form=exports.as_table(form),
        tables=sheet.tables(request.actor, appraisal),
        can=Can.APPRAISAL_OPEN,
        personal=True,
    )


@needs(Can.APPRAISAL_VIEW)
@require_safe
def paper(request: Asked, code: str, who: str) -> HttpResponse:
    """One person's page to print."""
    actor, now = request.actor, timezone.now()
    found = access.person(actor, code, who)
    told = look(actor, found)
    subject = _("appraisal of %(name)s, personal") % {"name": found.name}
    rows = sum(len(section.lines) for section in told.sections)
    mark = exports.printed(actor=actor, area=found.area, subject=subject, rows=rows, at=now)
    context = context_of(actor, found.appraisal) | {
        "look": told,
        "mark": mark,
        "paper": True,
    }
    return render(request, "supervision/appraisal/paper.html", context)
