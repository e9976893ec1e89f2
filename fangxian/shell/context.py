"""What every page knows: who acts as what, where they can go, and the languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from fangxian.features.charges import looking
from fangxian.features.incidents.models import Incident
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor, Can
from fangxian.shell.navigation import open_to


def page(request: HttpRequest) -> dict[str, Any]:
    """
    Variables of every template: `actor`, `nav`, `may_search`, `languages`, `incident_name`, `area_name`,
    `own_charges`, `viewing_until`.

    Nothing is read from the database until a template asks, and nothing at all for a person not signed in.
    """
    actor: Actor | None = getattr(request, "actor", None)
    return {
        "actor": actor,
        "languages": settings.LANGUAGES,
        "may_search": actor is not None and actor.may(Can.BOARD_VIEW),
        "nav": SimpleLazyObject(lambda: open_to(actor)) if actor else [],
        "own_charges": getattr(request, "charges", ()),
        "viewing_until": looking.until(request) if actor is not None and actor.viewer else None,
        "area_name": SimpleLazyObject(lambda: _area_name(actor)) if actor else "",
        "incident_name": SimpleLazyObject(lambda: _incident_name(actor)) if actor else "",
    }


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
