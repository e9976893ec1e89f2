"""The visits of a target: the log is kept above this feature, whose application hands the question down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from fangxian.features.campaigns.models import Target
from fangxian.kernel.authority import Actor


@dataclass(frozen=True, slots=True)
class Visit:
    """One report about a target: when it happened and when it arrived, by whom, and what it came to."""

    occurred_at: datetime
    received_at: datetime
    person_name: str
    outcome: str
    note: str


Told = Callable[[Actor, Target], list[Visit]]
_told: list[Told] = []


def told_by(ask: Told) -> None:
    """Have the log answer; called once, when the application that keeps it starts."""
    _told[:] = [ask]


def of(actor: Actor, target: Target) -> list[Visit]:
    """The visits of a target in sight, newest first; none while nobody keeps a log."""
    return _told[0](actor, target) if _told else []
