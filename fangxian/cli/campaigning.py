"""The door-knock of the demo and of simulated phones: opened once, with codes to enrol phones for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope

NAME = "敲门行动"
HOURS_BEFORE, DAYS_AFTER = 10, 2


def running_door_knock(actor: Actor) -> str:
    """The code of the newest door-knock that runs; '' without one."""
    from fangxian.features.campaigns.models import CampaignState

    return _newest(actor, CampaignState.OPEN)


def open_door_knock(actor: Actor) -> str:
    """The code of a door-knock over the incident's whole area, opened and laid out unless one runs."""
    from fangxian.features.campaigns import services
    from fangxian.features.campaigns.models import CampaignState
    from fangxian.features.incidents.models import Incident

    running = running_door_knock(actor)
    if running:
        return running
    code = _newest(actor, CampaignState.PREPARING)  # one that was cut off goes on
    with scope.acting(actor):
        if not code:
            now = timezone.now()
            code = services.open_campaign(
                actor=actor,
                area=Incident.objects.get(code=actor.incident).area,
                name=NAME,
                starts_at=now - timedelta(hours=HOURS_BEFORE),
                ends_at=now + timedelta(days=DAYS_AFTER),
            ).code
    services.prepare(actor=actor, code=code)
    return code


def _newest(actor: Actor, state: str) -> str:
    from fangxian.features.campaigns import access
    from fangxian.features.campaigns.models import CampaignKind

    with scope.acting(actor):
        found = access.visible(actor).filter(kind=CampaignKind.DOOR_KNOCK, state=state)
        return found.order_by("-made_at").values_list("code", flat=True).first() or ""


def figures(actor: Actor) -> dict[str, int]:
    """How many campaigns run, and how many targets they have."""
    from fangxian.features.campaigns import access
    from fangxian.features.campaigns.models import CampaignState

    with scope.acting(actor):
        running = access.visible(actor).filter(state=CampaignState.OPEN)
        return {"campaigns": running.count(), "targets": sum(running.values_list("targets", flat=True))}


def offer_codes(
    actor: Actor, campaign: str, most: int, told: Callable[[float], None] = lambda _share: None
) -> list[str]:
    """
    Codes to enrol a phone with for each of the first grids of a campaign that somebody answers for.

    They are good for ten minutes, like those on a page.
    """
    from fangxian.features.campaigns import access
    from fangxian.features.campaigns.models import Target
    from fangxian.features.charges import access as charges
    from fangxian.features.field import services
    from fangxian.kernel.codes import within

    with scope.acting(actor):
        area = access.get(actor, campaign).area
        held = charges.visible(actor).filter(charges.running(), within(area), leads=True)
        grids = Target.objects.filter(campaign=campaign).values("area")
        held = held.filter(role=Role.GRID_WORKER, holder__isnull=False, area__in=grids).order_by("area")
        wanted = list(held.values_list("code", flat=True)[:most])
    codes: list[str] = []
    for charge in wanted:
        with scope.acting(actor):
            codes.append(services.offer_enrolment(actor=actor, charge=charge).code)
        told(len(codes) / len(wanted))
    return codes
