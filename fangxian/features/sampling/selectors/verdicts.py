"""What is known of the people of a round, each counted once: asked of every swab, so not on live pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from fangxian.features.sampling.models import Round
from fangxian.kernel.codes import span

# Alone in a tube it is the person's own result; in a pool only a negative one is.
_PEOPLE = """
    SELECT count(*), count(*) FILTER (WHERE found),
        count(*) FILTER (WHERE NOT found AND pooled AND NOT cleared),
        count(*) FILTER (WHERE NOT found AND (cleared OR clean AND NOT pooled))
    FROM (
        SELECT bool_or(t.swabs = 1 AND t.result = 'positive') AS found,
            bool_or(t.swabs = 1 AND t.result = 'negative') AS cleared,
            bool_or(t.swabs > 1 AND t.result = 'negative') AS clean,
            bool_or(t.result IN ('suspected', 'positive')) AS pooled
        FROM sampling_swab s JOIN sampling_tube t ON t.code = s.tube
        WHERE s.round = %s AND s.area >= %s AND s.area < %s AND NOT s.void
        GROUP BY coalesce(nullif(s.target, ''), s.id::text)
    ) people
"""


@dataclass(frozen=True, slots=True)
class Verdicts:
    """People sampled, and of those negative, positive, and in a pool that is not resolved for them."""

    sampled: int
    negative: int
    positive: int
    to_check: int

    @property
    def unknown(self) -> int:
        """Of how many there is no result yet."""
        return self.sampled - self.negative - self.positive - self.to_check


def verdicts(of_round: Round, area: str) -> Verdicts:
    """What is known of everybody who was sampled at the points of an area."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, [of_round.code, *span(area)])
        sampled, positive, to_check, negative = cursor.fetchone()
    return Verdicts(sampled, negative, positive, to_check)
