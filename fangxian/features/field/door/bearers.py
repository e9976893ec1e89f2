"""Who a token belongs to: read once, remembered for a minute; the transaction that writes looks again."""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass

from django.db import connection, transaction

from fangxian.features.incidents.selectors import vault
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.crypto import Vault
from fangxian.kernel.db import scope

REMEMBERED = 60.0  # seconds
MOST = 200_000


@dataclass(frozen=True, slots=True)
class Bearer:
    """
    A device as the door needs it; `reach` is the village of its grid, within which targets move.

    `vault` seals what is personal in its reports, without a look at the database for each.
    """

    device: str
    area: str
    reach: str
    incident: str
    person: str
    person_name: str
    role: Role
    vault: Vault


_FIND = """
    SELECT code, area, area, incident, person, person_name, role,
        CASE WHEN revoked_at IS NOT NULL THEN 'field.device_revoked'
             WHEN expires_at <= now() THEN 'field.device_expired' ELSE '' END
    FROM field_device WHERE token_hash = %s
"""
_REACH = "SELECT parent FROM territory_area WHERE code = %s AND level = 'grid'"
_known: dict[str, tuple[float, Bearer]] = {}


def remembered(token: str) -> Bearer | None:
    """The bearer of a token that was seen within the last minute."""
    found = _known.get(token)
    return found[1] if found and found[0] > time.monotonic() else None


def forget(device: str) -> None:
    """Forget a device: it was revoked, has expired, or is gone."""
    for token in [token for token, (_until, bearer) in _known.items() if bearer.device == device]:
        del _known[token]


def find(token: str) -> Bearer | str:
    """The bearer of a token, or the code of why there is none; reads the database."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    with transaction.atomic():
        scope.enter_device(digest)
        with connection.cursor() as cursor:
            cursor.execute(_FIND, [digest])
            row = cursor.fetchone()
            if row is None:
                return "field.token_unknown"
            if row[7]:
                return str(row[7])
            scope.enter(_itself(row[1], row[3]))
            cursor.execute(_REACH, [row[1]])
            reach = next(iter(cursor.fetchall()), (row[1],))[0]
        sealing = vault(row[3])
    if len(_known) >= MOST:
        _known.clear()
    bearer = Bearer(row[0], row[1], reach, row[3], row[4], row[5], Role(row[6]), sealing)
    _known[token] = (time.monotonic() + REMEMBERED, bearer)
    return bearer


def _itself(area: str, incident: str) -> Actor:
    return Actor(person="field", name="", role=Role.GRID_WORKER, area=area, incident=incident)
