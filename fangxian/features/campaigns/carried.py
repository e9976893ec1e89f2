"""What of campaigns hangs on a charge: the targets of its area that are still to be reached."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors import overview
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.charges.carried import Carried, Load, Thing
from fangxian.kernel.authority import Actor, Can


def _running(actor: Actor) -> list[tuple[Campaign, Figures, str]]:
    found = [one for one in overview.running(actor, actor.area) if one[1].remaining]
    return sorted(found, key=lambda one: one[0].ends_at)


def _count(actor: Actor, now: datetime) -> Load:
    found = _running(actor)
    late = sum(figures.remaining for campaign, figures, _url in found if campaign.ends_at <= now)
    return Load(sum(figures.remaining for _campaign, figures, _url in found), late)


def _things(actor: Actor, now: datetime, size: int) -> list[Thing]:
    return [
        Thing(f"{campaign.name}: {figures.remaining}", actor.area, url, campaign.ends_at)
        for campaign, figures, url in _running(actor)[:size]
    ]


TARGETS = Carried(
    code="targets",
    label=_("Targets still to be reached"),
    needs=Can.CAMPAIGN_VIEW,
    view="campaigns:campaigns",
    count=_count,
    things=_things,
    icon="checklist",
)
