"""Background entry points of sampling."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from fangxian.features.charges import acting
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed


def queue(code: str, actor: Actor) -> None:
    """Have a worker lay out the turns of a round, once the caller's transaction is committed."""
    lay_turns.defer(code=code, person=actor.person, charge=actor.charge)


@app.task(name="sampling.lay_turns", queue="campaigns")
def lay_turns(*, code: str, person: str, charge: str) -> None:
    """Lay out turns as the person who ordered the round, under the charge they did it under."""
    from fangxian.features.sampling import services

    with transaction.atomic():
        scope.enter_self(person)
        actor = acting.choose(person, wanted=charge)
    if actor is None or actor.charge != charge:
        raise NotAllowed
    with scope.acting(actor):
        services.lay_turns(actor=actor, code=code)


@app.periodic(cron="*/2 * * * *")
@app.task(name="sampling.raise_alarms", queue="items", queueing_lock="sampling.raise_alarms")
def raise_alarms(timestamp: int) -> None:
    """Make the items of tubes to look for and of re-tests say what is so, in every running incident."""
    from fangxian.features.incidents.selectors import running
    from fangxian.features.sampling import retests, services

    nobody = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    with scope.acting(nobody) as actor:
        incidents = [found.code for found in running(actor)]
    now = datetime.fromtimestamp(timestamp, tz=UTC)
    for incident in incidents:
        with scope.acting(replace(nobody, incident=incident)) as actor:
            services.raise_alarms(actor=actor, at=now)
            retests.catch_up(actor, now)
            retests.note_swabs(actor)
