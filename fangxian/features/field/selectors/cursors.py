"""Where a phone stands with the server: what it pulled last, and what makes it start over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.db import connection

from fangxian.features.territory.models import NEEDS
from fangxian.kernel.codes import span

# The snapshot says which transactions were still running: what they change has not been seen. The sum is over
# what a phone gets only when it starts over: it differs when the register or a grid did.
_HERE = f"""
    SELECT (SELECT system_identifier FROM pg_control_system())::text,
           pg_current_snapshot()::text,
           (SELECT count(*) FROM territory_household
            WHERE area >= %(start)s AND area < %(end)s AND incident = %(incident)s),
           coalesce((SELECT sum(hashtextextended(concat_ws('|', code, area, address, lat, lon, members), 7))
                     FROM territory_household
                     WHERE area >= %(start)s AND area < %(end)s AND incident = %(incident)s), 0)
         + coalesce((SELECT sum(hashtextextended(concat_ws('|', household, {", ".join(NEEDS)}), 7))
                     FROM territory_resident
                     WHERE area >= %(start)s AND area < %(end)s AND incident = %(incident)s
                       AND ({" OR ".join(NEEDS)})), 0)
         + coalesce((SELECT sum(hashtextextended(concat_ws('|', code, name, level), 7)) FROM territory_area
                     WHERE code >= %(start)s AND code < %(end)s AND valid_until IS NULL), 0)
"""  # noqa: S608 names are ours


MOST_RUNNING = 50
"""Running transactions that a cursor names; with more, all since the first of them counts as not seen."""


@dataclass(frozen=True, slots=True)
class Here:
    """The server now: database, which transactions have been seen, digest of the register."""

    system: str
    snapshot: str
    households: int
    holds: str


@dataclass(frozen=True, slots=True)
class Since:
    """
    What a cursor says: what a transaction changed that `snapshot` did not see is news; `campaigns` ran then.

    Any such transaction is at or after `xmin`. `digests` are those of what is sent whole when it changed.
    """

    xmin: int
    snapshot: str
    campaigns: frozenset[str]
    digests: str


def here(incident: str, area: str, *, doors: bool) -> Here:
    """
    The server now; read before what is pulled, so that what is committed later is news the next time.

    What is committed between the two comes twice, and is never left out. The register counts only for a
    phone that holds `doors`.
    """
    start, end = span(area) if doors else ("", "")
    with connection.cursor() as cursor:
        cursor.execute(_HERE, {"start": start, "end": end, "incident": incident})
        system, snapshot, households, holds = cursor.fetchone()
    return Here(system, snapshot, households, f"{int(holds) & (2**64 - 1):x}")


def write(now: Here, area: str, campaigns: list[str], digests: str) -> str:
    """The cursor that a phone brings the next time: opaque to it."""
    xmin, xmax, running = now.snapshot.split(":")
    if running.count(",") >= MOST_RUNNING:
        xmax, running = xmin, ""
    return ":".join([now.system, xmin, xmax, running, area, now.holds, ",".join(campaigns), digests])


def read(cursor: str, now: Here, area: str) -> Since | None:
    """What a cursor says; None without one, or when database, area or register is another: all is sent."""
    parts = cursor.split(":")
    if len(parts) != 8:
        return None
    system, xmin, xmax, running, there, holds, campaigns, digests = parts
    if (system, there, holds) != (now.system, area, now.holds):
        return None
    numbers = [xmin, *(running.split(",") if running else ()), xmax]
    if not all(one.isascii() and one.isdigit() and len(one) < 19 for one in numbers):
        return None
    order = [int(one) for one in numbers]
    ascending = all(one < other for one, other in pairwise(order[1:]))
    if not ascending or order[0] > order[1] or order[-1] > int(now.snapshot.split(":")[1]):
        return None
    return Since(int(xmin), f"{xmin}:{xmax}:{running}", frozenset(campaigns.split(",")) - {""}, digests)
