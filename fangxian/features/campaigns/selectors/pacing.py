"""The pace: how many were reached in each quarter hour, and when the last will be."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from fangxian.engines import coverage
from fangxian.engines.coverage import Forecast, Slot
from fangxian.features.campaigns.interpreting import QUARTER
from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.territory.models import Area, Level
from fangxian.kernel.codes import span

SHOWN = timedelta(hours=12)
RECENT = coverage.QUIET + coverage.WINDOW + coverage.SLOT
"""How far back there is a pace: an hour before the last quarter hour that is not too long ago."""
LOOKED_BACK = timedelta(hours=26)
"""How far back the last quarter hour with anybody reached is looked for: over a night and a day."""

_SLOTS = """
    SELECT slot, sum(reached)::int FROM campaigns_pace
    WHERE campaign = %(campaign)s AND slot >= %(since)s AND area >= %(start)s AND area < %(end)s
    GROUP BY slot HAVING sum(reached) > 0 ORDER BY slot
"""
# Pace is kept by village; for what is smaller there are few enough targets to count.
_SMALL = f"""
    SELECT date_bin({QUARTER.format("occurred_at")}) AS slot, count(*)::int FROM campaigns_target
    WHERE campaign = %(campaign)s AND area >= %(start)s AND area < %(end)s
      AND standing = 'reached' AND occurred_at >= %(since)s
    GROUP BY 1 ORDER BY 1
"""  # noqa: S608 names are ours


def slots(campaign: Campaign, area: Area, since: datetime) -> list[Slot]:
    """The quarter hours since an instant in which anybody was reached, in order of time."""
    start, end = span(area.code)
    small = area.level in (Level.HAMLET, Level.GRID)
    facts: dict[str, Any] = {"campaign": campaign.code, "since": since, "start": start, "end": end}
    with connection.cursor() as cursor:
        cursor.execute(_SMALL if small else _SLOTS, facts)
        return list(cursor.fetchall())


def forecast(campaign: Campaign, area: Area, figures: Figures, now: datetime) -> Forecast:
    """When the last target of an area is reached at the present pace (see `engines.coverage`)."""
    told = slots(campaign, area, now - RECENT)
    if not told and figures.reached:
        told = slots(campaign, area, now - LOOKED_BACK)[-1:]
    return coverage.forecast(told, figures.remaining, now)


def trend(campaign: Campaign, area: Area, now: datetime) -> list[tuple[datetime, int | None]]:
    """The last twelve hours before the last was reached, quarter by quarter; None where nobody was."""
    wider = (now - SHOWN, now - LOOKED_BACK, campaign.starts_at - LOOKED_BACK)
    told = next(filter(None, (slots(campaign, area, since) for since in wider)), [])
    found = dict(told)
    if not found:
        return []
    last = max(found)
    first = max(min(found), last - SHOWN)
    steps = (last - first) // coverage.SLOT
    return [(first + n * coverage.SLOT, found.get(first + n * coverage.SLOT)) for n in range(steps + 1)]
