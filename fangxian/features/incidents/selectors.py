"""Questions about incidents."""

from __future__ import annotations

from fangxian.features.incidents.models import Incident
from fangxian.kernel.crypto import Vault, unwrap
from fangxian.kernel.errors import NotFound
from fangxian.kernel.keys import secret


def vault(incident: str) -> Vault:
    """
    The vault that seals residents' details of an incident.

    Raises:
        NotFound: no such incident in sight.
    """
    found = Incident.objects.filter(code=incident).first()
    if found is None:
        raise NotFound
    return Vault(unwrap(found.wrapped_key, secret("master"), found.code))


def find(code: str) -> Incident | None:
    """The incident of that code, running or ended; None if there is none."""
    return Incident.objects.filter(code=code).first()


def running() -> Incident:
    """
    The one incident that runs.

    Raises:
        NotFound: none runs, or several do and one must be named.
    """
    found = list(Incident.objects.filter(ended_on__isnull=True)[:2])
    if len(found) != 1:
        raise NotFound
    return found[0]
