"""The register of questions: who asks whom for what, how often, and what it costs in minutes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from fangxian.features.supervision.directives.selectors import counting
from fangxian.features.supervision.models import Period
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import span
from fangxian.kernel.errors import Text

DAYS = 30

_REGISTER = """
    WITH asked AS (
        SELECT q.id, q.name, q.label, q.area, q.minutes, q.period, q.fact, d.code, d.made_at
        FROM supervision_question q JOIN supervision_directive d ON d.code = q.directive_id
        WHERE d.incident = %(incident)s AND d.made_at >= %(since)s AND d.state IN ('issued', 'sending')
    ), counted AS (
        SELECT t.directive_id, sum(t.addressed) AS addressed, sum(t.reported) AS reported,
               string_agg(DISTINCT t.level, ',') AS levels
        FROM supervision_tally t WHERE t.directive_id IN (SELECT code FROM asked)
          AND t.area >= %(start)s AND t.area < %(until)s
        GROUP BY t.directive_id
    ), known AS (
        SELECT s.question_id, count(*) AS known FROM supervision_answer s
        WHERE s.known AND s.question_id IN (SELECT id FROM asked)
          AND s.area >= %(start)s AND s.area < %(until)s
        GROUP BY s.question_id
    )
    SELECT a.name, (array_agg(a.label ORDER BY a.made_at DESC))[1], a.area, coalesce(p.name, a.area),
           min(a.period), max(a.fact), count(*), sum(c.addressed), sum(c.reported), coalesce(sum(k.known), 0),
           sum(c.addressed * a.minutes), max(a.made_at), string_agg(DISTINCT c.levels, ',')
    FROM asked a JOIN counted c ON c.directive_id = a.code
    LEFT JOIN known k ON k.question_id = a.id
    LEFT JOIN territory_area p ON p.code = a.area AND p.valid_until IS NULL
    GROUP BY a.name, a.area, p.name ORDER BY 11 DESC, 1, 3
"""


@dataclass(frozen=True, slots=True)
class Line:
    """
    One question of one area that asks it: `times` directives in the last 30 days, `asked` receivers inside
    the actor's area in all, of whom `answered` have, `known` of them with what the system knew;
    `minutes` is what asking costs if each answer takes what its writer assumed.
    """

    name: str
    label: str
    area: str
    place: str
    period: str
    fact: str
    times: int
    asked: int
    answered: int
    known: int
    minutes: Decimal
    last_at: datetime
    levels: str

    @property
    def period_word(self) -> Text:
        """How long an answer holds, in words."""
        return Period(self.period).label

    @property
    def whom(self) -> str:
        """Of which levels it is asked, in words, the highest first."""
        asked = set(self.levels.split(","))
        return "、".join(str(counting.word(level)) for level in counting.LEVELS if level in asked)


def register(actor: Actor, now: datetime) -> list[Line]:
    """The questions asked of anybody in the actor's area in the last 30 days, the dearest first."""
    start, until = span(actor.area)
    facts: dict[str, Any] = {
        "incident": actor.incident,
        "since": now - timedelta(days=DAYS),
        "start": start,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_REGISTER, facts)
        return [Line(*row) for row in cursor.fetchall()]
