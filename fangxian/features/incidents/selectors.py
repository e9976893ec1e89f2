"""Questions about incidents."""

from __future__ import annotations

from functools import lru_cache

from cryptography.exceptions import InvalidTag
from django.db.models import QuerySet

from fangxian.features.incidents import access
from fangxian.features.incidents.models import Incident
from fangxian.features.incidents.refusals import KeyDoesNotFit
from fangxian.kernel.authority import Actor
from fangxian.kernel.crypto import Vault, unwrap
from fangxian.kernel.errors import NotFound
from fangxian.kernel.keys import secret


def running(actor: Actor) -> QuerySet[Incident]:
    """The incidents in sight that have not ended, the newest first."""
    return access.visible(actor).filter(ended_on__isnull=True).order_by("-started_on", "code")


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
