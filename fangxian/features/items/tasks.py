"""Background entry points of items."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope


@app.periodic(cron="* * * * *")
@app.task(name="items.call_due", queue="items", queueing_lock="items.call_due")
def call_due(timestamp: int) -> None:
    """Remind of what is due and let climb what is late, in every running incident."""
    from fangxian.features.incidents.selectors import running
    from fangxian.features.items import services

    nobody = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    with scope.acting(nobody) as actor:
        incidents = [found.code for found in running(actor)]
    now = datetime.fromtimestamp(timestamp, tz=UTC)
    for incident in incidents:
        actor = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=incident)
        while True:
            with scope.acting(actor):
                done = services.call_due(actor=actor, now=now)
            if not done.reminded + done.climbed:
                break


@app.periodic(cron="*/10 * * * *")
@app.task(name="items.follow_vacancies", queue="items", queueing_lock="items.follow_vacancies")
def follow_vacancies(timestamp: int) -> None:
    """Make the items of vacancies say what is so, also where whoever caused it sees no area above."""
    from fangxian.features.incidents.selectors import running
    from fangxian.features.items import services

    nobody = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    with scope.acting(nobody) as actor:
        incidents = [found.code for found in running(actor)]
    now = datetime.fromtimestamp(timestamp, tz=UTC)
    for incident in incidents:
        actor = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=incident)
        with scope.acting(actor):
            services.follow_vacancies(actor=actor, at=now)


@app.periodic(cron="*/10 * * * *")
@app.task(name="items.gather_tallies", queue="items", queueing_lock="items.gather_tallies")
def gather_tallies(timestamp: int) -> None:
    """Add up the tallies, each to one row."""
    from fangxian.features.items import services

    with scope.acting(Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")):
        services.gather_tallies()
