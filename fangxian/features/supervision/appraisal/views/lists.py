"""Lists: the appraisals in sight; the people of one, by name; its units, by name. Nothing sorts them."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.supervision.appraisal import access
from fangxian.features.supervision.appraisal.selectors import lists
from fangxian.features.supervision.appraisal.selectors.lists import Asked as Question
from fangxian.features.supervision.appraisal.views.around import context_of, crumb, crumbs, days
from fangxian.features.supervision.models import Appraisal
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.APPRAISAL_VIEW, Can.APPRAISAL_NOTE)
@require_safe
def appraisals(request: Asked) -> HttpResponse:
    """Those opened here, and those with people of this area."""
    page = lists.appraisals(request.actor, request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, days(one)) for one in page],
        "may_open": request.actor.may(Can.APPRAISAL_OPEN),
    }
    return render(request, "supervision/appraisal/list.html", context)


@needs(Can.APPRAISAL_VIEW, Can.APPRAISAL_NOTE)
@require_safe
def people(request: Asked, code: str) -> HttpResponse:
    """One appraisal: its people by name."""
    actor, appraisal = request.actor, access.get(request.actor, code)
    question = _question(request)
    context = _context(request, appraisal, question, "appraisal") | {
        "page": lists.people(actor, appraisal, question, request.GET.get("page")),
        "may_note": actor.may(Can.APPRAISAL_NOTE),
    }
    return render(request, f"supervision/appraisal/{_part(request, 'people')}.html", context)


@needs(Can.APPRAISAL_VIEW)
@require_safe
def units(request: Asked, code: str) -> HttpResponse:
    """One appraisal: its units by name, each with what its people did together."""
    actor, appraisal = request.actor, access.get(request.actor, code)
    question = _question(request)
    context = _context(request, appraisal, question, "appraisal-units") | {
        "page": lists.units(actor, appraisal, question, request.GET.get("page")),
    }
    return render(request, f"supervision/appraisal/{_part(request, 'units')}.html", context)


def _part(request: Asked, name: str) -> str:
    return f"{name}-rows" if request.htmx else name


def _question(request: Asked) -> Question:
    asked = request.GET
    return Question(asked.get("q", "").strip(), asked.get("unit", "").strip(), asked.get("role", ""))


def _context(request: Asked, appraisal: Appraisal, question: Question, here: str) -> dict[str, Any]:
    actor = request.actor
    tabs = [("appraisal", _("People")), ("appraisal-units", _("Units"))]
    known = context_of(actor, appraisal)
    return known | {
        "asked": question,
        "total": lists.total(actor, appraisal),
        "roles": lists.roles(actor, appraisal),
        "tabs": [
            (label, reverse(f"supervision:{name}", args=[appraisal.code]), name == here, None)
            for name, label in tabs
            if name == "appraisal" or known["may_view"]
        ],
        "files": [
            (form.upper(), reverse("supervision:appraisal-export", args=[appraisal.code, form]))
            for form in ("xlsx", "csv")
            if known["may_open"]
        ],
        "crumbs": crumbs(crumb(appraisal)),
    }
