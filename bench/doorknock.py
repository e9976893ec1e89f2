"""A door-knock over a scenario, for benches of the field: the scenario made once, the campaign each time."""

from __future__ import annotations

INCIDENT, NAME = "debao-2022", "bench"


def prepare(scale: str) -> str:
    """The code of a fresh door-knock over the whole scenario, laid out; those of earlier benches close."""
    from datetime import timedelta

    from django.db import connections
    from django.utils import timezone

    from fangxian.cli import mainjob
    from fangxian.cli.steps import Steps
    from fangxian.features.campaigns import services
    from fangxian.features.campaigns.models import Campaign, CampaignState
    from fangxian.kernel.db import scope

    sheets = tuple(kind for kind in mainjob.SHEETS if kind != "residents")
    with Steps() as steps:
        actor, _plan = mainjob.run(steps, scale, 2022, sheets)  # type: ignore[arg-type]
        with steps.step("Laying out targets"), scope.acting(actor):
            for last in Campaign.objects.filter(name=NAME, state=CampaignState.OPEN):
                services.close_campaign(actor=actor, code=last.code)
            now = timezone.now()
            campaign = services.open_campaign(
                actor=actor,
                area=mainjob.ROOTS[scale],
                name=NAME,
                starts_at=now - timedelta(hours=12),
                ends_at=now + timedelta(days=2),
            )
            services.prepare(actor=actor, code=campaign.code)
        with steps.step("Looking at the tables"), connections["owner"].cursor() as cursor:
            cursor.execute("ANALYZE")  # as a server that stays up does by itself within a minute or two
    return campaign.code
