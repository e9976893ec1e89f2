"""Which of a phone's reports have not arrived: the holes in its sequence."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True, slots=True)
class Hole:
    """Numbers `first` to `last` of a sequence, both missing."""

    first: int
    last: int

    @property
    def size(self) -> int:
        """How many."""
        return self.last - self.first + 1


HOLES = "(int8multirange(int8range(1, coalesce(upper(arrived), 1))) - arrived)"
"""What is missing below the highest number that arrived; an empty sequence has no holes."""
_MISSING = f"""
    SELECT lower(hole), upper(hole) - 1 FROM (
        SELECT unnest({HOLES}) AS hole FROM field_device WHERE code = %s
    ) holes ORDER BY 1
"""  # noqa: S608 names are ours
COUNT = f"coalesce((SELECT sum(upper(hole) - lower(hole)) FROM unnest({HOLES}) AS hole), 0)::bigint"  # noqa: S608
HIGHEST = "coalesce(upper(arrived) - 1, 0)"


def missing_of(code: str) -> list[Hole]:
    """The holes in a phone's sequence, in order; none for a phone out of sight."""
    with connection.cursor() as cursor:
        cursor.execute(_MISSING, [code])
        return [Hole(first, last) for first, last in cursor.fetchall()]
