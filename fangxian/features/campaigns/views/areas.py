"""Coverage of an area, from county to grid: one address for the page and its parts, and its drawings."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangxian.features.campaigns import access, phones
from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors import answering, counting, drawings, gaps, pacing, places
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.campaigns.selectors.overview import Line
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs
from fangxian.kernel.web.exports import Form

PARTS = {
    "figures": "campaigns/figures.html",
    "below": "campaigns/below.html",
    "gap-rows": "campaigns/gap-rows.html",
}
"""The parts of the page by the id of what htmx puts them in."""


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def area(request: Asked, code: str, area: str) -> HttpResponse:
    """Reached and not, pace and forecast, the areas inside with who answers, and who is not reached."""
    campaign = access.get(request.actor, code)
    way = places.way(request.actor, campaign, area)
    part = request.htmx.target if request.htmx and request.htmx.target in PARTS else ""
    figures = counting.figures(code, area)
    context = _about(request, campaign, way, figures)
    if part in ("", "figures"):
        context["forecast"] = pacing.forecast(campaign, way[-1], figures, timezone.now())
        context["phones"] = phones.inside(request.actor, area)
    if part in ("", "below"):
        found = places.below(request.actor, campaign, way[-1], figures)
        context["below"] = places.in_order(found, request.GET.get("sort", ""))
    if part in ("", "gap-rows"):
        context |= _gaps(request, campaign, way[-1], figures)
    if part:
        return render(request, PARTS[part], context)
    return render(request, "campaigns/area.html", context | _whole(request, campaign, way))


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def chart(request: Asked, code: str, area: str) -> HttpResponse:
    """Outlines and points of an area, coloured by the share reached."""
    return JsonResponse(drawings.chart(request.actor, access.get(request.actor, code), area))


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def boxes(request: Asked, code: str, area: str) -> HttpResponse:
    """The areas inside one, sized by targets."""
    return JsonResponse(drawings.boxes(request.actor, access.get(request.actor, code), area))


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def pace(request: Asked, code: str, area: str) -> HttpResponse:
    """How many were reached in each quarter hour."""
    return JsonResponse(drawings.bars(request.actor, access.get(request.actor, code), area))


def _about(request: Asked, campaign: Campaign, way: list[Area], figures: Figures) -> dict[str, Any]:
    here = way[-1]
    return {
        "campaign": campaign,
        "place": here,
        "figures": figures,
        "may_give": request.actor.may(Can.TARGET_ASSIGN, here.code) and request.actor.may(Can.ROSTER_VIEW),
    }


def _gaps(request: Asked, campaign: Campaign, place: Area, figures: Figures) -> dict[str, Any]:
    standing, number = request.GET.get("standing", ""), request.GET.get("page", 1)
    listing = gaps.listing(request.actor, campaign, place.code, figures, standing=standing, number=number)
    choices = [(value, label, gaps.count_of(figures, value)) for value, label in gaps.CHOICES]
    return {"listing": listing, "choices": choices}


def _whole(request: Asked, campaign: Campaign, way: list[Area]) -> dict[str, Any]:
    here = way[-1]
    lead = answering.of(request.actor, [here.code]).get(here.code)
    figures = Figures()
    files = [
        (form.name, reverse("campaigns:export", args=[campaign.code, here.code, form]))
        for form in (Form.XLSX, Form.CSV)
    ]
    return {
        "head": Line(campaign, way[0].name, figures, way[0].code, timezone.now()),
        "crumbs": [(one.name, places.url_of(campaign.code, one.code)) for one in way],
        "lead": lead,
        "has_map": drawings.has_map(here.code),
        "files": files if request.actor.may(Can.EXPORT, here.code) else [],
    }
