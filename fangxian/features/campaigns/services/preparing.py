"""Preparing a campaign: its targets are laid out part by part, then it runs; or it is given up before."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.campaigns import access, exempt, rules, tasks
from fangxian.features.campaigns.events import Event
from fangxian.features.campaigns.models import Aim, Campaign, CampaignState, Coverage, Target
from fangxian.features.campaigns.refusals import NobodyToReach, NotRunning, StillPreparing
from fangxian.features.campaigns.selectors import counting
from fangxian.features.campaigns.services import laying
from fangxian.features.campaigns.services.rebuilding import recount
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import Refusal
from fangxian.kernel.trail import services as trail


def prepare(*, actor: Actor, code: str, at: datetime | None = None) -> Campaign:
    """
    Lay out the targets of a campaign and let it run; again, it adds who is missing and changes nothing else.

    Each part is a transaction of its own (unless the caller holds one), so that its page sees how far it is
    and a job that was cut off goes on where it stopped.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it is closed.
        NobodyToReach: there is no household or resident that fits; the campaign stays as it was.
    """
    with scope.acting(actor):
        parts = laying.parts(_unclosed(actor, code))
    for number, (start, end) in enumerate(parts, start=1):
        with scope.acting(actor):
            campaign = _unclosed(actor, code)
            laying.lay_out(campaign, start, end)
            campaign.share, campaign.heard_at = 0.9 * number / len(parts), timezone.now()
            campaign.save(update_fields=["share", "heard_at"])
    with scope.acting(actor):
        return _let_run(actor, _unclosed(actor, code), at)


def _let_run(actor: Actor, campaign: Campaign, at: datetime | None) -> Campaign:
    before, runs = counting.figures(campaign.code, campaign.area), campaign.state == CampaignState.OPEN
    exempt.mark(campaign)
    campaign.targets = recount(campaign)
    now = counting.figures(campaign.code, campaign.area)
    if not now.targets + now.exempt and campaign.aim != Aim.LIST:
        raise NobodyToReach(area=campaign.area)
    campaign.state, campaign.share, campaign.error = CampaignState.OPEN, 1, ""
    campaign.save(update_fields=["targets", "state", "share", "error"])
    added = now.targets + now.exempt - before.targets - before.exempt
    if not runs or added:
        kind = Event.EXTENDED if runs else Event.OPENED
        trail.record(
            actor=actor,
            kind=kind,
            area=campaign.area,
            subject=campaign.code,
            at=at,
            targets=campaign.targets,
            added=added,
        )
    return campaign


@transaction.atomic
def prepare_again(*, actor: Actor, code: str) -> Campaign:
    """
    Have a worker prepare it again: after a refusal, after silence, or to add who is new in the register.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it is closed.
        StillPreparing: a worker is at it.
    """
    campaign = _unclosed(actor, code)
    if rules.is_busy(campaign, timezone.now()):
        raise StillPreparing
    campaign.error, campaign.share, campaign.heard_at = "", 0, timezone.now()
    campaign.save(update_fields=["error", "share", "heard_at"])
    tasks.queue(code, actor)
    return campaign


@transaction.atomic
def note_failure(*, actor: Actor, code: str, refusal: Refusal) -> None:
    """Keep why a campaign could not be prepared, for its page to tell; nothing if it is gone."""
    Campaign.objects.filter(code=code).update(error=refusal.code, heard_at=timezone.now())


@transaction.atomic
def discard_campaign(*, actor: Actor, code: str) -> None:
    """
    Give up a campaign that never ran; nothing of it is left but the line in the trail.

    Raises:
        NotFound, NotAllowed: see `access.claim`.
        NotRunning: it runs or has run; close it instead.
        StillPreparing: a worker is at it.
    """
    campaign = access.claim(actor, code)
    if campaign.state != CampaignState.PREPARING:
        raise NotRunning(campaign=code)
    if rules.is_busy(campaign, timezone.now()):
        raise StillPreparing
    for table in (Target, Coverage):
        table.objects.filter(campaign=code).delete()
    campaign.delete()
    trail.record(actor=actor, kind=Event.DISCARDED, area=campaign.area, subject=code)


def _unclosed(actor: Actor, code: str) -> Campaign:
    campaign = access.claim(actor, code)
    if campaign.state == CampaignState.CLOSED:
        raise NotRunning(campaign=code)
    return campaign
