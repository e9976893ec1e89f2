"""Questions about incidents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from django.db.models import F, QuerySet

from fangxian.features.incidents import access
from fangxian.features.incidents.models import Incident
from fangxian.features.incidents.refusals import KeyDoesNotFit
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.crypto import Vault, unwrap
from fangxian.kernel.errors import NotFound
from fangxian.kernel.keys import secret


def running(actor: Actor) -> QuerySet[Incident]:
    """The incidents in sight that have not ended, the newest first."""
    return access.visible(actor).filter(ended_on__isnull=True).order_by("-started_on", "code")


@dataclass(frozen=True, slots=True)
class Listed:
    """An incident, and whether the actor may end it."""

    incident: Incident
    may_end: bool


def listed(actor: Actor) -> list[Listed]:
    """Every incident in sight: running ones first, then the newest."""
    rows = access.visible(actor).order_by(F("ended_on").desc(nulls_first=True), "-started_on", "code")
    return [Listed(one, one.ended_on is None and actor.may(Can.INCIDENT_OPEN, one.area)) for one in rows]


def vault(incident: str) -> Vault:
    """
    The vault that seals and opens the details of an incident's residents.

    The row is read each time, so scope holds and a destroyed key is destroyed; unwrapping is remembered.

    Raises:
        NotFound: no such incident, or out of sight.
        KeyDoesNotFit: it was opened under another master key.
    """
    wrapped = Incident.objects.filter(code=incident).values_list("wrapped_key", flat=True).first()
    if wrapped is None:
        raise NotFound
    try:
        return _opened(incident, bytes(wrapped))
    except InvalidTag as error:
        raise KeyDoesNotFit from error


@lru_cache(maxsize=16)
def _opened(incident: str, wrapped: bytes) -> Vault:
    return Vault(unwrap(wrapped, secret("master"), incident))
