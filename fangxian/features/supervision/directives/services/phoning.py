"""Moves with a directive as phones tell of them: with its item or, had in person, without one."""

from __future__ import annotations

from fangxian.features.items import reports, rules
from fangxian.features.items.refusals import MoveNotPossible
from fangxian.features.items.reports import Answer, Told
from fangxian.features.items.rules import Standing
from fangxian.features.supervision.directives import flow
from fangxian.features.supervision.directives.selectors.phones import state_of
from fangxian.features.supervision.directives.services.answering import report_back
from fangxian.features.supervision.directives.services.stepping import claim_receipt, step
from fangxian.features.supervision.models import Receipt
from fangxian.kernel.authority import Actor, Can

REPORT = "report"
STEPS = {"acknowledge": "acknowledged", "begin": "acted"}


def take_move(actor: Actor, code: str, told: Told) -> None:
    """
    Make a move with a directive: `code` is its item's, or its own where the actor has it in person.

    Raises:
        NotFound: it is not for the actor, or no longer in force.
        NotAllowed: the actor receives none.
        AnswerWrong: an answer is missing or not of its kind.
        MoveNotPossible, ReasonMissing: as for every item.
    """
    directive = Receipt.objects.filter(item=code).values_list("directive", flat=True).first()
    if told.move == REPORT:
        answers = {name: typed(answer) for name, answer in told.answers.items()}
        report_back(actor=actor, code=directive or code, answers=answers, text=told.reason, at=told.at)
    elif directive is not None:
        reports.move(actor, code, told)
    else:
        _step(actor, code, told)


def _step(actor: Actor, code: str, told: Told) -> None:
    actor.require(Can.DIRECTIVE_RECEIVE)
    receipt = claim_receipt(actor, code)
    holds = Standing(holds=True, made=False, above=False, moved_last=False)
    if told.move not in {one.code for one in rules.allowed(flow.DIRECTIVE, state_of(receipt), holds)}:
        raise MoveNotPossible
    step(actor, Receipt.objects.filter(pk=receipt.pk), STEPS[told.move], told.at)


def typed(answer: Answer) -> str:
    """
    An answer as somebody would type it on the page.

    >>> typed(True), typed(12), typed(["a", "b"])
    ('yes', '12', 'a; b')
    """
    if isinstance(answer, bool):
        return "yes" if answer else "no"
    return ("; ".join(answer) if isinstance(answer, list) else str(answer)).replace("\0", "")
