"""How many have a directive and how far they are: sums over tallies, never over the receipts themselves."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from fangxian.features.supervision.models import Directive, Receipt, Tally
from fangxian.features.territory.models import Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, span, within
from fangxian.kernel.errors import Text

COUNTERS = ("addressed", "received", "read", "acknowledged", "acted", "reported")
PERSON = "person"
LEVELS = [*Level.values, PERSON]

_BY_AREA = """
    SELECT w.area, coalesce(sum(t.addressed), 0), coalesce(sum(t.received), 0), coalesce(sum(t.read), 0),
           coalesce(sum(t.acknowledged), 0), coalesce(sum(t.acted), 0), coalesce(sum(t.reported), 0)
    FROM unnest(%(areas)s::text[], %(untils)s::text[]) AS w(area, until)
    LEFT JOIN supervision_tally t ON t.root = %(root)s AND t.area >= w.area COLLATE "C"
        AND t.area < w.until COLLATE "C" AND t.made_area >= %(start)s AND t.made_area < %(until)s
    GROUP BY w.area
"""


@dataclass(frozen=True, slots=True)
class Steps:
    """How many have it, and how many of those have come as far as each step."""

    addressed: int = 0
    received: int = 0
    read: int = 0
    acknowledged: int = 0
    acted: int = 0
    reported: int = 0

    @property
    def silent(self) -> int:
        """Those who have not acknowledged."""
        return self.addressed - self.acknowledged

    @property
    def share(self) -> float:
        """The part that has acknowledged, from 0 to 1."""
        return self.acknowledged / self.addressed if self.addressed else 0.0

    @property
    def bars(self) -> list[tuple[str, int, float]]:
        """Each step with its count and its share."""
        return [
            (name, getattr(self, name), getattr(self, name) / self.addressed if self.addressed else 0.0)
            for name in COUNTERS[1:]
        ]


def of_cascade(directive: Directive) -> Q:
    """Receipts and tallies of a directive and of all that was issued onward from it in its own area."""
    return Q(root=directive.root) & within(directive.area, "made_area")


def total(directive: Directive, area: str) -> Steps:
    """How far everybody inside an area is."""
    return Steps(**_summed(Tally.objects.filter(of_cascade(directive), within(area))))


def by_level(directive: Directive, area: str) -> dict[str, Steps]:
    """How far those of each level inside an area are, the highest level first, people last."""
    rows = Tally.objects.filter(of_cascade(directive), within(area)).values("level").annotate(**_sums())
    found = {level: Steps(*counts) for level, *counts in rows.values_list("level", *COUNTERS)}
    return {level: found[level] for level in LEVELS if level in found}


def by_area(directive: Directive, areas: Iterable[str]) -> dict[str, Steps]:
    """How far everybody inside each of some areas is: a range of one index for each."""
    spans = [span(area) for area in areas]
    start, until = span(directive.area)
    facts: dict[str, Any] = {
        "areas": [begin for begin, _end in spans],
        "untils": [end for _start, end in spans],
        "root": directive.root,
        "start": start,
        "until": until,
    }
    with connection.cursor() as cursor:
        cursor.execute(_BY_AREA, facts)
        return {area: Steps(*map(int, counts)) for area, *counts in cursor.fetchall()}


def by_directive(actor: Actor, directives: Iterable[Directive]) -> dict[str, Steps]:
    """How far those addressed by each of some directives are, as far as they are in the actor's sight."""
    listed = list(directives)
    # What row security sees anyway, said in words that an index serves: of a directive from above, only
    # the tallies of this area are read, and those of the areas where the actor has it in person.
    own = Q(directive__in=[one.code for one in listed if inside(one.area, actor.area)])
    above = [one.code for one in listed if not inside(one.area, actor.area)]
    seen = own | Q(within(actor.area), directive__in=above)
    if actor.responder:
        held = Receipt.objects.filter(responder=int(actor.responder), directive__in=above)
        for code, area in held.values_list("directive", "area"):
            seen |= Q(directive=code, area=area)
    rows = Tally.objects.filter(seen).values("directive").annotate(**_sums())
    return {code: Steps(*counts) for code, *counts in rows.values_list("directive", *COUNTERS)}


def _sums() -> dict[str, Any]:
    return {name: Sum(name) for name in COUNTERS}


def _summed(tallies: QuerySet[Tally]) -> dict[str, int]:
    return {name: value or 0 for name, value in tallies.aggregate(**_sums()).items()}


def word(level: str) -> Text:
    """A level of receivers in words."""
    return _("People") if level == PERSON else Level(level).label
