"""What rounds have found so far: people who are positive by themselves, and people in unresolved pools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Min, Sum

from fangxian.features.sampling.models import Pool
from fangxian.features.sampling.selectors.resulting import Unresolved
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
    """Of one round: how many people are positive, and who waits in its pools."""

    positive: int
    unresolved: Unresolved


def found(codes: Sequence[str], area: str) -> dict[str, Found]:
    """What each of some rounds has found at the tables of an area; two queries, none without a round."""
    if not codes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_POSITIVE, [list(codes), *span(area)])
        positive: dict[str, int] = dict(cursor.fetchall())
    pools = Pool.objects.filter(within(area), round__in=codes, resolved_at__isnull=True).order_by()
    sums = pools.values_list("round").annotate(Sum("left"), Count("tube"), Min("found_at"))
    waiting = {code: Unresolved(people, count, since) for code, people, count, since in sums}
    nobody = Unresolved(0, 0, None)
    return {code: Found(positive.get(code, 0), waiting.get(code, nobody)) for code in codes}
