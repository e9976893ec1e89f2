"""Asking that a charge be handed over."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from fangxian.features.charges import access as charges
from fangxian.features.relief.handovers import access, away, rules, services
from fangxian.features.relief.handovers.forms import AskForm
from fangxian.features.relief.handovers.selectors.look import hanging_on
from fangxian.features.relief.handovers.services import Asked as Asking
from fangxian.features.roster.models import Responder
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import BadInput, Conflict, NotAllowed
from fangxian.kernel.web.doors import Asked, needs

FOUND = 12


@needs(Can.HAND_OVER)
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: Asked, code: str) -> HttpResponse:
    """What hangs on a charge, and the form that asks somebody to take it over."""
    charge = charges.get(request.actor, code)
    if not rules.may_ask(request.actor, charge):
        raise NotAllowed
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = services.ask_hand_over(actor=request.actor, charge=code, asked=Asking(**form.cleaned_data))
        except (BadInput, Conflict) as refusal:
            field = refusal.facts.get("field")
            form.add_error(str(field) if field in form.fields else None, str(refusal))
        else:
            told = {"name": made.successor_name}
            messages.success(request, _("%(name)s is asked. The charge stays as it is until then.") % told)
            return redirect("relief:hand-over", made.code)
    context = {
        "charge": charge,
        "place": Area.objects.filter(code=charge.area).first(),
        "hangs": hanging_on(request.actor, charge, timezone.now()),
        "form": form,
        "chosen": _chosen(form),
        "crumbs": [(_("Hand-overs and secondments"), reverse("relief:home")), (_("Hand over"), request.path)],
    }
    return render(request, "relief/ask.html", context, status=422 if form.errors else 200)


@needs(Can.HAND_OVER)
@require_safe
def find(request: Asked, field: str) -> HttpResponse:
    """People to choose from, by the start of their name or code."""
    text = request.GET.get("q", "").strip()
    found = list(access.people(text)[:FOUND]) if text else []
    for one in found:
        one.away = away.said(one)  # type: ignore[attr-defined]
    return render(request, "charges/_candidates.html", {"people": found, "field": field, "q": text})


def _chosen(form: AskForm) -> dict[str, Responder | None]:
    codes = {name: str(form[name].value() or "") for name in ("successor", "deputy")}
    found = {one.code: one for one in Responder.objects.filter(code__in=codes.values())}
    for one in found.values():
        one.away = away.said(one)  # type: ignore[attr-defined]
    return {name: found.get(code) for name, code in codes.items()}
