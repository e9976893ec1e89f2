"""Opening a campaign: its area, who is a target, its window; a job lays the targets out."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.campaigns import tasks
from fangxian.features.campaigns.models import Aim, Campaign, CampaignKind
from fangxian.features.campaigns.refusals import EndsBeforeItStarts
from fangxian.features.territory import access as territory
from fangxian.kernel.authority import Actor, Can

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is read as another


@transaction.atomic
def open_campaign(
    *,
    actor: Actor,
    area: str,
    name: str,
    kind: CampaignKind = CampaignKind.DOOR_KNOCK,
    aim: Aim = Aim.HOUSEHOLDS,
    need: str = "",
    question: str = "",
    starts_at: datetime,
    ends_at: datetime,
    again_after_min: int = 120,
    at: datetime | None = None,
    queue: bool = False,
) -> Campaign:
    """
    Open a campaign in its first state; a worker lays its targets out (`queue`), or the caller by `prepare`.

    Raises:
        NotFound: no such area, or out of sight.
        NotAllowed: the actor may not run campaigns there.
        EndsBeforeItStarts: the window is upside down.
    """
    actor.require(Can.CAMPAIGN_RUN, territory.get(actor, area).code)
    if ends_at <= starts_at:
        raise EndsBeforeItStarts(field="ends_at")
    campaign = Campaign(
        code="k" + "".join(secrets.choice(_ALPHABET) for _ in range(6)),
        incident=actor.incident,
        area=area,
        kind=kind,
        name=name,
        question=question,
        aim=aim,
        need=need,
        again_after_min=again_after_min,
        starts_at=starts_at,
        ends_at=ends_at,
        made_by=actor.name,
        made_at=at or timezone.now(),
        heard_at=timezone.now(),
    )
    campaign.save(force_insert=True)
    if queue:
        tasks.queue(campaign.code, actor)
    return campaign
