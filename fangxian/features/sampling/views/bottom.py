"""Probing the bottom: what may have been missed, under figures one can change, and whether to stop."""

from __future__ import annotations

from dataclasses import asdict, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.sampling import access, wording
from fangxian.features.sampling.forms import ProbeForm
from fangxian.features.sampling.models import Round
from fangxian.features.sampling.selectors import histories, overview, pack, probing
from fangxian.features.sampling.selectors.probing import Assumed
from fangxian.features.sampling.views.tabs import head
from fangxian.kernel.authority import Can
from fangxian.kernel.web.doors import Asked, needs

PERCENT = ("alone", "to_ten", "larger", "reaches")


@needs(Can.ROUND_VIEW)
@require_safe
def bottom(request: Asked, code: str) -> HttpResponse:
    """By grid, the worst first: how likely nobody was missed; one more round; the stop rule."""
    of_round = access.get(request.actor, code)
    area = overview.here(request.actor, of_round)
    form, assumed = _assumed(request, of_round)
    series = probing.series(request.actor, of_round)
    now = timezone.now()
    known, known_at = histories.told([one.code for one in series], area, now)
    rule = pack.stop_rule(request.actor)
    verdict = probing.judge(series, known, area, rule)
    context = head(request, of_round, "sampling:bottom", _("The bottom")) | {
        "form": form,
        "probed": probing.probe(known, assumed),
        "kept_since": known_at if known_at != now else None,
        "verdict": verdict,
        "reasons": wording.reasons(verdict, rule),
        "may_look": request.actor.may(Can.CAMPAIGN_VIEW),
    }
    return render(request, "sampling/bottom.html", context)


def _assumed(request: Asked, of_round: Round) -> tuple[ProbeForm, Assumed]:
    """The form as it was sent, and what it says; what is wrong or not sent is as it is by itself."""
    assumed = Assumed()
    if of_round.infected:
        assumed = replace(assumed, expected=of_round.infected * 10_000)
    shown = {name: round(v * 100, 4) if name in PERCENT else v for name, v in asdict(assumed).items()}
    form = ProbeForm(shown | request.GET.dict())
    if form.is_valid():
        told = form.cleaned_data
        assumed = Assumed(**{name: v / 100 if name in PERCENT else v for name, v in told.items()})
    return form, assumed
