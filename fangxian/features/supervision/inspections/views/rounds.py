"""The round of today."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fangxian.features.supervision.inspections.selectors import rounds
from fangxian.features.supervision.inspections.selectors.rounds import Due
from fangxian.features.supervision.inspections.views.around import kind_of, tabs
from fangxian.kernel.authority import Can
from fangxian.kernel.errors import Text
from fangxian.kernel.web.doors import Asked, needs


@needs(Can.INSPECTION_MAKE)
@require_safe
def today(request: Asked) -> HttpResponse:
    """The places that the actor looks at today, with why."""
    text = request.GET.get("q", "").strip()
    found = rounds.todays_round(request.actor, timezone.now())
    context = {
        "round": found,
        "due": [(one, kind_of(one.place), _reasons(one)) for one in found.due],
        "asked": text,
        "found": [(one, kind_of(one)) for one in rounds.find(request.actor, text)],
        "tabs": tabs(request.actor, "inspections-round"),
    }
    return render(request, "supervision/inspections/round.html", context)


def _reasons(due: Due) -> list[Text]:
    said = _said()
    return [said[reason] for reason in due.stop.reasons[:3]]


def _said() -> dict[str, Text]:
    return {
        "to_look_again": _("something is to be looked at again"),
        "overdue": _("findings are overdue"),
        "repeats": _("the same was found again"),
        "open": _("findings are open"),
        "gap": _("many doors are not reached"),
        "never": _("nobody has looked here yet"),
        "waited": _("nobody has looked for a while"),
        "size": _("many people"),
    }
