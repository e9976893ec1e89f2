"""Staffing a round: the planner drafts a plan that puts people at its points for its time."""

from __future__ import annotations

from datetime import timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from fangxian.features.campaigns.models import Campaign
from fangxian.features.duty import services as duty
from fangxian.features.duty.models.plan import Plan, SiteSource
from fangxian.features.duty.selectors.plans import running_plan
from fangxian.features.sampling import access
from fangxian.features.sampling.selectors import walking
from fangxian.kernel.authority import Actor, Can

DAY = timedelta(days=1)
LONGEST = 31


@transaction.atomic
def staff_round(*, actor: Actor, code: str) -> Plan:
    """
    Have a plan for the area of a round drafted, from the midnight before its first swab, for a worker.

    It is as long as the round, or as what is left of the running plan, which it would replace: published,
    nobody who stands elsewhere is left without a shift.

    Raises:
        NotFound, NotAllowed: see `access.claim`, and `duty.services.draft_plan`.
    """
    of_round = access.claim(actor, code, can=Can.ROUND_ORDER)
    campaign = Campaign.objects.get(code=code)
    start = timezone.localtime(campaign.starts_at).replace(hour=0, minute=0, second=0, microsecond=0)
    runs = running_plan(actor, of_round.area)
    ends = [campaign.ends_at] + ([runs.starts_at + runs.days * DAY] if runs else [])
    land = walking.country(actor, of_round.area)
    return duty.draft_plan(
        actor=actor,
        area=of_round.area,
        rule_pack=land.pack.code,
        starts_at=start,
        days=min(LONGEST, max(1, ceil((max(ends) - start) / DAY))),
        seed=runs.seed if runs else 0,
        site_source=runs.site_source if runs else SiteSource.BOTH,
        terrain=land.terrain,
    )
