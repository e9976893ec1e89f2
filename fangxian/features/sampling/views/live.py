"""A round live: by area, by point, its tubes, its results; one address for the page and what it refreshes."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors import drawings, places
from fangxian.features.campaigns.selectors import pacing as people
from fangxian.features.sampling import access
from fangxian.features.sampling.models import Round, Value
from fangxian.features.sampling.selectors import chasing, moves, overview, pacing, resulting
from fangxian.features.sampling.selectors.found import found
from fangxian.features.sampling.selectors.overview import Line
from fangxian.features.sampling.views.tabs import tabs
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ROUND_VIEW)
@require_safe
def round_(request: Asked, code: str) -> HttpResponse:
    """One round in the actor's area: who is sampled, which points are late, which tubes are missing."""
    of_round = access.get(request.actor, code)
    line = overview.line(request.actor, of_round)
    context = _live(request.actor, of_round, line)
    if request.htmx and request.htmx.target == "live":
        return render(request, "sampling/live.html", context)
    context |= {
        "may_run": request.actor.may(Can.CAMPAIGN_RUN, of_round.area),
        "has_map": drawings.has_map(line.area),
        "tabs": tabs(request.actor, of_round, "sampling:round"),
        "crumbs": [(_("Sampling"), reverse("sampling:rounds")), (line.title, request.path)],
    }
    return render(request, "sampling/round.html", context)


def _live(actor: Actor, of_round: Round, line: Line) -> dict[str, Any]:
    now, here = timezone.now(), line.area
    standings, how_many = pacing.points(actor, of_round, here, now)
    return {
        "line": line,
        "now": now,
        "points": standings,
        "how_many": how_many,
        "unstaffed": any(one.helper and not one.may_come for one in standings),
        "moved": moves.moved(of_round, here),
        "ways": chasing.ways(actor, of_round, here, line.counts, now),
        "troubles": chasing.troubles(actor, of_round, here, now),
        "hours": resulting.by_hour(of_round, here, now),
        "values": Value.labels,
        "found": found([of_round.code], here)[of_round.code],
        **_areas(actor, line.campaign, line),
    }


def _areas(actor: Actor, campaign: Campaign, line: Line) -> dict[str, Any]:
    """The areas inside with what is left, and when the last person is sampled."""
    place = places.way(actor, campaign, line.area)[-1]
    below = places.below(actor, campaign, place, line.figures)
    return {
        "forecast": people.forecast(campaign, place, line.figures, timezone.now()),
        "campaign": campaign,
        "place": place,
        "below": places.in_order(below, "-left"),
        "may_look": actor.may(Can.CAMPAIGN_VIEW),
        "may_items": actor.may(Can.ITEM_VIEW),
        "may_order": actor.may(Can.ROUND_ORDER),
        "may_second": actor.may(Can.SECOND),
    }
