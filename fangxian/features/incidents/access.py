"""The only doors to an incident."""

from __future__ import annotations

from django.db.models import QuerySet

from fangxian.features.incidents.models import Incident
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Incident]:
    """The incidents of the actor's area, and the one they act in."""
    return Incident.objects.all()


def get(actor: Actor, code: str) -> Incident:
    """
    One incident.

    Raises:
        NotFound: no such incident, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str, *, can: Can) -> Incident:
    """
    One incident, locked until the transaction ends.

    Raises:
        NotFound: no such incident, or out of sight.
        NotAllowed: the charge does not carry `can` over the incident's whole area.
    """
    incident = get(actor, code)
    actor.require(can, incident.area)
    return _one(visible(actor).select_for_update(), code)


def _one(incidents: QuerySet[Incident], code: str) -> Incident:
    incident = incidents.filter(code=code).first()
    if incident is None:
        raise NotFound
    return incident
