"""Laying out targets: households or residents of a stretch of the territory, each once."""

from __future__ import annotations

from django.db import connection

from fangxian.features.campaigns import rules
from fangxian.features.campaigns.models import Aim, Campaign
from fangxian.features.territory.models import NEEDS, Area, Level
from fangxian.kernel.codes import span, within

WEIGHT = (
    "least(9, "
    + " + ".join(f"{weight} * ({{0}}.{need})::int" for need, weight in rules.WEIGHTS.items())
    + ")"
)
COLUMNS = """
    INSERT INTO campaigns_target (code, campaign, area, village, household, resident, priority, standing,
        outcome, occurred_at, report, asked, not_home, holder, holder_name, held_for, changed)
"""
BLANK = """
    'to_do', '', timestamptz '0001-01-02 00:00+00', '00000000-0000-0000-0000-000000000000'::uuid, 0, 0, '',
    '', '', pg_current_xact_id()::text::bigint
"""
_HOUSEHOLDS = f"""
    {COLUMNS}
    SELECT %(campaign)s || '/' || h.code, %(campaign)s, h.area, h.village, h.code, '',
           coalesce(r.weight, 0), {BLANK}
    FROM territory_household h LEFT JOIN (
        SELECT household, max({WEIGHT.format("r")}) AS weight FROM territory_resident r
        WHERE r.incident = %(incident)s AND r.area >= %(start)s AND r.area < %(end)s
          AND ({" OR ".join(f"r.{need}" for need in NEEDS)})
        GROUP BY household
    ) r ON r.household = h.code
    WHERE h.incident = %(incident)s AND h.area >= %(start)s AND h.area < %(end)s
    ORDER BY h.area, h.code ON CONFLICT DO NOTHING
"""  # noqa: S608 names are ours
_RESIDENTS = f"""
    {COLUMNS}
    SELECT %(campaign)s || '/' || r.code, %(campaign)s, r.area, h.village, r.household, r.code,
           {WEIGHT.format("r")}, {BLANK}
    FROM territory_resident r JOIN territory_household h ON h.code = r.household AND h.incident = r.incident
    WHERE r.incident = %(incident)s AND r.area >= %(start)s AND r.area < %(end)s AND {{needs}}
    ORDER BY r.area, r.code ON CONFLICT DO NOTHING
"""  # noqa: S608 names are ours


def parts(campaign: Campaign) -> list[tuple[str, str]]:
    """The campaign's area as half-open ranges of codes, cut where townships begin, without a hole."""
    start, end = span(campaign.area)
    inside = Area.objects.filter(
        within(campaign.area, "code"), level=Level.TOWNSHIP, valid_until__isnull=True
    )
    cuts = sorted({start, *inside.values_list("code", flat=True)})
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def lay_out(campaign: Campaign, start: str, end: str) -> int:
    """Make the targets of one part that are not there yet; how many were made."""
    if campaign.aim == Aim.LIST:
        return 0
    wanted = [campaign.need] if campaign.need in NEEDS else list(NEEDS)
    needs = "(" + " OR ".join(f"r.{need}" for need in wanted) + ")"
    if campaign.aim == Aim.EVERYBODY:
        needs = "true"
    facts = {"campaign": campaign.code, "incident": campaign.incident, "start": start, "end": end}
    statement = _HOUSEHOLDS if campaign.aim == Aim.HOUSEHOLDS else _RESIDENTS.format(needs=needs)
    with connection.cursor() as cursor:
        # Grids were just laid and nothing is known of them: the planner takes many households for one.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(statement, facts)
        made = int(cursor.rowcount)
        cursor.execute("SET LOCAL enable_nestloop = on")
        return made
