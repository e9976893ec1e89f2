"""Couriers' rounds of a sampling round: each tour with its calls and clocks; planned anew with one press."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fangxian.features.sampling import access, services
from fangxian.features.sampling.list_forms import CouriersForm
from fangxian.features.sampling.models import CourierPlan, Round
from fangxian.features.sampling.selectors import couriers as tours
from fangxian.features.sampling.selectors import overview, waiting_tubes
from fangxian.features.sampling.selectors.sketching import sketch
from fangxian.features.sampling.services import Fetching
from fangxian.features.sampling.views.tabs import head
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def couriers(request: Asked, code: str) -> HttpResponse:
    """The newest plan of the actor's area, what waits now, and the form that plans anew."""
    of_round = access.get(request.actor, code)
    area = overview.here(request.actor, of_round)
    if request.method == "POST":
        request.actor.require(Can.ROUND_ORDER, area)
    found = tours.picture(request.actor, of_round, area)
    may_plan = request.actor.may(Can.ROUND_ORDER, area)
    form = _form(request, of_round, area, found.plan) if may_plan else None
    if form is not None and form.is_bound and form.is_valid() and _plan(request, code, form):
        return redirect("sampling:couriers", code)
    context = head(request, of_round, "sampling:couriers", _("Couriers")) | {
        "picture": found,
        "sketch": sketch(found),
        "form": form,
        "now": timezone.now(),
    }
    return render(request, "sampling/couriers.html", context, status=422 if request.method == "POST" else 200)


def _form(request: Asked, of_round: Round, area: str, plan: CourierPlan | None) -> CouriersForm:
    sites = waiting_tubes.laboratories(request.actor)
    on = len(waiting_tubes.drivers(request.actor, area, timezone.now()))
    last = next((site.code for site in sites if plan and site.name == plan.laboratory), "")
    return CouriersForm(
        request.POST if request.method == "POST" else None,
        laboratories=[(site.code, site.name) for site in sites],
        initial={"couriers": on or (plan.couriers if plan else 1), "laboratory": last},
    )


def _plan(request: Asked, code: str, form: CouriersForm) -> bool:
    """Plan as the form says; a refusal is shown in it."""
    try:
        services.plan_couriers(actor=request.actor, code=code, fetching=Fetching(**form.cleaned_data))
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(
        request, _("The rounds are planned anew. Tell each courier, or print this page for them.")
    )
    return True
