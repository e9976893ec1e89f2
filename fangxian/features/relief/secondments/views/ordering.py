"""A new order: people chosen by area, skill and unit, and where they go."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fangxian.features.charges.refusals import RoleTooHigh
from fangxian.features.relief.secondments.forms import OrderForm, PeopleForm
from fangxian.features.relief.secondments.selectors import choosing
from fangxian.features.relief.secondments.services import Order, order_secondment
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput, Conflict
from fangxian.kernel.web.doors import Asked, needs

LASTS = timedelta(days=3)


@needs(Can.SECOND)
@require_http_methods(["GET", "HEAD", "POST"])
def order(request: Asked) -> HttpResponse:
    """The form with those who could go; for htmx only them; or the order."""
    posted = request.method == "POST"
    asked = request.POST if posted else request.GET
    places, now = choosing.places(request.actor), timezone.localtime()
    people = PeopleForm(asked, areas=places)
    form = OrderForm(
        request.POST if posted else None,
        areas=places,
        roles=choosing.lendable(request.actor),
        initial={"starts_at": now, "ends_at": now + LASTS, "to_area": request.GET.get("to", "")},
    )
    if posted and form.is_valid():
        made = _ordered(request, form)
        if made:
            messages.success(request, _("It is ordered. The giving side confirms it or objects."))
            return redirect("relief:secondment", made)
    area, search = people.search(now.date())
    context = {
        "people_form": people,
        "form": form,
        "area": area,
        "people": choosing.candidates(request.actor, area, search, asked.getlist("people")),
        "chosen": asked.getlist("people"),
        "shown": choosing.SHOWN,
        "crumbs": [
            (_("Secondments"), reverse("relief:secondments")),
            (_("Second people"), request.path),
        ],
    }
    if request.htmx:
        return render(request, "relief/people.html", context)
    return render(request, "relief/order.html", context, status=422 if form.errors else 200)


def _ordered(request: Asked, form: OrderForm) -> str:
    """The code of the order; '' where it was refused, which the form then says."""
    wanted = Order(
        people=request.POST.getlist("people"), area=request.POST.get("area", ""), **form.cleaned_data
    )
    try:
        return order_secondment(actor=request.actor, order=wanted).code
    except (BadInput, Conflict, RoleTooHigh) as refusal:
        field = refusal.facts.get("field")
        form.add_error(str(field) if field in form.fields else None, str(refusal))
        return ""
