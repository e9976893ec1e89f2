"""Background entry points of privacy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone
from procrastinate.contrib.django import app

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope

BACK = 4
"""Weeks looked back, for a machine that was off on a Monday."""


# Hourly, because a schedule is in UTC and Monday begins when it begins here; a week is closed once.
@app.periodic(cron="10 * * * *")
@app.task(name="privacy.close_weeks", queue="privacy", queueing_lock="privacy.close_weeks")
def close_weeks(timestamp: int) -> None:
    """Make the reports of the last whole weeks, in every running incident, where they are not made yet."""
    from fangxian.features.incidents.selectors import running
    from fangxian.features.privacy import rules, services

    now = datetime.fromtimestamp(timestamp, tz=UTC)
    latest = rules.last_monday(timezone.localdate(now))
    nobody = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    with scope.acting(nobody) as actor:
        incidents = [(found.code, found.started_on) for found in running(actor)]
    for incident, started_on in incidents:
        actor = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=incident)
        for week_from in (latest - timedelta(weeks=back) for back in reversed(range(BACK))):
            if week_from + timedelta(days=7) > started_on:
                with scope.acting(actor):
                    services.close_week(actor=actor, week_from=week_from, at=now)
