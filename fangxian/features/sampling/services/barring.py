"""Wrong answers at the residents' door: counted by code and by address, held while somebody is answered."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.utils.crypto import salted_hmac

from fangxian.features.sampling import barring
from fangxian.features.sampling.barring import OF_ADDRESS, OF_CODE, Patience
from fangxian.features.sampling.models import Attempt

_CLEAR = """
    DELETE FROM sampling_attempt WHERE key IN (
        SELECT key FROM sampling_attempt WHERE last_at < %s ORDER BY key LIMIT 200 FOR UPDATE SKIP LOCKED
    )
"""


@dataclass(frozen=True, slots=True)
class Held:
    """The counts of one who asks, locked until the transaction ends; `until` is when they may ask."""

    rows: dict[str, tuple[Attempt, Patience]]
    code: str
    until: datetime

    def fail(self, at: datetime) -> bool:
        """Count a wrong answer; whether with it the code is barred for the first time."""
        for row, _patience in self.rows.values():
            row.failures = barring.counted(row.failures, row.last_at, at) + 1
            row.last_at = at
            row.save(update_fields=["failures", "last_at"])
        with connection.cursor() as cursor:
            cursor.execute(_CLEAR, [at - barring.FORGOTTEN])
        return self.rows[self.code][0].failures == OF_CODE.free

    def forgive(self) -> None:
        """Forget the wrong answers of the code: its own person has come. Those of the address stay."""
        row, _patience = self.rows[self.code]
        if row.failures:
            row.failures = 0
            row.save(update_fields=["failures"])


def hold(code: str, address: str, at: datetime) -> Held:
    """Lock the counts of a code and of an address, in order of their keys."""
    keys = {_key("code", code): OF_CODE}
    network = _network(address)
    if network:
        keys[_key("address", network)] = OF_ADDRESS
    new = [Attempt(key=key, failures=0, last_at=at) for key in sorted(keys)]
    Attempt.objects.bulk_create(new, ignore_conflicts=True)
    rows = {
        row.key: (row, keys[row.key])
        for row in Attempt.objects.filter(key__in=keys).order_by("key").select_for_update()
    }
    untils = [
        barring.barred_until(patience, barring.counted(row.failures, row.last_at, at), row.last_at)
        for row, patience in rows.values()
    ]
    return Held(rows, _key("code", code), max(untils))


def _key(kind: str, value: str) -> str:
    return salted_hmac("fangxian residents' door", f"{kind}:{value}", algorithm="sha256").hexdigest()


def _network(address: str) -> str:
    """
    What counts as one address; '' for this machine's, which is a proxy before us: there all look alike.

    Whoever has one address of IPv6 has the whole /64 around it.
    """
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if known.is_loopback:
        return ""
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else str(known)
