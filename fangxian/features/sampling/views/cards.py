"""Cards for households: the code by which each asks for its results, to be printed and handed out."""

from __future__ import annotations

import segno
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling import access
from fangxian.features.sampling.views.tabs import head
from fangxian.features.territory import access as territory
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside, within
from fangxian.kernel.web import exports
from fangxian.kernel.web.doors import Asked, needs

PER_PRINT = 200
SMALL = (Level.VILLAGE, Level.HAMLET, Level.GRID)
"""What cards are printed for at once."""


@needs(Can.HOUSEHOLD_VIEW)
@require_safe
def cards(request: Asked, code: str) -> HttpResponse:
    """The cards of one village or grid, after it was named; the trail says that they were printed."""
    of_round, text = access.get(request.actor, code), request.GET.get("q", "").strip()
    place = _place(request.actor, of_round.area, text)
    context = head(request, of_round, "sampling:poster", _("Household cards")) | {
        "text": text,
        "place": place,
    }
    if place is not None:
        homes = territory.households(request.actor).filter(within(place.code)).order_by("code")
        page = Paginator(homes, PER_PRINT).get_page(request.GET.get("page"))
        address = request.build_absolute_uri(reverse("residents:result"))
        context |= {
            "page": page,
            "address": address,
            "picture": segno.make(address, error="m").svg_data_uri(
                scale=3, border=1, dark="#000", light="#fff"
            ),
            "mark": exports.printed(
                actor=request.actor,
                area=place.code,
                subject=_("Household cards"),
                rows=len(page),
                at=timezone.now(),
            ),
        }
    return render(request, "sampling/cards.html", context)


def _place(actor: Actor, area: str, text: str) -> Area | None:
    """The village or grid that was named; without a name, the actor's own area if it is one."""
    named = Q(code=text) | Q(name__icontains=text) if text else Q(code=actor.area)
    small = territory.visible(actor).filter(named, level__in=SMALL, valid_until=None).order_by("code")
    return next((one for one in small[:50] if inside(one.code, area)), None)
