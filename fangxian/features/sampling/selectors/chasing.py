"""Tubes on their way: how many at each stage, the oldest and its clock, and those to be looked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fangxian.features.sampling import access, rules
from fangxian.features.sampling.models import Round, Stage, Tube
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
    return [_way(_tubes(actor, of_round, area), stage, counts[stage], now) for stage in UNDERWAY]


def troubles(actor: Actor, of_round: Round, area: str, now: datetime) -> list[Trouble]:
    """What is not right with tubes, in the order in which it presses; one query, and one for each found."""
    kinds = _kinds(now)
    tubes = _tubes(actor, of_round, area)
    counts = tubes.aggregate(**{f"n{n}": Count("code", filter=kind[2]) for n, kind in enumerate(kinds)})
    return [
        Trouble(
            label, advice, counts[f"n{n}"], list(tubes.filter(which).order_by("first_at", "code")[:SHOWN])
        )
        for n, (label, advice, which) in enumerate(kinds)
        if counts[f"n{n}"]
    ]


def _kinds(now: datetime) -> list[tuple[Text, Text, Q]]:
    gone = Q(packed_at__lte=now - rules.DELIVERY) | Q(packed_at=None, handed_at__lte=now - rules.DELIVERY)
    return [
        (
            _("Missing: packed four hours ago and not received"),
            _("Call the courier, then the laboratory; the last signature says who has it."),
            gone & Q(stage__in=(Stage.PACKED, Stage.HANDED)),
        ),
        (
            _("Closed, standing at the point for more than four hours"),
            _("Send the courier now; call the laboratory whether it still takes the tube."),
            Q(stage=Stage.CLOSED, first_at__lte=now - rules.ROOM),
        ),
        (
            _("Open for more than two hours"),
            _("Have the table close it, even if it is not full."),
            Q(stage=Stage.OPEN, first_at__lte=now - rules.OPEN),
        ),
        (
            _("Closed with another count than its swabs"),
            _("Ask the table: somebody in it was not registered, or was registered into another tube."),
            Q(stated__isnull=False) & ~Q(stage=Stage.SPOILED) & ~Q(stated=F("swabs")),
        ),
        (
            _("Used at two tables"),
            _("Look whose swabs are in it before its result is told to anybody."),
            Q(tables__gt=1),
        ),
    ]


def _tubes(actor: Actor, of_round: Round, area: str) -> QuerySet[Tube]:
    return access.tubes(actor, of_round.code).filter(within(area))


def _way(tubes: QuerySet[Tube], stage: Stage, count: int, now: datetime) -> Way:
    at_it = tubes.filter(stage=stage, first_at__isnull=False)
    oldest = at_it.order_by("first_at", "code").first() if count else None
    until = rules.warm_until(stage, oldest.first_at) if oldest else None
    return Way(stage.label, count, oldest, until, until is not None and until < now)
