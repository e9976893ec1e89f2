"""What campaigns do when other features report an event: the settings' one table names them."""

from __future__ import annotations

from collections.abc import Mapping

from fangxian.features.campaigns import services
from fangxian.features.campaigns.models import Campaign, CampaignState
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


def follow_grids(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """Grids were laid anew: open targets move to the grid their household is in now."""
    running = Campaign.objects.filter(incident=actor.incident).exclude(state=CampaignState.CLOSED)
    for campaign in running.filter(within(area) | within(actor.area)).order_by("code"):
        services.follow_grids(campaign, area)
