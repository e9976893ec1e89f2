"""Hand-over: where everything that moves stands, and where it waits longest."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from fangxian.features.supervision.inspections import words
from fangxian.features.supervision.inspections.selectors import chains as asked
from fangxian.features.supervision.inspections.selectors.chains import LinkRow
from fangxian.features.supervision.inspections.views.around import tabs
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.ITEM_VIEW)
@require_safe
def chains(request: Asked) -> HttpResponse:
    """The chain of each kind of item under way in the actor's area."""
    found = asked.chains(request.actor, request.actor.area, timezone.now())
    context = {
        "chains": [(chain, [_told(link) for link in chain.links]) for chain in found],
        "slowest": [(chain, _told(link)) for chain in found for link in chain.links if link.slowest],
        "tabs": tabs(request.actor, "inspections-chains"),
    }
    return render(request, "supervision/inspections/chains.html", context)


def _told(link: LinkRow) -> tuple[LinkRow, str, str, str]:
    """A link, its clock, how long the middle and the oldest one have stood there, in words."""
    clock = words.lasting(link.within) if link.within else ""
    return link, clock, words.lasting(link.middle), words.lasting(link.oldest)
