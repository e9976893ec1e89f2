"""
How far the alarm of an area has climbed, and whose lead lets things climb without a word.

Asked here, told by the feature above that has the clocks.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.kernel.authority import Actor

SILENT_AFTER = timedelta(hours=2)
"""
How long something may be late without any reaction before its holder counts as not answering.

Source: our assumption. As long as what is late takes to go up one level (`items.flows.Flow.climbs`).
"""


@dataclass(frozen=True, slots=True)
class Climb:
    """The alarm of the areas inside one: since when it runs, the area told last ('' its own), where it is."""

    since: datetime
    told: str
    due_at: datetime | None
    url: str


Climbs = Callable[[Actor, Iterable[str]], Mapping[str, Climb]]
Silent = Callable[[Actor, Iterable[str], datetime], Iterable[str]]
_told: list[tuple[Climbs, Silent]] = []


def told_by(climbs: Climbs, silent: Silent) -> None:
    """Have the feature that keeps the clocks answer; called once, when its application starts."""
    _told[:] = [(climbs, silent)]


def of(actor: Actor, parents: Iterable[str]) -> Mapping[str, Climb]:
    """How far the alarms have climbed that the areas directly inside some areas raise, by those areas."""
    return _told[0][0](actor, parents) if _told else {}


def silent(actor: Actor, areas: Iterable[str], now: datetime) -> frozenset[str]:
    """Those of some areas whose lead let something climb and has not said a word since."""
    return frozenset(_told[0][1](actor, areas, now)) if _told else frozenset()
