"""The points of a round: who comes when, who stands there, open or closed; a change can be undone."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.duty.selectors.plans import running_plan
from fangxian.features.sampling import access, services
from fangxian.features.sampling.models import Mode
from fangxian.features.sampling.refusals import TablesUnfit
from fangxian.features.sampling.selectors import turning
from fangxian.features.sampling.views.tabs import head
from fangxian.kernel.authority import Can
from fangxian.kernel.web.asked import number
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_safe
def points(request: Asked, code: str) -> HttpResponse:
    """Each point with its grids, its tables and who stands there; after a change, its undo."""
    of_round = access.get(request.actor, code)
    mode = request.GET.get("mode", "")
    text = request.GET.get("q", "").strip()
    shown = turning.picture(request.actor, of_round, mode=mode, text=text, number=request.GET.get("page"))
    context = head(request, of_round, "sampling:points", pgettext("sampling", "Points")) | {
        "picture": shown,
        "page": shown.page,
        "running": None if shown.standing.plan else running_plan(request.actor, of_round.area),
        "mode": mode,
        "text": text,
        "asked": bool(text or mode),
        "modes": Mode.choices,
        "may_see": request.actor.may(Can.DUTY_VIEW),
        "may_staff": request.actor.may(Can.PLAN_DRAFT, of_round.area),
        "may_change": request.actor.may(Can.ROUND_ORDER),
        "changed": access.points(request.actor, code).filter(code=request.GET.get("changed", "")).first(),
    }
    return render(request, "sampling/points.html", context)


@needs(Can.ROUND_ORDER)
@require_POST
def change(request: Asked, code: str, point: str) -> HttpResponse:
    """Set tables and whether it is open; back to the list, which offers the undo."""
    before = access.claim_point(request.actor, code, point)
    tables = number(request.POST.get("tables", ""), 9_999)
    if tables is None:
        raise TablesUnfit(field="tables")
    is_open = {"open": True, "close": False}.get(request.POST.get("do", ""), before.is_open)
    services.change_point(actor=request.actor, code=code, point=point, tables=tables, is_open=is_open)
    back = reverse("sampling:points", args=[code])
    if request.POST.get("undo"):
        messages.success(request, _("It is as it was before."))
        return redirect(back)
    was: dict[str, str | int] = {
        "changed": point,
        "tables": before.tables,
        "do": "open" if before.is_open else "close",
    }
    return redirect(f"{back}?{urlencode(was)}")


@needs(Can.ROUND_ORDER)
@require_POST
def staff(request: Asked, code: str) -> HttpResponse:
    """Have a plan drafted that puts people at the points for the round; on to the draft."""
    made = services.staff_round(actor=request.actor, code=code)
    messages.success(
        request,
        _("A plan for the round is being computed. Look at it, then publish it: only then does it run."),
    )
    return redirect("duty:plan", made.code)
