"""Background entry points of the field."""

from __future__ import annotations

from datetime import UTC, datetime

from procrastinate.contrib.django import app


@app.periodic(cron="23 1 * * *")
@app.task(name="field.open_days", queue="field")
def open_days(timestamp: int) -> None:
    """Make the partitions of the coming days."""
    from fangxian.features.field import partitions

    partitions.open_days(datetime.fromtimestamp(timestamp, tz=UTC).date())
