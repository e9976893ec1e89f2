"""What was answered: sums for the page, a line a receiver for the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Sum

from fangxian.features.supervision.directives import access
from fangxian.features.supervision.models import Answer, Directive, Question, QuestionKind, Receipt
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Summed:
    """A question with how many have answered it, and the sum of their numbers (of yeses)."""

    question: Question
    answered: int
    total: float | None


def summed(directive: Directive, area: str) -> list[Summed]:
    """What was answered inside an area, in the order of the questions."""
    questions = list(directive.questions.order_by("position"))
    rows = Answer.objects.filter(within(area), question__in=questions).exclude(value="")
    counted = rows.values("question").annotate(answered=Count("pk"), total=Sum("number"))
    found = {row["question"]: (row["answered"], row["total"]) for row in counted}
    return [
        Summed(one, answered, None if one.kind == QuestionKind.TEXT else total)
        for one in questions
        for answered, total in [found.get(one.pk, (0, None))]
    ]


def lines(actor: Actor, directive: Directive, area: str) -> Iterator[list[object]]:
    """A line a receiver: area, level, name, who answered, when, words, then an answer a question."""
    names = list(directive.questions.order_by("position").values_list("pk", flat=True))
    found = access.receipts(actor).filter(within(area), directive=directive).order_by("area", "pk")
    for receipt in found.prefetch_related("answers").iterator(chunk_size=2_000):
        given = {one.question_id: one.value for one in receipt.answers.all()}
        yield [*_who(receipt), *(given.get(name, "") for name in names)]


def _who(receipt: Receipt) -> list[object]:
    steps = (receipt.received_at, receipt.read_at, receipt.acknowledged_at, receipt.reported_at)
    return [receipt.area, receipt.level, receipt.name, receipt.by_name, *steps, receipt.answer]
