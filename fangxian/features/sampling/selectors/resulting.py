"""Results by the hour, and the people whose pool is not resolved."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Count, Min, Sum
from django.db.models.functions import TruncHour

from fangxian.features.sampling.models import Pool, Result, Round, Value
from fangxian.kernel.codes import within

SHOWN = timedelta(hours=24)


@dataclass(slots=True)
class Hour:
    """The first results of tubes that came in one hour, by what they say."""

    at: datetime
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Value.values, 0))

    @property
    def total(self) -> int:
        """How many came."""
        return sum(self.counts.values())

    @property
    def cells(self) -> list[int]:
        """The counts in the order of `Value`."""
        return [self.counts[value] for value in Value.values]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """People in positive pools who have no single result yet, in how many pools, the oldest found when."""

    people: int
    pools: int
    since: datetime | None


def by_hour(of_round: Round, area: str, now: datetime) -> list[Hour]:
    """The last day's results, the newest hour first; one query."""
    found = Result.objects.filter(within(area), round=of_round.code, version=1, at__gt=now - SHOWN)
    hours: dict[datetime, Hour] = {}
    rows = found.annotate(hour=TruncHour("at")).values_list("hour", "value").annotate(n=Count("tube"))
    for at, value, count in rows.order_by("-hour"):
        hours.setdefault(at, Hour(at)).counts[value] = count
    return list(hours.values())


def unresolved(of_round: Round, area: str) -> Unresolved:
    """Who waits in the positive pools of an area; one query."""
    pools = Pool.objects.filter(within(area), round=of_round.code, resolved_at__isnull=True)
    sums = pools.aggregate(people=Sum("left"), pools=Count("tube"), since=Min("found_at"))
    return Unresolved(sums["people"] or 0, sums["pools"], sums["since"])
