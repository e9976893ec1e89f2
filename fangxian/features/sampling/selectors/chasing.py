"""Tubes on their way: how many at each stage, the oldest and its clock, and those to be looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from fangxian.features.sampling import access, rules
from fangxian.features.sampling.alarms import ADVICE
from fangxian.features.sampling.models import Round, Stage, Tube
from fangxian.features.sampling.selectors import pack
from fangxian.features.sampling.selectors.troubles import which
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.kernel.errors import Text

SHOWN = 20
UNDERWAY = (Stage.OPEN, Stage.CLOSED, Stage.PACKED, Stage.HANDED)


@dataclass(frozen=True, slots=True)
class Way:
    """One stage: how many tubes, the one with the oldest swab, and until when that may stand."""

    label: Text
    count: int
    oldest: Tube | None
    until: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Tubes with one thing that is not right: what it is, what to do, how many, and the first of them."""

    label: Text
    advice: Text
    count: int
    tubes: list[Tube]


def ways(actor: Actor, of_round: Round, area: str, counts: dict[str, int], now: datetime) -> list[Way]:
    """The stages before the laboratory; a query for each that holds tubes."""
    room = pack.clocks(actor).room
    return [_way(_tubes(actor, of_round, area), stage, counts[stage], now, room) for stage in UNDERWAY]


def troubles(actor: Actor, of_round: Round, area: str, now: datetime) -> list[Trouble]:
    """What is not right with tubes, in the order in which it presses; a query each, two for each found."""
    kinds, tubes = which(now, pack.clocks(actor)), _tubes(actor, of_round, area)
    # Each has an index of its own by which the few that are wrong are found; together they look at all tubes.
    counts = {kind: tubes.filter(found).count() for kind, found in kinds.items()}
    return [
        Trouble(
            kind.label,
            ADVICE[kind],
            counts[kind],
            list(tubes.filter(found).order_by("first_at", "code")[:SHOWN]),
        )
        for kind, found in kinds.items()
        if counts[kind]
    ]


def _tubes(actor: Actor, of_round: Round, area: str) -> QuerySet[Tube]:
    return access.tubes(actor, of_round.code).filter(within(area))


def _way(tubes: QuerySet[Tube], stage: Stage, count: int, now: datetime, room: timedelta) -> Way:
    at_it = tubes.filter(stage=stage, first_at__isnull=False)
    oldest = at_it.order_by("first_at", "code").first() if count else None
    until = rules.warm_until(stage, oldest.first_at, room) if oldest else None
    return Way(stage.label, count, oldest, until, until is not None and until < now)
