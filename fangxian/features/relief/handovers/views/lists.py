"""Hand-overs: what one is asked to take over, and those of the area."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangxian.features.charges.models import Charge
from fangxian.features.relief.handovers import access, rules
from fangxian.features.relief.handovers.selectors import lists
from fangxian.features.relief.tabs import tabs
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.web.doors import signed_in


@signed_in
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person, with or without a charge of theirs; then the hand-overs of their area."""
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    now, area = timezone.now(), request.GET.get("area", "")
    offered = lists.rows(access.offered(request.user.get_username()).order_by("made_at"), now)
    context = {
        "offered": offered,
        "page": lists.page(actor, now, area=area, number=request.GET.get("page", 1)) if actor else None,
        "place": Area.objects.filter(code=area).first() if area else None,
        "tabs": tabs(actor, "hand-overs"),
        "own": _own(actor) if actor else "",
    }
    return render(request, "relief/home.html", context)


def _own(actor: Actor) -> str:
    """Where to ask that the acting charge be handed over; '' for who may not."""
    charge = Charge.objects.filter(code=actor.charge).first() if actor.charge else None
    may = charge is not None and rules.may_ask(actor, charge)
    return reverse("relief:ask", args=[actor.charge]) if may else ""
