"""Closing a campaign, and letting it run again."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.campaigns import access
from fangxian.features.campaigns.events import Event
from fangxian.features.campaigns.models import Campaign, CampaignState
from fangxian.features.campaigns.refusals import NotRunning
from fangxian.kernel.authority import Actor
from fangxian.kernel.trail import services as trail


@transaction.atomic
def close_campaign(*, actor: Actor, code: str, at: datetime | None = None) -> Campaign:
    """
    Close a campaign: phones put it away. What was done before and arrives later still counts.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it is being prepared, or closed already.
    """
    campaign = access.claim(actor, code)
    if campaign.state != CampaignState.OPEN:
        raise NotRunning(campaign=code)
    campaign.state, campaign.closed_at = CampaignState.CLOSED, at or timezone.now()
    campaign.save(update_fields=["state", "closed_at"])
    trail.record(actor=actor, kind=Event.CLOSED, area=campaign.area, subject=code, at=campaign.closed_at)
    return campaign


@transaction.atomic
def reopen_campaign(*, actor: Actor, code: str, at: datetime | None = None) -> Campaign:
    """
    Let a closed campaign run again: the undo of closing.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it was never closed.
    """
    campaign = access.claim(actor, code)
    if campaign.state != CampaignState.CLOSED:
        raise NotRunning(campaign=code)
    campaign.state, campaign.closed_at = CampaignState.OPEN, None
    campaign.save(update_fields=["state", "closed_at"])
    trail.record(actor=actor, kind=Event.REOPENED, area=campaign.area, subject=code, at=at)
    return campaign
