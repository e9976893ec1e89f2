"""The register of questions, as a page and as a file."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.supervision.directives.selectors.register import DAYS, Line
from fangxian.features.supervision.directives.selectors.register import register as lines_of
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Table, as_table, download


@needs(Can.DIRECTIVE_VIEW)
@require_safe
def register(request: Asked) -> HttpResponse:
    """Who asks whom for what, how often, and what it costs."""
    lines = lines_of(request.actor, timezone.now())
    context = {
        "lines": lines,
        "days": DAYS,
        "hours": round(sum(float(line.minutes) for line in lines) / 60, 1),
        "asked": sum(line.asked for line in lines),
        "known": sum(line.known for line in lines),
        "crumbs": [
            (_("Directives"), reverse("supervision:directives")),
            (_("Register of questions"), request.path),
        ],
        "files": [
            (form.upper(), reverse("supervision:register-export", args=[form])) for form in ("csv", "xlsx")
        ]
        if request.actor.may(Can.EXPORT)
        else [],
    }
    return render(request, "supervision/directives/register.html", context)


@needs(Can.EXPORT)
@require_safe
def export(request: Asked, form: str) -> HttpResponse:
    """The register as a sheet."""
    heads = [_("Subject"), _("Question"), _("Asked by"), _("Area code"), _("Of whom"), _("Holds for")]
    heads += [_("Times"), _("Asked of"), _("Reported"), _("Known already"), _("Minutes in all"), _("Last")]
    return download(
        actor=request.actor,
        subject=_("register of questions"),
        area=request.actor.area,
        form=as_table(form),
        tables=[Table(_("Questions"), heads, _rows(lines_of(request.actor, timezone.now())))],
    )


def _rows(lines: list[Line]) -> Iterator[list[object]]:
    for line in lines:
        who = [line.name, line.label, line.place, line.area, line.whom, str(line.period_word)]
        yield [*who, line.times, line.asked, line.answered, line.known, float(line.minutes), line.last_at]
