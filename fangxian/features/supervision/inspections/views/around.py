"""What the pages of inspections have in common: tabs, crumbs, files that were handed in."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.translation import gettext as _

from fangxian.features.duty.models.site import SiteKind
from fangxian.features.items.refusals import EvidenceUnfit
from fangxian.features.items.services import LARGEST
from fangxian.features.supervision.inspections.access import GRID, Place
from fangxian.features.supervision.inspections.services import Picture
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Text

Tab = tuple[Text, str, bool, int | None]
MOST_PICTURES = 3


def tabs(actor: Actor, here: str) -> list[Tab]:
    """The places of inspections that the actor may open."""
    some = [
        ("inspections", _("Findings by area"), True),
        ("inspections-round", _("Today's round"), actor.may(Can.INSPECTION_MAKE)),
        ("inspections-chains", _("Hand-over"), actor.may(Can.ITEM_VIEW)),
    ]
    return [(label, reverse(f"supervision:{name}"), name == here, None) for name, label, may in some if may]


def crumbs(*more: tuple[str, str]) -> list[tuple[str, str]]:
    """The way to a page, from the board of inspections."""
    return [(_("Inspections"), reverse("supervision:inspections")), *more]


def kind_of(place: Place) -> Text:
    """What a place is, in words."""
    return _("Grid") if place.kind == GRID else SiteKind(place.kind).label if place.kind else ""


def pictures(files: Iterable[UploadedFile[bytes]]) -> list[Picture]:
    """
    Files that were handed in, at most three.

    Raises:
        EvidenceUnfit: one is too large.
    """
    some = list(files)[:MOST_PICTURES]
    if any(one.size is None or one.size > LARGEST for one in some):
        raise EvidenceUnfit(field="file")
    return [Picture(one.name or "", one.read()) for one in some]
