"""For each chain the link with the most late and the one that waits longest, and in which area below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.features.charges.selectors.answers import children
from fangxian.features.items.selectors import counting, waiting
from fangxian.features.items.selectors.counting import Counted, Kept
from fangxian.features.supervision.inspections.selectors import chains
from fangxian.features.supervision.inspections.selectors.chains import Chain, LinkRow
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Where:
    """The area directly below where a link is at its worst: how many are late there, how long they wait."""

    code: str
    name: str
    late: int = 0
    middle: timedelta = timedelta()


@dataclass(frozen=True, slots=True)
class Slow:
    """A chain with the link that holds the most late (None: nothing is) and the one that waits longest."""

    kind: str
    label: Text
    late: LinkRow | None
    late_in: Where | None
    longest: LinkRow
    longest_in: Where | None


def slowest(actor: Actor, area: str, now: datetime) -> list[Slow]:
    """Each chain of which something is under way in an area, the one with the most late first."""
    if not actor.may(Can.ITEM_VIEW):
        return []
    names = dict(children(area).values_list("code", "name"))
    kept = counting.running(actor, [area, *names], now)
    found = chains.laid_out(kept[area], waiting.waited(actor, area, now, kept[area]), now)
    longest = {one.kind: max(one.links, key=lambda link: (link.standing > 0, link.middle)) for one in found}
    links = [(kind, link.state) for kind, link in longest.items()]
    waits = waiting.by_hour(actor, names, links, now) if names and links else {}
    rows = [_slow(one, longest[one.kind], names, kept, waits, now) for one in found]
    return sorted(rows, key=lambda row: -(row.late.late if row.late else 0))


def _slow(
    chain: Chain,
    longest: LinkRow,
    names: Mapping[str, str],
    kept: Mapping[str, Kept],
    waits: Mapping[str, Mapping[tuple[str, str], waiting.Waited]],
    now: datetime,
) -> Slow:
    most = max(chain.links, key=lambda link: link.late)
    late, at = (most if most.late else None), (chain.kind, longest.state)
    lates = {code: kept[code].get((chain.kind, most.state), Counted()).late for code in names}
    middles = {code: now - some[at].middle for code, some in waits.items() if at in some}
    worst = max(lates, key=lambda code: lates[code], default="")
    last = max(middles, key=lambda code: middles[code], default="")
    return Slow(
        chain.kind,
        chain.label,
        late,
        Where(worst, names[worst], late=lates[worst]) if late and worst and lates[worst] else None,
        longest,
        Where(last, names[last], middle=middles[last]) if last else None,
    )
