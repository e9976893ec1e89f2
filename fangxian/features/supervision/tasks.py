"""Background entry points of supervision."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import transaction
from procrastinate.contrib.django import app

from fangxian.features.charges import acting
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed


def queue_sending(directive: str, actor: Actor) -> None:
    """Have a worker send a directive, once the caller's transaction is committed."""
    send_directive.defer(directive=directive, person=actor.person, charge=actor.charge)


@app.task(name="supervision.send_directive", queue="supervision", retry=3)
def send_directive(*, directive: str, person: str, charge: str) -> None:
    """Send a directive as the person who issued it, under the charge they did so under, if still theirs."""
    from fangxian.features.supervision.directives import services

    services.send_directive(actor=_actor(person, charge), code=directive)


@app.periodic(cron="*/5 * * * *")
@app.task(name="supervision.remind_due", queue="supervision", queueing_lock="supervision.remind_due")
def remind_due(timestamp: int) -> None:
    """Remind people of directives they have not acknowledged, in every running incident."""
    from fangxian.features.incidents.selectors import running
    from fangxian.features.supervision.directives import services

    nobody = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    with scope.acting(nobody) as actor:
        incidents = [found.code for found in running(actor)]
    now = datetime.fromtimestamp(timestamp, tz=UTC)
    for incident in incidents:
        actor = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=incident)
        while True:
            with scope.acting(actor):
                done = services.remind_due(actor=actor, now=now)
            if not done:
                break


def queue_counting(appraisal: str, actor: Actor) -> None:
    """Have a worker count an appraisal, once the caller's transaction is committed."""
    count_appraisal.defer(appraisal=appraisal, person=actor.person, charge=actor.charge)


@app.task(name="supervision.count_appraisal", queue="supervision", retry=3)
def count_appraisal(*, appraisal: str, person: str, charge: str) -> None:
    """Count an appraisal as the person who asked, under the charge they did so under, if still theirs."""
    from fangxian.features.supervision.appraisal import services

    services.count_appraisal(actor=_actor(person, charge), code=appraisal)


def _actor(person: str, charge: str) -> Actor:
    with transaction.atomic():
        scope.enter_self(person)
        actor = acting.choose(person, wanted=charge)
    if actor is None or actor.charge != charge:
        raise NotAllowed
    return actor
