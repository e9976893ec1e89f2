"""How far the alarm of an area has climbed: asked here, told by the feature above that has the clocks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from fangxian.kernel.authority import Actor


@dataclass(frozen=True, slots=True)
class Climb:
    """The alarm of the areas inside one: since when it runs, the area told last ('' its own), where it is."""

    since: datetime
    told: str
    due_at: datetime | None
    url: str


Told = Callable[[Actor, Iterable[str]], Mapping[str, Climb]]
_told: list[Told] = []


def told_by(ask: Told) -> None:
    """Have the feature that keeps the clocks answer; called once, when its application starts."""
    _told[:] = [ask]


def of(actor: Actor, parents: Iterable[str]) -> Mapping[str, Climb]:
    """How far the alarms have climbed that the areas directly inside some areas raise, by those areas."""
    return _told[0](actor, parents) if _told else {}
