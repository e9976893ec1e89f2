"""
Kinds of reports about items: a move, and a picture that shows what was done.

Both are taken by the services of the page, under the standing of who reports, as of when it happened.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from fangxian.features.items import access, services
from fangxian.features.items.registry import movers
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.reports import Fact, Kind

Answer = str | bool | int | list[str]


@dataclass(frozen=True, slots=True)
class Told:
    """A move as a phone tells of it; `once` is the report's id."""

    move: str
    reason: str
    answers: Mapping[str, Answer]
    at: datetime
    once: str


def take_move(actor: Actor, fact: Fact) -> None:
    """
    Make a move with an item, as the feature that owns its kind would on its page.

    A kind may have things that move by its flow and are no items; their codes begin with it as well.

    Raises:
        NotFound: no such item, or out of sight.
        MoveNotPossible, ReasonMissing, EvidenceMissing: see `services.move_item`.
    """
    code, said = fact.subject, fact.body
    item = access.visible(actor).filter(code=code).first()
    kind = item.kind if item else code.partition("-")[0]
    told = Told(_plain(said.move), _plain(said.reason), said.answers or {}, _when(fact), fact.id)
    with access.reaching(actor, item):
        movers().get(kind, move)(actor, code, told)


def move(actor: Actor, code: str, told: Told) -> None:
    """Make a move that asks nothing but what its flow needs."""
    services.move_item(actor=actor, code=code, move=told.move, reason=told.reason, at=told.at, once=told.once)


def take_evidence(actor: Actor, fact: Fact) -> None:
    """
    Keep a picture with an item.

    Raises:
        NotFound: no such item, or out of sight.
    """
    item, said = access.get(actor, fact.subject), fact.body
    name = f"{_plain(said.text).strip() or fact.occurred_at.strftime('%Y%m%d-%H%M%S')}.jpg"
    with access.reaching(actor, item):
        services.add_evidence(
            actor=actor, code=item.code, name=name, content=said.jpeg.content, at=_when(fact)
        )


def _when(fact: Fact) -> datetime:
    """When it happened; a phone's clock may run ahead, what is written may not."""
    return min(fact.happened_at, timezone.now())


def _plain(text: str | None) -> str:
    """A text without what a text column does not hold."""
    return (text or "").replace("\0", "")


MOVE = Kind(code="move", can=Can.DIRECTIVE_RECEIVE, take=take_move)
EVIDENCE = Kind(code="evidence", can=Can.DIRECTIVE_RECEIVE, take=take_evidence)
