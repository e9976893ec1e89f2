"""The sides of a round: the head and the tabs that all its pages share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.sampling.models import Round
from fangxian.features.sampling.selectors import overview
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Text
from fangxian.kernel.web.doors import Asked

SIDES: tuple[tuple[str, Text, Can], ...] = (
    ("sampling:round", _("Overview"), Can.ROUND_VIEW),
    ("sampling:points", pgettext_lazy("sampling", "Points"), Can.ROUND_VIEW),
    ("sampling:notices", _("Notices"), Can.ROUND_VIEW),
    ("sampling:couriers", _("Couriers"), Can.ROUND_VIEW),
    ("sampling:laboratory", _("Laboratory"), Can.ROUND_VIEW),
    ("sampling:pools", _("Positive pools"), Can.ROUND_VIEW),
    ("sampling:bottom", _("The bottom"), Can.ROUND_VIEW),
    ("sampling:poster", _("For residents"), Can.ROUND_VIEW),
    ("field:slips", _("Paper"), Can.SWAB_TAKE),
)
"""Name of the address, label, and what opens it."""


def tabs(actor: Actor, of_round: Round, here: str) -> list[tuple[Text, str, bool, None]]:
    """The tabs the actor may open; `here` is the name of the present address."""
    return [
        (label, reverse(address, args=[of_round.code]), address == here, None)
        for address, label, can in SIDES
        if actor.may(can)
    ]


def head(request: Asked, of_round: Round, here: str, label: Text) -> dict[str, Any]:
    """What every side of a round shows above itself: title, tabs, and the way back."""
    title = overview.title(of_round)
    return {
        "title": title,
        "round": of_round,
        "tabs": tabs(request.actor, of_round, here),
        "crumbs": [
            (_("Sampling"), reverse("sampling:rounds")),
            (title, reverse("sampling:round", args=[of_round.code])),
            (label, request.path),
        ],
    }
