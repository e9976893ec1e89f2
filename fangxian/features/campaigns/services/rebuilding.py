"""Coverage counted anew from the states of targets; targets that follow their household to another grid."""

from __future__ import annotations

from typing import Any

from django.db import connection

from fangxian.features.campaigns.interpreting import QUARTER
from fangxian.features.campaigns.models import Campaign, Coverage
from fangxian.kernel.codes import span

_LOCK = "SELECT pg_advisory_xact_lock(hashtext('campaigns ' || %(campaign)s))"
_CLEAR = (
    "DELETE FROM campaigns_coverage WHERE campaign = %(campaign)s",
    "DELETE FROM campaigns_pace WHERE campaign = %(campaign)s",
)
_MINE = "campaign = %(campaign)s AND area >= %(start)s AND area < %(end)s"
COVERAGE = f"""
    SELECT area, campaign, min(village) AS village,
        count(*) FILTER (WHERE NOT exempt OR standing <> 'to_do')::int AS targets,
        count(*) FILTER (WHERE standing = 'reached')::int AS reached,
        count(*) FILTER (WHERE standing = 'not_home')::int AS not_home,
        count(*) FILTER (WHERE standing = 'refused')::int AS refused,
        count(*) FILTER (WHERE standing = 'unreachable')::int AS unreachable,
        count(*) FILTER (WHERE outcome = 'needs_service')::int AS service,
        sum(asked)::int AS asked,
        count(*) FILTER (WHERE exempt AND standing = 'to_do')::int AS exempt
    FROM campaigns_target WHERE {_MINE} GROUP BY area, campaign
"""  # noqa: S608 names are ours
PACE = f"""
    SELECT village, campaign, date_bin({QUARTER.format("occurred_at")}) AS slot, count(*)::int AS reached
    FROM campaigns_target WHERE {_MINE} AND standing = 'reached' GROUP BY 1, 2, 3
"""  # noqa: S608 names are ours
_COUNT = (
    f"""INSERT INTO campaigns_coverage (area, campaign, village, targets, reached, not_home, refused,
        unreachable, service, asked, exempt) {COVERAGE}""",
    f"INSERT INTO campaigns_pace (area, campaign, slot, reached) {PACE}",
)
_RESET = f"""
    UPDATE campaigns_target SET standing = 'to_do', outcome = '', asked = 0, not_home = 0,
        occurred_at = timestamptz '0001-01-02 00:00+00', report = '00000000-0000-0000-0000-000000000000'::uuid
    WHERE {_MINE}
"""  # noqa: S608 names are ours
_FOLLOW = """
    UPDATE campaigns_target t SET area = h.area, changed = pg_current_xact_id()::text::bigint
    FROM territory_household h
    WHERE h.incident = %(incident)s AND h.code = t.household AND h.area <> t.area
      AND t.area >= %(start)s AND t.area < %(end)s AND t.campaign = %(campaign)s
"""
_FOLLOW_LISTED = """
    UPDATE campaigns_listedtarget l SET area = t.area FROM campaigns_target t
    WHERE t.code = l.target AND l.campaign = %(campaign)s AND l.area <> t.area
"""


def recount(campaign: Campaign) -> int:
    """
    Count a campaign anew from the states of its targets; how many targets it has.

    In the caller's transaction, which must see the campaign's whole area. Reports wait meanwhile: their
    projection and this take the campaign's row of coverage, this one all of them.
    """
    facts = _facts(campaign)
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, facts)
        cursor.execute("LOCK TABLE campaigns_coverage IN EXCLUSIVE MODE")
        for statement in (*_CLEAR, *_COUNT):
            cursor.execute(statement, facts)
    return sum(Coverage.objects.filter(campaign=campaign.code).values_list("targets", flat=True))


def reset_states(campaign: Campaign) -> None:
    """Put all targets of a campaign back to before any report; the caller replays the log and counts anew."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, _facts(campaign))
        cursor.execute("LOCK TABLE campaigns_coverage IN EXCLUSIVE MODE")
        cursor.execute(_RESET, _facts(campaign))


def follow_grids(campaign: Campaign, area: str) -> int:
    """Move the targets of an area to the grids their households are in now, and count; how many moved."""
    start, end = span(area)
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE campaigns_coverage IN EXCLUSIVE MODE")
        cursor.execute(_FOLLOW, _facts(campaign) | {"start": start, "end": end})
        moved = int(cursor.rowcount)
        if moved:
            cursor.execute(_FOLLOW_LISTED, _facts(campaign))
    if moved:
        recount(campaign)
    return moved


def _facts(campaign: Campaign) -> dict[str, Any]:
    start, end = span(campaign.area)
    return {"campaign": campaign.code, "incident": campaign.incident, "start": start, "end": end}
