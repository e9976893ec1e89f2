"""Slips of tubes: sheets to print for a point, and the page where a filled one is entered."""

from __future__ import annotations

import secrets
from typing import Any

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fangxian.features.field import services
from fangxian.features.field.forms.slip import ClosingForm, RowForm, TubeForm, now
from fangxian.features.field.selectors import people
from fangxian.features.field.selectors import slips as selectors
from fangxian.features.field.selectors.slips import Slip
from fangxian.features.sampling import access as sampling
from fangxian.features.sampling.rules import LARGEST
from fangxian.features.sampling.views.tabs import head
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web import exports
from fangxian.kernel.web.asked import number
from fangxian.kernel.web.doors import Asked, needs

MOST = 50
"""Slips printed at once."""


@needs(Can.SWAB_TAKE)
@require_safe
def points(request: Asked, code: str) -> HttpResponse:
    """The points of a round: how many slips to print, and which filled one to enter."""
    of_round = sampling.get(request.actor, code)
    found = sampling.points(request.actor, code).order_by("name", "code")[:200]
    context = head(request, of_round, "field:slips", _("Paper")) | {"points": found, "most": MOST}
    return render(request, "field/slips.html", context)


@needs(Can.SWAB_TAKE)
@require_safe
def printed(request: Asked, code: str, point: str) -> HttpResponse:
    """Slips to print, each with the barcode of a tube of its own."""
    asked = request.GET.get("sheets", "1")
    sheets = number(asked, 999) or 1
    tubes = [f"P{secrets.randbelow(10**10):010}" for _sheet in range(min(sheets, MOST))]
    slip = selectors.slip(request.actor, code, point, tubes[0])
    subject = _("Slips of %(point)s") % {"point": slip.point.name}
    context = head(request, slip.round, "field:slips", _("To print")) | {
        "slip": slip,
        "sheets": [(tube, _picture(tube)) for tube in tubes],
        "rows": range(1, LARGEST + 1),
        "mark": exports.printed(
            actor=request.actor, area=slip.point.area, subject=subject, rows=len(tubes), at=timezone.now()
        ),
    }
    return render(request, "field/slips-print.html", context)


@needs(Can.SWAB_TAKE)
@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: Asked, code: str, point: str) -> HttpResponse:
    """A filled slip: one row, the next row, the count at its foot; a row that was wrong is taken back."""
    tube = TubeForm(request.POST or request.GET)
    known = tube.is_valid()
    slip = selectors.slip(request.actor, code, point, tube.cleaned_data.get("tube", "").upper())
    if not known:
        messages.error(request, _("Enter the barcode at the top of the slip: letters, digits, dashes."))
        return redirect("field:slips", code)
    if request.method != "POST":
        return _entry(
            request, slip, RowForm(initial=_initial(request, slip)), ClosingForm(initial=_foot(slip))
        )
    closing = request.POST.get("do") == "close"
    row = RowForm(request.POST) if not closing else RowForm(initial=_initial(request, slip))
    foot = ClosingForm(request.POST) if closing else ClosingForm(initial=_foot(slip))
    try:
        done = _done(request, slip, row, foot)
    except Refusal as refusal:
        if refusal.status in (403, 404):
            raise
        (foot if closing else row).add_error(None, str(refusal))
        done = ""
    if not done:
        return _entry(request, slip, row, foot, wrong=True)
    messages.success(request, done)
    asked = {"tube": slip.tube, "table": request.POST.get("table", "1"), "at": request.POST.get("at", "")}
    return redirect(f"{reverse('field:slip', args=[code, point])}?{urlencode(asked)}")


def _done(request: Asked, slip: Slip, row: RowForm, foot: ClosingForm) -> str:
    """What was done, in words; '' if what was given is not right."""
    back = number(request.POST.get("back", ""), LARGEST)
    if back:
        services.take_row_back(actor=request.actor, slip=slip, row=back, at=timezone.now())
        return _("Row %(row)s was taken back; it can be entered again.") % {"row": back}
    if foot.is_bound:
        return _closed(request, slip, foot) if foot.is_valid() else ""
    if not row.is_valid():
        return ""
    given = row.cleaned_data
    again = services.enter_row(
        actor=request.actor,
        slip=slip,
        row=given["row"],
        table=given["table"],
        at=given["at"],
        who=row.who(),
        person=people.own_code(request.actor),
    )
    told = _("Row %(row)s was entered already; it counts once.") if again else _("Row %(row)s is in.")
    return told % {"row": given["row"]}


def _closed(request: Asked, slip: Slip, foot: ClosingForm) -> str:
    given = foot.cleaned_data
    again = services.close_slip(
        actor=request.actor,
        slip=slip,
        table=number(request.POST.get("table", ""), 99) or 1,
        swabs=given["swabs"],
        at=given["closed_at"],
    )
    return _("The tube was closed already.") if again else _("The tube is closed.")


def _entry(
    request: Asked, slip: Slip, row: RowForm, foot: ClosingForm, *, wrong: bool = False
) -> HttpResponse:
    context = head(request, slip.round, "field:slips", slip.tube) | {"slip": slip, "row": row, "foot": foot}
    return render(request, "field/slip.html", context, status=422 if wrong else 200)


def _initial(request: Asked, slip: Slip) -> dict[str, Any]:
    """The next empty row, with the table and the time of the one before."""
    empty = next((line.number for line in slip.rows if line.swab is None and not line.is_used_up), None)
    return {"row": empty, "table": request.GET.get("table", "1"), "at": request.GET.get("at") or now()}


def _foot(slip: Slip) -> dict[str, Any]:
    return {"swabs": slip.swabs, "closed_at": now()}


def _picture(tube: str) -> str:
    return segno.make(tube, error="m").svg_data_uri(scale=3, border=2, dark="#000", light="#fff")
