"""The only doors to campaigns and targets."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from fangxian.features.campaigns.models import Campaign, Handover, Target
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


def get_target(actor: Actor, code: str) -> Target:
    """
    One target.

    Raises:
        NotFound: no such target, or out of sight.
    """
    target = targets(actor).filter(code=code).first()
    if target is None:
        raise NotFound
    return target


def handovers(actor: Actor) -> QuerySet[Handover]:
    """The hand-overs made under charges that the actor's covers."""
    if not actor.may(Can.CAMPAIGN_VIEW):
        return Handover.objects.none()
    return Handover.objects.filter(incident=actor.incident)


def get_handover(actor: Actor, code: str) -> Handover:
    """
    One hand-over.

    Raises:
        NotFound: no such hand-over, or out of sight.
    """
    return _one_handover(handovers(actor), code)


def claim_handover(actor: Actor, code: str) -> Handover:
    """
    One hand-over, locked until the transaction ends.

    Raises:
        NotFound: no such hand-over, or out of sight.
        NotAllowed: the actor may not give targets there.
    """
    actor.require(Can.TARGET_ASSIGN, get_handover(actor, code).area)
    return _one_handover(handovers(actor).select_for_update(), code)


def _one_handover(rows: QuerySet[Handover], code: str) -> Handover:
    handover = rows.filter(code=code).first()
    if handover is None:
        raise NotFound
    return handover


def _one(campaigns: QuerySet[Campaign], code: str) -> Campaign:
    campaign = campaigns.filter(code=code).first()
    if campaign is None:
        raise NotFound
    return campaign
