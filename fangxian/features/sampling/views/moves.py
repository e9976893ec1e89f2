"""Moving a team to a point that would end late, with one press; and back with another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from fangxian.features.sampling import services
from fangxian.kernel.authority import Can
from fangxian.kernel.web.asked import number
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_ORDER)
@require_POST
def move(request: Asked, code: str, point: str) -> HttpResponse:
    """A team of another point comes here, as the page of the round suggested; it offers the way back."""
    made = services.move_team(
        actor=request.actor,
        code=code,
        source=request.POST.get("from", ""),
        target=point,
        seen=number(request.POST.get("tables", ""), 9_999) or 0,
    )
    said = _("%(people)s are told to go there now. “Put back” undoes it.")
    messages.success(request, said % {"people": "、".join(made.names)})
    return redirect("sampling:round", code)


@needs(Can.ROUND_ORDER)
@require_POST
def back(request: Asked, code: str, move: str) -> HttpResponse:
    """They go back to where they stood."""
    services.put_back(actor=request.actor, code=code, move=move)
    messages.success(request, _("The team is put back; they are told."))
    return redirect("sampling:round", code)
