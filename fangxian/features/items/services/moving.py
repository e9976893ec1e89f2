"""Moving items on: one, or many at once; giving them to somebody else; saying something about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from fangxian.features.items import access, rules
from fangxian.features.items.events import Event
from fangxian.features.items.flows import By, Flow, Move, Needs
from fangxian.features.items.models import Item, Watcher
from fangxian.features.items.refusals import EvidenceMissing, MoveNotPossible, ReasonMissing
from fangxian.features.items.registry import flows
from fangxian.features.items.services.opening import line
from fangxian.features.roster import access as roster
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotAllowed, Refusal, check_words
from fangxian.kernel.trail import services as trail

COMMENTED, GIVEN = "commented", "given"


@transaction.atomic
def move_item(
    *, actor: Actor, code: str, move: str, reason: str = "", at: datetime | None = None, once: str = ""
) -> Item:
    """
    Make a move with an item: its state, its clock and its next call follow, a line tells of it.

    `once` is an idempotency key (a report's id): the same key again changes nothing.

    Raises:
        NotFound: no such item, or out of sight.
        MoveNotPossible: it does not stand there, or this is for somebody else.
        ReasonMissing, EvidenceMissing: the move needs them.
    """
    check_words(reason, "reason")
    item, at = access.claim(actor, code), at or timezone.now()
    if once and item.lines.filter(to=once).exists():
        return item
    step = _step(actor, item, move)
    _satisfied(actor, item, step, reason)
    told = line(item, actor, step.code, at=at, text=reason.strip(), to=once)
    told.target = step.target
    go(item, flows()[item.kind], step, actor, at)
    told.save(force_insert=True)
    trail.record(
        actor=actor,
        kind=Event.MOVED,
        area=item.area,
        subject=code,
        at=at,
        item=item.kind,
        code=code,
        source=told.source,
        target=told.target,
    )
    return item


@transaction.atomic
def move_items(
    *, actor: Actor, codes: Sequence[str], move: str, reason: str = "", at: datetime | None = None
) -> tuple[list[Item], dict[str, Refusal]]:
    """Make a move with each of some items in sight; those it was possible with, and why not with others."""
    moved: list[Item] = []
    refused: dict[str, Refusal] = {}
    for item in access.claim_many(actor, codes):
        try:
            with transaction.atomic():
                moved.append(move_item(actor=actor, code=item.code, move=move, reason=reason, at=at))
        except Refusal as refusal:
            refused[item.code] = refusal
    return moved, refused


@transaction.atomic
def give_item(*, actor: Actor, code: str, to: str, reason: str, at: datetime | None = None) -> Item:
    """
    Give an item to a person ('' gives it back to whoever leads its area); its clock goes on.

    Raises:
        NotFound: no such item or person, or out of sight.
        NotAllowed: the actor neither holds it nor answers above it, or it is for its holder alone.
        ReasonMissing: no reason was given.
    """
    check_words(reason, "reason")
    item, at = access.claim(actor, code), at or timezone.now()
    standing = access.standing(actor, item)
    may = standing.may(By.HOLDER) or standing.may(By.ABOVE)
    if item.ended_at is not None or flows()[item.kind].personal or not may:
        raise NotAllowed
    if not reason.strip():
        raise ReasonMissing(field="reason")
    receiver = roster.get(actor, to) if to else None
    item.holder, item.holder_name, item.held_since = receiver, receiver.name if receiver else "", at
    item.save(update_fields=["holder", "holder_name", "held_since"])
    line(item, actor, GIVEN, at=at, text=reason.strip(), to=item.holder_name).save(force_insert=True)
    trail.record(
        actor=actor,
        kind=Event.GIVEN,
        area=item.area,
        subject=code,
        at=at,
        item=item.kind,
        to=item.holder_name,
    )
    return item


@transaction.atomic
def comment(*, actor: Actor, code: str, text: str, at: datetime | None = None) -> None:
    """
    Say something about an item.

    Raises:
        NotFound: no such item, or out of sight.
        ReasonMissing, TooManyWords: nothing was said, or too much.
    """
    item, at = access.get(actor, code), at or timezone.now()
    if not text.strip():
        raise ReasonMissing(field="text")
    check_words(text, "text")
    line(item, actor, COMMENTED, at=at, text=text.strip()).save(force_insert=True)
    trail.record(actor=actor, kind=Event.COMMENTED, area=item.area, subject=code, at=at, item=item.kind)


@transaction.atomic
def watch(*, actor: Actor, code: str, on: bool) -> None:
    """
    Be told of an item, or no more.

    Raises:
        NotFound: no such item, or out of sight.
    """
    item = access.get(actor, code)
    if on:
        areas = {"area": item.area, "made_area": item.made_area}
        Watcher.objects.get_or_create(item_id=item.code, person=actor.person, defaults=areas)
    else:
        Watcher.objects.filter(item_id=item.code, person=actor.person).delete()


def _step(actor: Actor, item: Item, move: str) -> Move:
    possible = rules.allowed(flows()[item.kind], item.state, access.standing(actor, item))
    step = next((one for one in possible if one.code == move), None)
    if step is None:
        raise MoveNotPossible
    return step


def _satisfied(actor: Actor, item: Item, step: Move, reason: str) -> None:
    kept = Needs.EVIDENCE in step.needs and item.evidence.filter(access.proof(actor)).exists()
    missing = rules.missing(step, reason, kept)
    if Needs.REASON in missing:
        raise ReasonMissing(field="reason")
    if Needs.EVIDENCE in missing:
        raise EvidenceMissing(field="evidence")


def go(item: Item, flow: Flow, step: Move, actor: Actor, at: datetime) -> None:
    """Put a locked item where a step leads, with its clocks."""
    item.state, item.state_since, item.moved_by = step.target, at, actor.person
    item.due_at = rules.due(flow, item.state, at, item.deadline_at)
    item.calls, item.called_area = 0, ""
    item.call_at = rules.next_call(flow, item.due_at, 0)
    item.ended_at = at if item.state in flow.ended else None
    item.save(
        update_fields=[
            "state",
            "state_since",
            "moved_by",
            "due_at",
            "calls",
            "called_area",
            "call_at",
            "ended_at",
        ]
    )
