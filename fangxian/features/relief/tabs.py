"""The two tabs of the pages of relief."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from fangxian.kernel.authority import Actor, Can

Tab = tuple[str, str, bool, None]


def tabs(actor: Actor | None, here: str) -> list[Tab]:
    """Hand-overs for everybody, secondments for who sees who answers."""
    found: list[Tab] = [(_("Hand-overs"), reverse("relief:home"), here == "hand-overs", None)]
    if actor is not None and actor.may(Can.CHARGE_VIEW):
        found.append((_("Secondments"), reverse("relief:secondments"), here == "secondments", None))
    return found
