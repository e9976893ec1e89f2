"""Gaps: who is not reached, the greatest need first; what comes next, who holds the work, who answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns import access
from fangxian.features.campaigns.models import Campaign, Outcome, Standing, Target
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.campaigns.selectors.telling import Gap, tell
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import span, within

PER_PAGE = 25
FEW = 20_000
"""Up to so many targets an area's list is exact and has pages; above, it is the top of the whole."""
WINDOW = 5_000
"""Of a wider area so many are looked at, the greatest need first: a page never walks over a million rows."""
CHUNK = 2_000

LEFT, SERVICE, ALL = "left", "service", "all"
CHOICES = (
    (LEFT, _("Not reached")),
    *((str(one), one.label) for one in Standing if one is not Standing.REACHED),
    (SERVICE, _("Needs service")),
    (str(Standing.REACHED), Standing.REACHED.label),
    (ALL, _("All")),
)


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of gaps; `looked_at` is 0 where the list is whole, else of how many it is the top."""

    page: Page[Gap]
    looked_at: int
    standing: str

    @property
    def is_top(self) -> bool:
        """Whether only the top of the area is shown."""
        return self.looked_at > 0


class _Told:
    """Targets told in words only for the rows that are looked at; how many there are, the counters say."""

    def __init__(
        self, actor: Actor, campaign: Campaign, rows: QuerySet[Target] | list[Target], count: int
    ) -> None:
        self.actor, self.campaign, self.rows, self.count_of = actor, campaign, rows, count

    def __len__(self) -> int:
        return self.count_of

    def __getitem__(self, wanted: slice) -> list[Gap]:
        return tell(self.actor, self.campaign, list(self.rows[wanted]))


def listing(
    actor: Actor, campaign: Campaign, area: str, figures: Figures, *, standing: str = LEFT, number: object = 1
) -> Listing:
    """One page of the targets of an area in a standing (of `CHOICES`), the greatest need first."""
    standing = standing if standing in dict(CHOICES) else LEFT
    count = count_of(figures, standing)
    if figures.targets <= FEW:
        told = _Told(actor, campaign, _ranked(_rows(actor, campaign, area, standing)), count)
        looked_at = 0
    else:
        found = _top(campaign, area, standing)
        told = _Told(actor, campaign, found, len(found))
        looked_at = WINDOW
    return Listing(Paginator(told, PER_PAGE).get_page(number), looked_at, standing)  # type: ignore[arg-type]


def everything(actor: Actor, campaign: Campaign, area: str, standing: str) -> Iterator[Gap]:
    """Every target of an area in a standing, by area and code, streamed: for files."""
    rows = _rows(actor, campaign, area, standing).order_by("area", "code")
    chunk: list[Target] = []
    for row in rows.iterator(chunk_size=CHUNK):
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield from tell(actor, campaign, chunk)
            chunk = []
    yield from tell(actor, campaign, chunk)


def chosen(actor: Actor, campaign: Campaign, codes: list[str]) -> list[Gap]:
    """Some targets of a campaign by their codes, those in sight."""
    rows = access.targets(actor).filter(code__in=codes, campaign=campaign.code)
    return tell(actor, campaign, list(_ranked(rows)))


def _rows(actor: Actor, campaign: Campaign, area: str, standing: str) -> QuerySet[Target]:
    return access.targets(actor).filter(within(area), _wanted(standing), campaign=campaign.code)


def _ranked(rows: QuerySet[Target]) -> QuerySet[Target]:
    return rows.order_by("-priority", "area", "code")


def _wanted(standing: str) -> Q:
    counts = Q(exempt=False) | ~Q(standing=Standing.TO_DO)
    if standing == ALL:
        return counts
    if standing == SERVICE:
        return counts & Q(outcome=Outcome.NEEDS_SERVICE)
    return counts & (~Q(standing=Standing.REACHED) if standing == LEFT else Q(standing=standing))


def count_of(figures: Figures, standing: str) -> int:
    """How many of an area's targets are in a standing (of `CHOICES`)."""
    known = {LEFT: figures.left, SERVICE: figures.service, ALL: figures.targets}
    return known[standing] if standing in known else figures.of(standing)


# The inner limit bounds what is looked at, the outer one ends as soon as a page is full.
_TOP = """
    SELECT code FROM (
        SELECT code, exempt, standing, outcome FROM campaigns_target
        WHERE campaign = %(campaign)s AND area >= %(start)s AND area < %(end)s
        ORDER BY priority DESC, area LIMIT %(window)s
    ) seen WHERE (NOT exempt OR standing <> 'to_do') AND {wanted} LIMIT %(size)s
"""
_IN_SQL = {LEFT: "standing <> 'reached'", SERVICE: "outcome = 'needs_service'", ALL: "true"}


def _top(campaign: Campaign, area: str, standing: str) -> list[Target]:
    start, end = span(area)
    facts: dict[str, Any] = {
        "campaign": campaign.code,
        "start": start,
        "end": end,
        "window": WINDOW,
        "size": PER_PAGE,
    }
    wanted = _IN_SQL.get(standing, "standing = %(standing)s")
    with connection.cursor() as cursor:
        cursor.execute(_TOP.format(wanted=wanted), facts | {"standing": standing})
        codes = [code for (code,) in cursor.fetchall()]
    return list(_ranked(Target.objects.filter(code__in=codes)))
