"""Background entry points of charges."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope


@app.periodic(cron="*/10 * * * *")
@app.task(name="charges.follow_absences", queue="charges", queueing_lock="charges.follow_absences")
def follow_absences(timestamp: int) -> None:
    """Let all charges follow the roster, should something have changed there that no event told."""
    from fangxian.features.charges import services

    with scope.acting(Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")):
        services.follow_absences(at=datetime.fromtimestamp(timestamp, tz=UTC))


@app.periodic(cron="* * * * *")
@app.task(name="charges.tell_covers", queue="charges", queueing_lock="charges.tell_covers")
def tell_covers(timestamp: int) -> None:
    """Tell of every cover that began or ended, in every running incident."""
    from fangxian.features.charges import services
    from fangxian.features.incidents.selectors import running

    now = datetime.fromtimestamp(timestamp, tz=UTC)
    nobody = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    with scope.acting(nobody) as actor:
        incidents = [found.code for found in running(actor)]
    for incident in incidents:
        actor = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=incident)
        with scope.acting(actor):
            services.tell_covers(actor=actor, now=now)
