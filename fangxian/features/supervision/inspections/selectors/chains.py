"""Hand-over: where the items of each kind stand, how long, and which link is the slowest; for any flow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from fangxian.features.items.flows import Flow
from fangxian.features.items.registry import flows
from fangxian.features.items.selectors import counting, waiting
from fangxian.features.items.selectors.counting import Counted, Kept
from fangxian.features.items.selectors.waiting import Waited
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of a chain: how many stand there, how many late, how long the middle and the oldest one."""

    state: str
    label: Text
    within: timedelta | None
    standing: int
    late: int
    middle: timedelta
    oldest: timedelta
    slowest: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """A kind of item with its links, in their order."""

    kind: str
    label: Text
    links: list[LinkRow]


def chains(actor: Actor, area: str, now: datetime) -> list[Chain]:
    """The chain of each kind of item of which something is under way in an area."""
    if not actor.may(Can.ITEM_VIEW):
        return []
    kept = counting.running(actor, [area], now)[area]
    return laid_out(kept, waiting.waited(actor, area, now, kept), now)


def laid_out(kept: Kept, waited: dict[tuple[str, str], Waited], now: datetime) -> list[Chain]:
    """Counts and waits as chains; only kinds of which something is under way."""
    found = [_chain(flow, kept, waited, now) for flow in flows().values()]
    return [one for one in found if any(link.standing for link in one.links)]


def _chain(flow: Flow, kept: Kept, waited: dict[tuple[str, str], Waited], now: datetime) -> Chain:
    links = []
    for state, label in flow.states.items():
        if state in flow.ended:
            continue
        counted = kept.get((flow.kind, state), Counted())
        since = waited.get((flow.kind, state), Waited(now, now))
        lasts = now - since.middle, now - since.oldest
        links.append(LinkRow(state, label, flow.within(state), counted.standing, counted.late, *lasts))
    return Chain(flow.kind, flow.label, mark_slowest(links))


def mark_slowest(links: Iterable[LinkRow]) -> list[LinkRow]:
    """
    The same links, the slowest marked: with the greatest share late, of equals the one that waits longest.

    None is where nothing is late.
    """
    listed = list(links)
    late = [one for one in listed if one.late]
    if not late:
        return listed
    worst = max(late, key=lambda one: (one.late / one.standing, one.middle))
    return [replace(one, slowest=one is worst) for one in listed]
