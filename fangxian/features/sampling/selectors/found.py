"""What rounds have found so far: people who are positive by themselves, and people in unresolved pools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, F, Min, Sum, Value

from fangxian.features.sampling.models import Pool, Tally
from fangxian.features.sampling.selectors.resulting import Unresolved
from fangxian.features.sampling.sql.parts import STAGES, VALUES
from fangxian.kernel.codes import span, within

# Positive alone in a tube: of those of a pool it is not known who.
_POSITIVE = """
    SELECT t.round, count(DISTINCT coalesce(nullif(s.target, ''), s.id::text))::int
    FROM sampling_tube t JOIN sampling_swab s ON s.tube = t.code AND NOT s.void
    WHERE t.round = ANY(%s) AND t.result = 'positive' AND t.swabs = 1 AND t.area >= %s AND t.area < %s
    GROUP BY t.round
"""


@dataclass(frozen=True, slots=True)
class Found:
    """
    Of one round: how many people are positive, and who waits in its pools; the other `people` are negative.

    `complete` if every tube has a result that says something: before that nobody counts who is negative.
    """

    positive: int
    unresolved: Unresolved
    people: int = 0
    complete: bool = False

    @property
    def negative(self) -> int | None:
        """How many people are negative, None while results are missing."""
        return self.people - self.positive - self.unresolved.people if self.complete else None


def found(codes: Sequence[str], area: str) -> dict[str, Found]:
    """What each of some rounds has found at the tables of an area; three queries, none without a round."""
    if not codes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_POSITIVE, [list(codes), *span(area)])
        positive: dict[str, int] = dict(cursor.fetchall())
    pools = Pool.objects.filter(within(area), round__in=codes, resolved_at__isnull=True).order_by()
    sums = pools.values_list("round").annotate(Sum("left"), Count("tube"), Min("found_at"))
    waiting = {code: Unresolved(people, count, since) for code, people, count, since in sums}
    nobody, tested = Unresolved(0, 0, None), _tested(codes, area)
    return {
        code: Found(positive.get(code, 0), waiting.get(code, nobody), *tested.get(code, (0, False)))
        for code in codes
    }


def _tested(codes: Sequence[str], area: str) -> dict[str, tuple[int, bool]]:
    """How many people were sampled, and whether all tubes in use have a result that says something."""
    tallies = Tally.objects.filter(within(area), round__in=codes).order_by().values_list("round")
    tubes = sum((F(stage) for stage in STAGES), start=Value(0))
    known = sum((F(value) for value in VALUES if value != "invalid"), start=Value(0))
    sums = tallies.annotate(sampled=Sum("people"), tubes=Sum(tubes), told=Sum(known))
    return {code: (people, bool(people) and all_of == told) for code, people, all_of, told in sums}
