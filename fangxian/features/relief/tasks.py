"""Background entry points of relief."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope


@app.periodic(cron="* * * * *")
@app.task(name="relief.run_due", queue="relief", queueing_lock="relief.run_due")
def run_due(timestamp: int) -> None:
    """Begin hand-overs, and begin and end secondments, whose time has come, in every running incident."""
    from fangxian.features.incidents.selectors import running
    from fangxian.features.relief.handovers.services import begin_due
    from fangxian.features.relief.secondments.services import run_due as run_secondments

    nobody = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    with scope.acting(nobody) as actor:
        incidents = [found.code for found in running(actor)]
    now = datetime.fromtimestamp(timestamp, tz=UTC)
    for incident in incidents:
        actor = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=incident)
        with scope.acting(actor):
            begin_due(actor=actor, now=now)
        with scope.acting(actor):
            run_secondments(actor=actor, now=now)
