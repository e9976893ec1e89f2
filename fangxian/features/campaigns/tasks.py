"""Background entry points of campaigns."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app

from fangxian.features.charges import acting
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, Refusal


def queue(campaign: str, actor: Actor) -> None:
    """Have a worker lay out the targets of a campaign, once the caller's transaction is committed."""
    prepare_campaign.defer(campaign=campaign, person=actor.person, charge=actor.charge)


@app.task(name="campaigns.prepare", queue="campaigns")
def prepare_campaign(*, campaign: str, person: str, charge: str) -> None:
    """
    Prepare a campaign as the person who asked, under the charge they asked under, if they still hold it.

    A refusal is told on the campaign itself, so the job is done either way.
    """
    from fangxian.features.campaigns import services

    with transaction.atomic():
        scope.enter_self(person)
        actor = acting.choose(person, wanted=charge)
    if actor is None or actor.charge != charge:
        raise NotAllowed
    try:
        services.prepare(actor=actor, code=campaign)
    except Refusal as refusal:
        with scope.acting(actor):
            services.note_failure(actor=actor, code=campaign, refusal=refusal)
