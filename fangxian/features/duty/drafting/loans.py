"""People who help out elsewhere for a time: when and where a plan can count on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from fangxian.features.duty.models import Plan
from fangxian.kernel.codes import inside

FOR_GOOD = 1 << 30
"""Minutes, beyond any plan."""
Period = tuple[int, int]
"""From when until when, in minutes from the start of a plan; empty for never."""


@dataclass(frozen=True, slots=True)
class Loan:
    """A secondment as the roster notes it; `area` is '' for who is seconded nowhere."""

    area: str
    since: datetime | None
    until: datetime | None
    home: str
    unit: str

    def limit(self, plan: Plan, period: Period) -> Period:
        """
        What is left to a plan of the time somebody is there.

        Where they are lent away from, the time without the secondment, before or after it, whichever is
        longer; where they help out only, the time of it; where they are lent inside the plan's area, all.
        """
        if not self.area or self.since is None or self.until is None:
            return period
        start, end = (_minutes(plan, at) for at in (self.since, self.until))
        if not inside(self.area, plan.area):
            return without(plan, period, start, end)
        if inside(self.home, plan.area) or inside(self.unit, plan.area):
            return period
        first, last = max(period[0], start), min(period[1], end)
        return (first, last) if last > first else (0, 0)

    def lodges(self, plan: Plan) -> str:
        """The area of the plan in whose middle they are thought to live meanwhile; '' for their own home."""
        if not self.area or self.since is None or self.until is None or not inside(self.area, plan.area):
            return ""
        at_home = inside(self.home, plan.area) and not self.since <= plan.starts_at < self.until
        return "" if at_home else self.area


def without(plan: Plan, period: Period, away: int, again: int) -> Period:
    """The longer part of a period before `away` or from `again` on, within the plan's days."""
    whole = plan.days * 24 * 60
    first, last = period
    before, after = (first, min(last, away)), (max(first, again), last)
    longest = max(before, after, key=lambda part: min(part[1], whole) - part[0])
    return longest if longest[1] > longest[0] else (0, 0)


def _minutes(plan: Plan, at: datetime) -> int:
    return max(0, round((at - plan.starts_at).total_seconds() / 60))
