"""Directives as a phone holds them: what an item's holder is asked, and directives to somebody in person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fangxian.features.items.flows import By
from fangxian.features.supervision.directives import facts
from fangxian.features.supervision.directives import flow as flows
from fangxian.features.supervision.directives.flow import KIND
from fangxian.features.supervision.models import (
    Answer,
    Directive,
    DirectiveState,
    Question,
    QuestionKind,
    Receipt,
)
from fangxian.kernel.authority import Actor

Told = dict[str, Any]

TYPES = {QuestionKind.NUMBER: "integer", QuestionKind.YES_NO: "yes_no", QuestionKind.TEXT: "text"}
MOST = 300


def forms(actor: Actor, items: Sequence[str]) -> dict[str, list[Told]]:
    """Of each of some items of directives what is to be reported back, with the answers known already."""
    receipts = list(Receipt.objects.filter(item__in=list(items))) if items else []
    asked = _forms(actor, receipts)
    return {one.item: asked[one.pk] for one in receipts}


def in_person(actor: Actor) -> list[Told]:
    """Directives in force that the actor has in person, without an item, and has not reported back on yet."""
    if not actor.responder:
        return []
    mine = Receipt.objects.filter(responder=int(actor.responder), item="", incident=actor.incident)
    open_ = mine.filter(ended_at__isnull=True, reported_at__isnull=True)
    receipts = list(open_.select_related("directive").order_by("directive__deadline_at", "pk")[:MOST])
    asked = _forms(actor, receipts)
    return [_told(one, one.directive) | {"form": asked[one.pk]} for one in receipts if _runs(one.directive)]


def _runs(directive: Directive) -> bool:
    return directive.state in (DirectiveState.ISSUED, DirectiveState.SENDING)


def state_of(receipt: Receipt) -> str:
    """Where a directive stands with somebody who has it in person, in the words of its flow."""
    if receipt.ended_at is not None:
        return flows.WITHDRAWN
    steps = ((receipt.reported_at, flows.REPORTED), (receipt.acted_at, flows.ACTING))
    taken = (*steps, (receipt.acknowledged_at, flows.ACKNOWLEDGED))
    return next((state for at, state in taken if at is not None), flows.ISSUED)


def _told(receipt: Receipt, directive: Directive) -> Told:
    since = receipt.acted_at or receipt.acknowledged_at or directive.made_at
    return {
        "code": directive.code,
        "kind": KIND,
        "title": directive.title,
        "text": directive.text,
        "area": receipt.area,
        "place": directive.place,
        "subject": directive.code,
        "severity": 1,
        "state": state_of(receipt),
        "state_since": since,
        "holder_name": receipt.name,
        "made_by_name": directive.made_by_name,
        "made_at": directive.made_at,
        "deadline_at": directive.deadline_at,
        "due_at": directive.deadline_at,
        "standing": [str(By.HOLDER)],
        "moved_last": False,
        "evidence": 0,
        "lines": [],
    }


def _forms(actor: Actor, receipts: Sequence[Receipt]) -> dict[int, list[Told]]:
    """Of each receipt its questions; what was answered before stands in them, else what is known."""
    asked: dict[str, list[Question]] = {}
    codes = {one.directive_id for one in receipts}
    for question in Question.objects.filter(directive__in=codes).order_by("position") if codes else ():
        asked.setdefault(question.directive_id, []).append(question)
    if not asked:
        return {one.pk: [] for one in receipts}
    answered = Answer.objects.filter(receipt__in=receipts).values_list("receipt", "question", "value")
    given = {(receipt, question): value for receipt, question, value in answered}
    wanted = {one.fact for some in asked.values() for one in some if one.fact}
    areas = {one.area for one in receipts if one.directive_id in asked} if wanted else set()
    known = {area: facts.known(actor, area, wanted) for area in areas}
    return {
        one.pk: [
            _field(question, given.get((one.pk, question.pk)), known.get(one.area, {}))
            for question in asked.get(one.directive_id, ())
        ]
        for one in receipts
    }


def _field(question: Question, given: str | None, known: Mapping[str, str]) -> Told:
    return {
        "name": question.name,
        "label": question.label,
        "type": TYPES[QuestionKind(question.kind)],
        "choices": [],
        "required": question.required,
        "value": known.get(question.fact, "") if given is None else given,
    }
