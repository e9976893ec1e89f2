"""Moves of a directive's item as phones tell of them: reporting back carries the answers to its questions."""

from __future__ import annotations

from fangxian.features.items import reports
from fangxian.features.items.models import Item
from fangxian.features.items.reports import Answer, Told
from fangxian.features.supervision.directives.services.answering import report_back
from fangxian.features.supervision.models import Receipt
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound

REPORT = "report"


def take_move(actor: Actor, item: Item, told: Told) -> None:
    """
    Make a move with the item of a directive.

    Raises:
        NotFound: nobody has the directive with this item any more.
        AnswerWrong: an answer is missing or not of its kind.
        MoveNotPossible, ReasonMissing: as for every item.
    """
    if told.move != REPORT:
        return reports.move(actor, item, told)
    directive = Receipt.objects.filter(item=item.code).values_list("directive", flat=True).first()
    if directive is None:
        raise NotFound
    answers = {name: typed(answer) for name, answer in told.answers.items()}
    report_back(actor=actor, code=directive, answers=answers, text=told.reason, at=told.at)


def typed(answer: Answer) -> str:
    """
    An answer as somebody would type it on the page.

    >>> typed(True), typed(12), typed(["a", "b"])
    ('yes', '12', 'a; b')
    """
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ("; ".join(answer) if isinstance(answer, list) else str(answer)).replace("\0", "")
