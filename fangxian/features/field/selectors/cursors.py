"""Where a phone stands with the server: what it pulled last, and what makes it start over."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from fangxian.features.territory.models import NEEDS
from fangxian.kernel.codes import span

# The smallest transaction still running when this is read has not been seen whole, nor has any after it. The
# sum is over what a phone gets only when it starts over: it differs when the register or a grid did.
_HERE = f"""
    SELECT (SELECT system_identifier FROM pg_control_system())::text,
           pg_snapshot_xmin(pg_current_snapshot())::text,
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


@dataclass(frozen=True, slots=True)
class Here:
    """The server now: database, first transaction not seen whole yet, digest of the register."""

    system: str
    xmin: str
    households: int
    holds: str


@dataclass(frozen=True, slots=True)
class Since:
    """What a cursor says: rows changed by `xmin` or later are news; `campaigns` ran when it was given."""

    xmin: int
    campaigns: frozenset[str]


def here(incident: str, area: str) -> Here:
    """
    The server now; read before what is pulled, so that what is committed later is news the next time.

    A transaction that ran meanwhile is at or after `xmin`: its rows come again, and are never left out.
    """
    start, end = span(area)
    with connection.cursor() as cursor:
        cursor.execute(_HERE, {"start": start, "end": end, "incident": incident})
        system, xmin, households, holds = cursor.fetchone()
    return Here(system, xmin, households, f"{int(holds) & (2**64 - 1):x}")


def write(now: Here, area: str, campaigns: list[str]) -> str:
    """The cursor that a phone brings the next time."""
    return ":".join([now.system, now.xmin, area, now.holds, ",".join(campaigns)])


def read(cursor: str, now: Here, area: str) -> Since | None:
    """What a cursor says; None without one, or when database, area or register is another: all is sent."""
    parts = cursor.split(":")
    if len(parts) != 5 or not (parts[1].isascii() and parts[1].isdigit()):
        return None
    system, xmin, there, holds, campaigns = parts
    if (system, there, holds) != (now.system, area, now.holds) or int(xmin) > int(now.xmin):
        return None
    return Since(int(xmin), frozenset(campaigns.split(",")) - {""})
