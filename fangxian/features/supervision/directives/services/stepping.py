"""Steps of receivers: received, read, acknowledged, acted on, reported; each counted as it is taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.items.refusals import MoveNotPossible
from fangxian.features.supervision.directives import access, flow, rules
from fangxian.features.supervision.directives.events import Event
from fangxian.features.supervision.directives.refusals import AnswersMissing, NotRunning
from fangxian.features.supervision.models import Answer, Question, Receipt, Tally
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import NotFound, Refusal
from fangxian.kernel.trail import services as trail

_STEP_OF_STATE = {
    flow.ACKNOWLEDGED: "acknowledged",
    flow.ACTING: "acted",
    flow.REPORTED: "reported",
}


@transaction.atomic
def note_received(*, actor: Actor, directives: Sequence[str], at: datetime | None = None) -> None:
    """Note that the actor's list showed them these directives; nothing where somebody else looks as them."""
    if actor.viewer is not None:
        return
    step(actor, _mine(actor, directives).filter(received_at__isnull=True), "received", at or timezone.now())


@transaction.atomic
def note_read(*, actor: Actor, code: str, at: datetime | None = None) -> None:
    """Note that the actor opened a directive for them; nothing if it is not, or somebody else looks."""
    if actor.viewer is not None:
        return
    step(actor, _mine(actor, [code]).filter(read_at__isnull=True), "read", at or timezone.now())


@transaction.atomic
def acknowledge_directives(
    *, actor: Actor, codes: Sequence[str], at: datetime | None = None
) -> tuple[int, dict[str, Refusal]]:
    """
    Acknowledge directives that are for the actor: how many were, and why those were not that could not be.

    Raises:
        NotAllowed: the actor receives none.
    """
    actor.require(Can.DIRECTIVE_RECEIVE)
    at = at or timezone.now()
    waiting = _mine(actor, codes).filter(acknowledged_at__isnull=True, ended_at__isnull=True)
    found = list(waiting.order_by("pk"))
    held = [one.item for one in found if one.item]
    moved, refused = (
        items.move_items(actor=actor, codes=held, move="acknowledge", at=at) if held else ([], {})
    )
    alone = [one.pk for one in found if not one.item]
    done = step(actor, Receipt.objects.filter(pk__in=alone), "acknowledged", at) + len(moved)
    if done:
        trail.record(actor=actor, kind=Event.ACKNOWLEDGED, area=actor.area, at=at, count=done)
    by_item = {one.item: one.directive_id for one in found}
    return done, {by_item[item]: refusal for item, refusal in refused.items()}


@transaction.atomic
def begin_work(*, actor: Actor, code: str, at: datetime | None = None) -> None:
    """
    Say that the actor begins to do what a directive demands; it is acknowledged by that.

    Raises:
        NotAllowed: the actor receives none.
        NotFound: it is not for the actor.
        NotRunning: it was withdrawn or replaced meanwhile.
        MoveNotPossible: its item stands elsewhere, or somebody else holds it.
    """
    actor.require(Can.DIRECTIVE_RECEIVE)
    receipt, at = claim_receipt(actor, code), at or timezone.now()
    if receipt.item:
        items.move_item(actor=actor, code=receipt.item, move="begin", at=at)
    else:
        step(actor, Receipt.objects.filter(pk=receipt.pk), "acted", at)


def take_up(actor: Actor, code: str, at: datetime) -> None:
    """Begin with a directive that is the actor's own; nothing where somebody has, or somebody else must."""
    waits = access.own(actor).filter(directive=code, acted_at__isnull=True, ended_at__isnull=True)
    if actor.may(Can.DIRECTIVE_RECEIVE) and waits.exists():
        with suppress(MoveNotPossible):
            begin_work(actor=actor, code=code, at=at)


def claim_receipt(actor: Actor, code: str) -> Receipt:
    """
    The receipt of a directive that is the actor's own, in force, locked.

    Raises:
        NotFound: there is none.
        NotRunning: it was withdrawn or replaced.
    """
    mine = access.own(actor).filter(directive=code)
    found = mine.order_by(F("ended_at").asc(nulls_first=True), "responder_id").select_for_update().first()
    if found is None:
        raise NotFound
    if found.ended_at is not None:
        raise NotRunning
    return found


def step(actor: Actor, receipts: QuerySet[Receipt], name: str, at: datetime) -> int:
    """
    Take a step with some receipts, and those before it where they are missing; how many took it.

    Receipts are locked before tallies and each in order, so that two who do this at once wait, not fail.
    """
    found = list(receipts.filter(**{f"{name}_at": None}).order_by("pk").select_for_update())
    counts: dict[tuple[str, str, str], Counter[str]] = {}
    for one in found:
        for taken in rules.implied(name):
            if getattr(one, f"{taken}_at") is None:
                setattr(one, f"{taken}_at", at)
                counts.setdefault((one.directive_id, one.area, one.level), Counter())[taken] += 1
        if name not in ("received", "read"):
            one.by_name, one.remind_at = actor.name, None
    fields = [*(f"{taken}_at" for taken in rules.implied(name)), "by_name", "remind_at"]
    Receipt.objects.bulk_update(found, fields, batch_size=500)
    count(counts)
    return len(found)


def count(counts: Mapping[tuple[str, str, str], Counter[str]]) -> None:
    """Add to the tallies of (directive, area, level)."""
    if not counts:
        return
    wanted = Q()
    for directive, area, level in counts:
        wanted |= Q(directive=directive, area=area, level=level)
    found = list(Tally.objects.filter(wanted).order_by("pk").select_for_update())
    for tally in found:
        for name, more in counts[tally.directive_id, tally.area, tally.level].items():
            setattr(tally, name, getattr(tally, name) + more)
    Tally.objects.bulk_update(found, rules.STEPS)


def follow_item(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """
    Let a receipt follow its item, wherever that was moved on.

    Raises:
        AnswersMissing: it was to be reported back without the answers that are asked for.
    """
    if facts.get("item") != flow.KIND:
        return
    receipts = Receipt.objects.filter(item=str(facts["code"]), area=area)
    state = str(facts["target"])
    # When it was moved on, not when this is written: a phone may tell of it hours later.
    at = Item.objects.filter(code=str(facts["code"])).values_list("state_since", flat=True).get()
    if state == flow.RETURNED:
        _take_back(receipts)
    elif state == flow.WITHDRAWN:
        receipts.update(ended_at=at, remind_at=None)
    elif state in _STEP_OF_STATE:
        if state == flow.REPORTED:
            _answered(receipts)
        step(actor, receipts, _STEP_OF_STATE[state], at)


def _take_back(receipts: QuerySet[Receipt]) -> None:
    for one in receipts.filter(reported_at__isnull=False).select_for_update():
        Receipt.objects.filter(pk=one.pk).update(reported_at=None)
        count({(one.directive_id, one.area, one.level): Counter(reported=-1)})


def _answered(receipts: QuerySet[Receipt]) -> None:
    for one in receipts:
        wanted = Question.objects.filter(directive=one.directive_id, required=True)
        given = Answer.objects.filter(receipt=one, question__in=wanted).exclude(value="")
        if given.count() < wanted.count():
            raise AnswersMissing


def _mine(actor: Actor, directives: Sequence[str]) -> QuerySet[Receipt]:
    return access.own(actor).filter(directive__in=list(directives))
