"""Whether the same is asked of the same people already: one fact, one entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import connection

from fangxian.features.supervision.directives import addressing
from fangxian.features.supervision.models import Directive, Question, To
from fangxian.kernel.authority import Actor

_EARLIER = """
    WITH those AS MATERIALIZED ({source}),
    asked AS (
        SELECT q.id, q.name, q.label, d.code, d.number, d.made_at
        FROM supervision_question q JOIN supervision_directive d ON d.code = q.directive_id
        WHERE (q.name = ANY(%(names)s) OR q.label = ANY(%(labels)s)) AND d.incident = %(incident)s
          AND d.state IN ('issued', 'sending') AND d.code <> %(code)s
    )
    SELECT a.id, a.name, a.label, a.code, a.number, count(*), count(s.id), sum(s.number::numeric), a.made_at
    FROM asked a
    JOIN supervision_question q ON q.id = a.id
    JOIN unnest(%(names)s::text[], %(labels)s::text[], %(froms)s::date[], %(untils)s::date[])
        AS w(name, label, start, until)
      ON (w.name COLLATE "C" = q.name OR w.label = q.label)
     AND (q.asked_until IS NULL OR w.start < q.asked_until) AND (w.until IS NULL OR q.asked_from < w.until)
    JOIN supervision_receipt r ON r.directive_id = a.code
    JOIN those t ON {same}
    LEFT JOIN supervision_answer s ON s.receipt_id = r.id AND s.question_id = q.id
    GROUP BY a.id, a.name, a.label, a.code, a.number, a.made_at ORDER BY a.made_at DESC
"""


_SAME_LEAD = "r.responder_id IS NULL AND r.area = t.area"
_SAME_PERSON = "r.responder_id = t.responder"


@dataclass(frozen=True, slots=True)
class Earlier:
    """
    A question asked before of `same` of those it would be asked of now, of whom `answered` have.

    `total` is what their numbers add up to (yes counts 1), None for words; `at` is when it was asked.
    """

    name: str
    label: str
    directive: str
    number: str
    same: int
    answered: int
    total: Decimal | None
    at: datetime


def earlier(actor: Actor, directive: Directive, questions: Sequence[Question]) -> list[Earlier]:
    """
    Those of some questions that are asked of the same people for the same time, the latest first.

    The same is what has the same subject, or the same words.
    """
    if not questions:
        return []
    asked = addressing.source(actor, directive)
    same = _SAME_LEAD if directive.to == To.AREAS else _SAME_PERSON
    facts = asked.facts | {
        "names": [one.name for one in questions],
        "labels": [one.label for one in questions],
        "froms": [one.asked_from for one in questions],
        "untils": [one.asked_until for one in questions],
        "code": directive.code,
    }
    with connection.cursor() as cursor:
        cursor.execute(_EARLIER.format(source=asked.query, same=same), facts)
        return [Earlier(*row[1:]) for row in cursor.fetchall()]
