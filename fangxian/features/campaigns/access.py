"""The only doors to campaigns and targets."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from fangxian.features.campaigns.models import Campaign, Target
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound


def visible(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns of the actor's incident in their area, and those of the areas above."""
    if not actor.may(Can.CAMPAIGN_VIEW):
        return Campaign.objects.none()
    return Campaign.objects.filter(incident=actor.incident)


def get(actor: Actor, code: str) -> Campaign:
    """
    One campaign.

    Raises:
        NotFound: no such campaign, or out of sight.
    """
    return _one(visible(actor), code)


def claim(actor: Actor, code: str, *, can: Can = Can.CAMPAIGN_RUN) -> Campaign:
    """
    One campaign, locked until the transaction ends.

    Raises:
        NotFound: no such campaign, or out of sight.
        NotAllowed: the actor's charge does not carry `can` over the campaign's whole area.
    """
    actor.require(can, get(actor, code).area)
    return _one(visible(actor).select_for_update(), code)


def targets(actor: Actor) -> QuerySet[Target]:
    """The targets of the actor's area."""
    return Target.objects.all() if actor.may(Can.CAMPAIGN_VIEW) else Target.objects.none()


def claim_targets(actor: Actor, codes: Iterable[str]) -> list[Target]:
    """Those of some targets that are in sight, locked in order of code until the transaction ends."""
    return list(targets(actor).filter(code__in=set(codes)).order_by("code").select_for_update())


def _one(campaigns: QuerySet[Campaign], code: str) -> Campaign:
    campaign = campaigns.filter(code=code).first()
    if campaign is None:
        raise NotFound
    return campaign
