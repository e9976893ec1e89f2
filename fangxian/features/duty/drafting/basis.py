"""The basis of a plan: one fingerprint of all it is computed from, so that no stale draft is published."""

from __future__ import annotations

import hashlib

from fangxian.features.duty.drafting.arrays import rows
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import PlanState
from fangxian.kernel.codes import span, within

_FACTS = """
    SELECT count(*), sum(hashtextextended(ROW(code, level, parent)::text, 0))
        FROM territory_area
        WHERE code >= %(start)s AND code < %(end)s AND level <> 'grid' AND valid_until IS NULL
    UNION ALL
    SELECT count(*), sum(hashtextextended(village, id + members))
        FROM territory_household
        WHERE area >= %(start)s AND area < %(end)s AND incident = %(incident)s
    UNION ALL
    SELECT count(*), sum(hashtextextended(ROW(code, kind, skills, home_area,
                unit_area, is_member, max_hours_week, available_from, available_until, is_available,
                absent_from, absent_until)::text, 0))
        FROM roster_responder
        WHERE (home_area >= %(start)s AND home_area < %(end)s)
           OR (unit_area >= %(start)s AND unit_area < %(end)s)
    UNION ALL
    SELECT count(*), sum(hashtextextended(ROW(code, kind, area, lat, lon, tables, rooms)::text, 0))
        FROM duty_site
        WHERE area >= %(start)s AND area < %(end)s AND is_open
    UNION ALL
    SELECT count(*), sum(hashtextextended(ROW(area, holder_id, deputy_id)::text, 0))
        FROM charges_charge
        WHERE area >= %(start)s AND area < %(end)s AND incident = %(incident)s
          AND leads AND plan = '' AND valid_until IS NULL
    UNION ALL
    SELECT count(*), sum(hashtextextended(ROW(responder_id, post_id, crew)::text, 0))
        FROM duty_posting
        WHERE area >= %(start)s AND area < %(end)s AND live
"""


def fingerprint(plan: Plan) -> str:
    """A digest of territory, register, roster, sites, leads by hand and running postings in the area."""
    start, end = span(plan.area)
    found = rows(_FACTS, {"start": start, "end": end, "incident": plan.incident})
    told = f"{replaced(plan)}|{plan.rule_pack}|{found}"
    return hashlib.sha256(told.encode()).hexdigest()


def running_plan(plan: Plan) -> Plan | None:
    """The published plan of exactly the plan's area, or of the narrowest area around it that is in sight."""
    around = [plan.area[:end] for end in range(len(plan.area), 0, -1)]
    found = Plan.objects.filter(state=PlanState.PUBLISHED, incident=plan.incident, area__in=around)
    return found.order_by("-area").exclude(pk=plan.pk).first()


def replaced(plan: Plan) -> str:
    """Codes of the published plans whose postings a publication would end, wholly or in part."""
    running = running_plan(plan)
    inside = Plan.objects.filter(
        within(plan.area), state=PlanState.PUBLISHED, incident=plan.incident
    ).exclude(pk=plan.pk)
    codes = {one.code for one in inside} | ({running.code} if running else set())
    return ",".join(sorted(codes))
