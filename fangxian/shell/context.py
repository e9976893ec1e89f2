"""What every page knows: who acts as what, where they can go, and the languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fangxian.features.charges import looking
from fangxian.features.charges.glass import selectors as glass
from fangxian.features.charges.models import Charge
from fangxian.features.incidents.models import Incident
from fangxian.features.privacy import selectors as readings
from fangxian.features.privacy.models import ReadingsReport
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.shell.navigation import open_to

_FIRST_PAGES = ("board:area", "trail:entries", "charges:area")
"""Where those who review broken glass begin."""


def page(request: HttpRequest) -> dict[str, Any]:
    """
    Variables of every template: `actor`, `nav`, `may_search`, `may_break_glass`, `languages`,
    `incident_name`, `area_name`, `own_charges`, `viewing_until`, `glass_until`, `glass_waiting`,
    `readings_waiting`, `own_places` (the areas of one's charges: code → name, as far as they are in sight).

    Nothing is read from the database until a template asks, and nothing at all for a person not signed in.
    """
    actor: Actor | None = getattr(request, "actor", None)
    shown_first = actor is not None and _place(request) in _FIRST_PAGES
    return {
        "actor": actor,
        "languages": settings.LANGUAGES,
        "may_search": actor is not None and actor.may(Can.BOARD_VIEW),
        "may_break_glass": actor is not None and actor.may(Can.GLASS_BREAK),
        "nav": SimpleLazyObject(lambda: open_to(actor)) if actor else [],
        "own_charges": getattr(request, "charges", ()),
        "own_places": SimpleLazyObject(lambda: _places(getattr(request, "charges", ()))),
        "viewing_until": looking.until(request) if actor is not None and actor.viewer else None,
        "glass_until": _glass_until(request, actor) if actor else None,
        "glass_waiting": SimpleLazyObject(lambda: _glass_waiting(actor)) if actor and shown_first else 0,
        "readings_waiting": SimpleLazyObject(lambda: _readings_waiting(actor))
        if actor and shown_first
        else None,
        "area_name": SimpleLazyObject(lambda: _area_name(actor)) if actor else "",
        "incident_name": SimpleLazyObject(lambda: _incident_name(actor)) if actor else "",
    }


def _place(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _glass_until(request: HttpRequest, actor: Actor) -> datetime | None:
    if actor.role is not Role.EMERGENCY:
        return None
    own = {charge.code: charge.valid_until for charge in getattr(request, "charges", ())}
    return own.get(actor.charge)


def _glass_waiting(actor: Actor) -> int:
    return 0 if connection.needs_rollback else glass.unreviewed(actor).count()


def _readings_waiting(actor: Actor) -> ReadingsReport | None:
    return None if connection.needs_rollback else readings.waiting(actor).order_by("-week_from").first()


def _places(charges: Iterable[Charge]) -> dict[str, str]:
    codes = {charge.area for charge in charges}
    if connection.needs_rollback:
        return {code: _last_read[code] for code in codes & _last_read.keys()}
    found = Area.objects.filter(code__in=codes).values_list("code", "name")
    return {code: _last_read[code] for code in codes & _last_read.keys()} | dict(found)


def _area_name(actor: Actor) -> str:
    return _name(actor.area, Area.objects.filter(code=actor.area))


def _incident_name(actor: Actor) -> str:
    return _name(actor.incident, Incident.objects.filter(code=actor.incident))


_last_read: dict[str, str] = {}


def _name(code: str, rows: Any) -> str:
    # A refusal is told after its transaction was marked to be undone, when no query may run: the name as last
    # read does for that one page.
    if not connection.needs_rollback:
        _last_read[code] = rows.values_list("name", flat=True).first() or code
    return _last_read.get(code, code)
