"""What was answered: sums for the page, a line a receiver for the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import islice

from django.db.models import Count, DecimalField, Func, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from fangxian.features.supervision.directives.selectors import receiving
from fangxian.features.supervision.directives.selectors.receiving import Receiver, Wanted
from fangxian.features.supervision.models import Answer, Directive, Question, QuestionKind
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within

AT_ONCE = 2_000
_EXACT = Func("number", template="%(expressions)s::numeric", output_field=DecimalField())
"""Numbers as numeric: their sum cannot run over, as one of floats can, which would take the page with it."""


@dataclass(frozen=True, slots=True)
class Summed:
    """A question with how many have answered it, and the sum of their numbers (of yeses)."""

    question: Question
    answered: int
    total: Decimal | None


def summed(questions: Iterable[Question], area: str) -> list[Summed]:
    """What was answered to some questions inside an area, in their order."""
    asked = list(questions)
    rows = Answer.objects.filter(within(area), question__in=asked).exclude(value="")
    counted = rows.values("question").annotate(answered=Count("pk"), total=Sum(_EXACT))
    found = {row["question"]: (row["answered"], row["total"]) for row in counted}
    return [
        Summed(one, answered, None if one.kind == QuestionKind.TEXT else total)
        for one in asked
        for answered, total in [found.get(one.pk, (0, None))]
    ]


def heads(directive: Directive) -> list[str]:
    """The heads of the columns of `lines`."""
    who = [_("Area code"), _("Area"), _("Level"), _("Name"), _("How far"), pgettext("directive", "Late")]
    steps = [_("Received"), pgettext("directive", "Read"), _("Acknowledged"), _("Begun"), _("Reported back")]
    rest = [_("Climbed to"), _("Reminders"), pgettext("person", "Done by"), _("In words")]
    labels = directive.questions.order_by("position").values_list("label", flat=True)
    return [*who, *steps, *rest, *labels]


def lines(actor: Actor, directive: Directive, wanted: Wanted, now: datetime) -> Iterator[list[object]]:
    """A line a receiver: who, how far, when each step was, then an answer a question."""
    questions = list(directive.questions.order_by("position").values_list("pk", flat=True))
    found = receiving.of_area(actor, directive, wanted, now).prefetch_related("answers")
    rest = found.iterator(chunk_size=AT_ONCE)
    while some := list(islice(rest, AT_ONCE)):
        for one in receiving.in_words(actor, some, now):
            given = {answer.question_id: answer.value for answer in one.receipt.answers.all()}
            yield [*_who(one), *(given.get(question, "") for question in questions)]


def _who(one: Receiver) -> list[object]:
    kept = one.receipt
    who = [kept.area, one.place, str(one.level), one.name, str(one.step), _("yes") if one.late else ""]
    steps = [kept.received_at, kept.read_at, kept.acknowledged_at, kept.acted_at, kept.reported_at]
    return [*who, *steps, one.climbed, kept.reminders, kept.by_name, kept.answer]
