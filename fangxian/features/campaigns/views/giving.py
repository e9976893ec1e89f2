"""Giving work from the list of gaps to somebody: choose, look, give, give back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from fangxian.features.campaigns import access, services
from fangxian.features.campaigns.forms import GiveForm
from fangxian.features.campaigns.models import Campaign, Handover
from fangxian.features.campaigns.refusals import NothingChosen
from fangxian.features.campaigns.selectors import gaps, places
from fangxian.features.campaigns.selectors import people as candidates
from fangxian.features.campaigns.selectors.telling import Gap
from fangxian.features.campaigns.services.claims import GIVEN
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import NotFound
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.TARGET_ASSIGN)
@require_POST
def give(request: Asked, code: str, area: str) -> HttpResponse:
    """Choose to whom, look at what would change, and give; `step` says which of these was pressed."""
    actor, step = request.actor, request.POST.get("step", "")
    campaign = access.get(actor, code)
    place = places.way(actor, campaign, area)[-1]
    chosen = gaps.chosen(actor, campaign, request.POST.getlist("targets")[: services.MOST])
    if not chosen:
        raise NothingChosen
    form = GiveForm(request.POST if step else None)
    context = {
        "campaign": campaign,
        "place": place,
        "chosen": chosen,
        "form": form,
        "suggested": candidates.suggested(actor, [gap.target.area for gap in chosen]),
    }
    if not step or not form.is_valid():
        return render(request, "campaigns/give.html", context, status=422 if form.errors else 200)
    try:
        to = candidates.one(actor, form.cleaned_data["to"])
    except NotFound as refusal:
        form.add_error("to", str(refusal))
        return render(request, "campaigns/give.html", context, status=422)
    if step != "give":
        return render(request, "campaigns/give-preview.html", context | {"to": to})
    codes = [gap.target.code for gap in chosen]
    made = services.hand_over(actor=actor, campaign=code, place=area, codes=codes, **form.cleaned_data)
    count = len(made.before)
    told = ngettext(
        "%(count)s target is given to %(name)s.", "%(count)s targets are given to %(name)s.", count
    )
    messages.success(request, told % {"count": count, "name": made.receiver_name})
    return redirect("campaigns:handover", made.code)


@needs(Can.TARGET_ASSIGN)
@require_safe
def people(request: Asked, code: str, area: str) -> HttpResponse:
    """Who could take the work over, by the start of a name or code."""
    access.get(request.actor, code)
    query = request.GET.get("q", "").strip()
    found = candidates.named(request.actor, query)
    return render(request, "campaigns/candidates.html", {"people": found, "query": query})


@needs(Can.CAMPAIGN_VIEW)
@require_safe
def handover(request: Asked, handover: str) -> HttpResponse:
    """What was given to whom, who held it before, and whether it can still be given back."""
    found = access.get_handover(request.actor, handover)
    campaign = access.get(request.actor, found.campaign)
    until = found.made_at + GIVEN
    may = request.actor.may(Can.TARGET_ASSIGN, found.area)
    context = {
        "handover": found,
        "campaign": campaign,
        "rows": _rows(request, found, campaign),
        "until": until,
        "may_undo": may and found.undone_at is None and until > timezone.now(),
        "place_url": places.url_of(found.campaign, found.place),
    }
    return render(request, "campaigns/handover.html", context)


def _rows(request: Asked, found: Handover, campaign: Campaign) -> list[tuple[Gap, str]]:
    """Each target that was given and is in sight, as it is now, with who held it before."""
    before = {code: name for code, _area, _holder, name, _until, _why in found.before}
    return [(gap, before[gap.target.code]) for gap in gaps.chosen(request.actor, campaign, list(before))]


@needs(Can.TARGET_ASSIGN)
@require_POST
def back(request: Asked, handover: str) -> HttpResponse:
    """Give it back to who had it."""
    count = services.give_back(actor=request.actor, code=handover)
    told = ngettext("%(count)s target is as it was.", "%(count)s targets are as they were.", count)
    messages.success(request, told % {"count": count})
    return redirect("campaigns:handover", handover)
