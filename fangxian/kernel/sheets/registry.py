"""Which kinds there are: the table that the setting `SHEETS` names, because the kernel knows no feature."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.module_loading import import_string

from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound
from fangxian.kernel.sheets.kinds import Kind

IMPORTERS = (
    Can.AREA_IMPORT,
    Can.HOUSEHOLD_IMPORT,
    Can.UNIT_EDIT,
    Can.ROSTER_EDIT,
    Can.SITE_EDIT,
    Can.CAMPAIGN_RUN,
    Can.RESULT_ENTER,
    Can.LISTING_KEEP,
)
"""Who can open the pages at all; each kind then asks for its own capability."""


def kinds() -> Mapping[str, Kind]:
    """Every kind by its code."""
    found: Mapping[str, Kind] = import_string(settings.SHEETS)
    return found


def kinds_of(actor: Actor) -> list[Kind]:
    """The kinds the actor may import, in the order of the table."""
    return [kind for kind in kinds().values() if actor.may(kind.can)]


def get(actor: Actor, code: str) -> Kind:
    """
    One kind that the actor may import.

    Raises:
        NotFound: no such kind, or the actor may not import it.
    """
    kind = kinds().get(code)
    if kind is None or not actor.may(kind.can):
        raise NotFound
    return kind
