"""The list of campaigns, and a new one."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from fangxian.features.campaigns import services
from fangxian.features.campaigns.forms import CampaignForm
from fangxian.features.campaigns.selectors import overview
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Refusal
from fangxian.kernel.web.doors import Asked, needs

PER_PAGE = 25
WINDOW = timedelta(days=2)


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def campaigns(request: Asked) -> HttpResponse:
    """Every campaign in sight, running first, with how far it is here; how to begin where there is none."""
    page = Paginator(overview.campaigns(request.actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": overview.lines(request.actor, page),
        "may_run": request.actor.may(Can.CAMPAIGN_RUN),
    }
    return render(request, "campaigns/campaigns.html", context)


@needs(Can.CAMPAIGN_RUN)
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """A new campaign: where, what for, who is to be reached, what is asked, when."""
    form = _form(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.open_campaign(actor=request.actor, queue=True, **form.cleaned_data)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            return redirect("campaigns:campaign", made.code)
    wrong = request.method == "POST"
    context = {"form": form, **({} if wrong else _expected(request, form))}
    return render(request, "campaigns/new.html", context, status=422 if wrong else 200)


@needs(Can.CAMPAIGN_RUN)
@require_safe
def preview(request: Asked) -> HttpResponse:
    """How many targets what is filled in so far would have, and what reaching them takes."""
    return render(request, "campaigns/expected.html", _expected(request, _form(request, request.GET)))


def _form(request: Asked, given: object) -> CampaignForm:
    wished = request.GET.get("area", "")
    now = timezone.localtime().replace(second=0, microsecond=0, tzinfo=None)
    start = now - timedelta(minutes=now.minute % 5)
    initial: dict[str, str | datetime] = {
        "area": wished or request.actor.area,
        "starts_at": start,
        "ends_at": (start + WINDOW).replace(hour=20, minute=0),
    }
    return CampaignForm(given, areas=overview.areas(request.actor, wished), initial=initial)


def _expected(request: Asked, form: CampaignForm) -> dict[str, object]:
    values = {name: str(form[name].value() or "") for name in ("area", "aim", "need")}
    if values["area"] not in dict(form.fields["area"].choices):  # type: ignore[attr-defined]
        return {"count": None}
    days = form.days() if form.is_bound else WINDOW.total_seconds() / 86_400
    count, effort = overview.expected(request.actor, days=days, **values)
    return {"count": count, "effort": effort, "aim": values["aim"]}
