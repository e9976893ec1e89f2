"""Background entry points of kept files."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope


@app.periodic(cron="*/10 * * * *")
@app.task(name="files.remove_expired", queue="files", queueing_lock="files.remove_expired")
def remove_expired(timestamp: int) -> None:
    """Remove the files whose day is over."""
    from fangxian.kernel.files import services

    now = datetime.fromtimestamp(timestamp, tz=UTC)
    actor = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident="")
    while True:
        with scope.acting(actor):
            if not services.remove_expired(actor=actor, now=now):
                break
