"""Reporting back: the answers to what a directive asks, and what else there is to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items import services as items
from fangxian.features.supervision.directives import facts, rules
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.directives.services.stepping import claim_receipt, step
from fangxian.features.supervision.models import Answer, Question, Receipt
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.trail import services as trail


@transaction.atomic
def report_back(
    *,
    actor: Actor,
    code: str,
    answers: Mapping[str, str],
    text: str = "",
    files: Sequence[tuple[str, bytes]] = (),
    at: datetime | None = None,
) -> Receipt:
    """
    Report back on a directive: an answer to each of its questions, words, and what a lead has to show.

    Reported again after it was sent back, the answers of before are replaced.

    Raises:
        NotAllowed: the actor receives none.
        NotFound: it is not for the actor.
        NotRunning: it was withdrawn or replaced meanwhile.
        AnswerWrong: an answer is missing or not of its kind.
        EvidenceUnfit: a file is too large, or of a kind that is not kept.
        MoveNotPossible: its item was reported or closed already, or somebody else holds it.
    """
    actor.require(Can.DIRECTIVE_RECEIVE)
    receipt, at = claim_receipt(actor, code), at or timezone.now()
    questions = list(Question.objects.filter(directive=code).order_by("position"))
    known = facts.known(actor, receipt.area, [one.fact for one in questions])
    given = [_answer(receipt, one, answers.get(one.name, ""), known, at) for one in questions]
    Answer.objects.bulk_create(
        given,
        update_conflicts=True,
        unique_fields=["receipt", "question"],
        update_fields=["value", "number", "known", "at"],
    )
    Receipt.objects.filter(pk=receipt.pk).update(answer=text.strip()[:4_000])
    if receipt.item:
        for name, content in files:
            items.add_evidence(actor=actor, code=receipt.item, name=name, content=content, at=at)
        items.move_item(actor=actor, code=receipt.item, move="report", reason=text[:1_000], at=at)
    else:
        step(actor, Receipt.objects.filter(pk=receipt.pk), "reported", at)
    trail.record(
        actor=actor,
        kind=Event.REPORTED,
        area=receipt.area,
        subject=code,
        at=at,
        number=receipt.directive.number,
        answers=len(given),
    )
    return receipt


def _answer(receipt: Receipt, question: Question, raw: str, known: Mapping[str, str], at: datetime) -> Answer:
    value, number = rules.read_answer(question.kind, raw, label=question.label, required=question.required)
    return Answer(
        receipt=receipt,
        question=question,
        area=receipt.area,
        made_area=receipt.made_area,
        value=value,
        number=number,
        known=bool(question.fact) and known.get(question.fact) == value,
        at=at,
    )
