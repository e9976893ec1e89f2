"""The simulated day: ten hours that end when the run ends, however long the run is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from fangxian.simulator.habits import DAY, FIRST_HOUR

HERE = timezone(timedelta(hours=8))
"""The zone of the phones' clocks."""


@dataclass(frozen=True, slots=True)
class Day:
    """
    A day of which `began` and `seconds` say when it runs on the real clock.

    What happens at its minute 600 happens when the run ends, what happens at minute 0 ten hours before that:
    no report is ever ahead of the server's clock.
    """

    began: float
    seconds: float

    def minute(self, real: float) -> float:
        """The minute of the day at an instant of the real clock."""
        return (real - self.began) / self.seconds * DAY

    def real(self, minute: float) -> float:
        """When a minute of the day comes, on the real clock."""
        return self.began + minute / DAY * self.seconds

    def occurred_at(self, minute: float) -> datetime:
        """
        The instant a phone notes for what happens at a minute of the day.

        >>> day = Day(began=1_000_000.0, seconds=300.0)
        >>> day.occurred_at(600).timestamp(), day.occurred_at(0).timestamp()
        (1000300.0, 964300.0)
        """
        end = self.began + self.seconds
        return datetime.fromtimestamp(end - (DAY - minute) * 60 * self._scale(), HERE)

    def minute_of(self, at: datetime) -> float:
        """The minute of the day at which a phone noted an instant."""
        return DAY - (self.began + self.seconds - at.timestamp()) / (60 * self._scale())

    def hour(self, minute: float) -> float:
        """The hour that people go by at a minute of the day."""
        return FIRST_HOUR + minute / 60

    def _scale(self) -> float:
        """A run of more than ten hours stretches the day, so that it does not begin in the future."""
        return max(1.0, self.seconds / (DAY * 60))
