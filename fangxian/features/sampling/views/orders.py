"""Ordering a round: what is typed is held against what there is before anything is ordered."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fangxian.features.campaigns.selectors import overview as campaigns
from fangxian.features.sampling import services, wording
from fangxian.features.sampling.forms import OrderForm, ZoneForm, Zones, zones_of
from fangxian.features.sampling.models import ZoneKind
from fangxian.features.sampling.refusals import ZoneOutside
from fangxian.features.sampling.selectors import feasible, listings, pack, reaching
from fangxian.features.sampling.services import Order
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal, Text
from fangxian.kernel.web.asked import number
from fangxian.kernel.web.doors import Asked, needs

STARTS, ENDS, RESULTS = 6, timedelta(hours=12), timedelta(hours=24)
"""Ordered in the evening, opens at six; the last swab at 18:00, all results a day after the first."""
MODEST = {"infected": 0.01, "stock": 0, "pooled_an_hour": 0, "single_an_hour": 0}


@needs(Can.ROUND_ORDER)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Asked) -> HttpResponse:
    """A new round: where, when, zones and means; refused, what was typed stays."""
    posted = request.method == "POST"
    widened = "more" in request.POST
    form, zones = _forms(request, _typed(request) if posted else None)
    order = _order(form, zones) if posted and not widened else None
    if order:
        try:
            made = services.order_round(actor=request.actor, order=order, queue=True)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The round is ordered. Phones take it up with their next pull."))
            return redirect("sampling:round", made.code)
    shown = _preview(request, *((form, zones) if posted else _forms(request, _offered(request))))
    crumbs = [(_("Sampling"), reverse("sampling:rounds")), (_("Order a round"), request.path)]
    context = {
        "form": form,
        "zones": zones,
        "zone_areas": feasible.zone_areas(request.actor),
        "elsewhere": zones.form_kwargs["pools"][ZoneKind.PRECAUTION],
        "crumbs": crumbs,
        **shown,
    }
    return render(request, "sampling/order.html", context, status=422 if posted and not widened else 200)


@needs(Can.ROUND_ORDER)
@require_safe
def preview(request: Asked) -> HttpResponse:
    """Whether what is typed so far can be done, what is missing, and the ways out."""
    return render(request, "sampling/feasible.html", _preview(request, *_forms(request, request.GET)))


def _forms(request: Asked, typed: Any) -> tuple[OrderForm, BaseFormSet[ZoneForm]]:
    areas = campaigns.areas(request.actor, request.GET.get("area", ""))
    zones = Zones(typed, prefix="zone", form_kwargs={"pools": pack.pools(request.actor)})
    return OrderForm(typed, areas=areas, initial=_offered(request)), zones


def _typed(request: Asked) -> QueryDict:
    """What was typed, with more rows for zones where they were asked for."""
    typed = request.POST.copy()
    rows = number(typed.get("zone-TOTAL_FORMS", ""), Zones.max_num) or 0
    if "more" in typed:
        typed["zone-TOTAL_FORMS"] = str(min(rows + Zones.extra, Zones.max_num))
    return typed


def _offered(request: Asked) -> dict[str, Any]:
    """What the form begins with: tomorrow's window, and what the last round was ordered with."""
    start = (timezone.localtime() + timedelta(days=1)).replace(hour=STARTS, minute=0, second=0, microsecond=0)
    last = feasible.newest(request.actor)
    kept = {name: getattr(last, name) for name in MODEST} if last else MODEST
    return {
        **kept,
        "infected": kept["infected"] * 100 if last else kept["infected"],
        "area": request.GET.get("area") or request.actor.area,
        "name": _("Round %(number)s") % {"number": last.number + 1 if last else 1},
        "starts_at": start.replace(tzinfo=None).isoformat(timespec="minutes"),
        "ends_at": (start + ENDS).replace(tzinfo=None).isoformat(timespec="minutes"),
        "results_by": (start + RESULTS).replace(tzinfo=None).isoformat(timespec="minutes"),
        "zone-TOTAL_FORMS": 0,
        "zone-INITIAL_FORMS": 0,
    }


def _order(form: OrderForm, rows: BaseFormSet[ZoneForm]) -> Order | None:
    """What was typed as an order; None where it cannot be one, with the reasons in the forms."""
    if not (form.is_valid() & rows.is_valid()):
        return None
    told, zones = dict(form.cleaned_data), zones_of(rows)
    if told["ends_at"] <= told["starts_at"]:
        form.add_error("ends_at", _("The last swab must be after the first."))
    elif told["ends_at"] <= timezone.now():
        form.add_error("ends_at", _("The last swab lies in the past. Look at the day."))
    for area in feasible.unknown(zones):
        form.refuse(ZoneOutside(zone=area, field="zones"))
    told["infected"] /= 100
    return None if form.errors else Order(zones=zones, **told)


def _preview(request: Asked, form: OrderForm, rows: BaseFormSet[ZoneForm]) -> dict[str, Any]:
    order = _order(form, rows)
    if order is None:
        return {"weighed": None, "wrong": _wrong(form)}
    weighed = feasible.weighed(request.actor, order)
    return {
        "weighed": weighed,
        "reach": reaching.reach(request.actor, order),
        "listed": listings.counts(request.actor, order.area, timezone.localdate(order.starts_at)),
        "needs": wording.needs(weighed.found.needs),
        "again": round(weighed.found.again),
        "outs": wording.outs(weighed.found, order),
    }


def _wrong(form: OrderForm) -> list[tuple[Text, str]]:
    """What keeps it from being weighed: the field, and what is wrong there."""
    return [
        (form.fields[name].label or "" if name in form.fields else "", str(text))
        for name, texts in form.errors.items()
        for text in texts
    ]
