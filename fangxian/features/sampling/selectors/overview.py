"""Rounds as lists show them: how many people are sampled, where their tubes are, whether the counts close."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Sum
from django.utils.translation import gettext as _

from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors import counting
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.sampling import access
from fangxian.features.sampling.models import Round, Tally
from fangxian.features.sampling.models.tally import COUNTED
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, within

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """
    A round in one `area`: its campaign, the people (`figures`), the sums of its points' tallies (`counts`).

    The counts close if the swabs that lie in tubes are those that were taken.
    """

    round: Round
    campaign: Campaign
    title: str
    figures: Figures
    counts: dict[str, int]
    area: str

    @property
    def tubes(self) -> int:
        """How many tubes were opened here."""
        return sum(self.counts[stage] for stage in COUNTED[2:8])

    @property
    def bad(self) -> int:
        """How many tubes came back suspected or positive."""
        return self.counts["suspected"] + self.counts["positive"]

    @property
    def in_tubes(self) -> int:
        """How many swabs lie in tubes."""
        return self.counts["in_tubes"]

    @property
    def closes(self) -> bool:
        """Whether every swab that was taken is in a tube."""
        return self.in_tubes == self.counts["swabs"]


def page(actor: Actor, number: object) -> tuple[Page[Round], list[Line]]:
    """A page of the rounds in sight, the newest first, and the lines on it."""
    found = Paginator(access.newest_first(actor), PER_PAGE).get_page(number)  # type: ignore[arg-type]
    return found, [line(actor, one) for one in found]


def line(actor: Actor, of_round: Round) -> Line:
    """One round, in the part of the actor's area that it covers."""
    area = here(actor, of_round)
    return Line(
        of_round,
        Campaign.objects.get(code=of_round.code),
        title(of_round),
        counting.figures(of_round.code, area),
        counts(of_round, area),
        area,
    )


def here(actor: Actor, of_round: Round) -> str:
    """The part of a round's area that is the actor's."""
    return actor.area if inside(actor.area, of_round.area) else of_round.area


def title(of_round: Round) -> str:
    """
    What a round is called: its number and place; to those below the area, who do not see its name, what its
    campaign is called.
    """
    name = Area.objects.filter(code=of_round.area).values_list("name", flat=True).first()
    if name is None:
        return Campaign.objects.values_list("name", flat=True).get(code=of_round.code)
    return _("Round %(number)s of %(place)s") % {"number": of_round.number, "place": name}


def counts(of_round: Round, area: str) -> dict[str, int]:
    """The sums of the tallies of the points of an area."""
    sums = Tally.objects.filter(within(area), round=of_round.code).aggregate(
        **{f"n_{name}": Sum(name) for name in COUNTED}
    )
    return {name: sums[f"n_{name}"] or 0 for name in COUNTED}
