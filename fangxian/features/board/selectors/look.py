"""Everything the page of one area shows."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page
from django.urls import reverse
from django.utils import timezone

from fangxian.features.board.selectors import gaps, places, posts
from fangxian.features.board.selectors.gaps import Missing
from fangxian.features.board.selectors.places import Place
from fangxian.features.board.selectors.posts import Held
from fangxian.features.campaigns.models import Campaign, CampaignKind
from fangxian.features.campaigns.selectors import overview
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.sampling.selectors.found import Found, found
from fangxian.features.supervision.inspections.selectors.slowest import Slow, slowest
from fangxian.features.supervision.inspections.words import lasting
from fangxian.features.territory.models.areas import Level
from fangxian.kernel.authority import Actor, Can

GAPS_SHOWN = 10
SMALL = (Level.VILLAGE, Level.HAMLET, Level.GRID)
"""Levels small enough to name every post."""


@dataclass(frozen=True, slots=True)
class Look:
    """
    One area as the board shows it; `crumbs` lead to it from the top of what the actor sees.

    `coverage` are the running campaigns there, how they stand, and where that is shown; `chains` what moves
    there, with its slowest links and how long the middle one waits, in all and where it waits longest;
    `rounds` the sampling rounds among the campaigns, with what they have found.
    """

    place: Place
    crumbs: list[tuple[str, str]]
    below: list[Place]
    gaps: Page[Missing]
    posts: list[Held]
    has_map: bool
    coverage: list[tuple[Campaign, Figures, str]]
    chains: list[tuple[Slow, str, str]]
    rounds: list[tuple[Campaign, Figures, Found, str]]


def at(actor: Actor, code: str, sort: str) -> Look:
    """
    One area as the board shows it.

    Raises:
        NotFound: no such area, or out of the actor's sight.
    """
    way = places.trail(actor, code)
    place, below = places.family(actor, code, sort)
    running = overview.running(actor, code)
    rounds = _rounds(actor, code, running)
    own = {one.code for one, *_rest in rounds}
    return Look(
        place=place,
        crumbs=crumbs(way),
        below=below,
        gaps=gaps.page(actor, code, size=GAPS_SHOWN),
        posts=posts.held(code) if place.level in SMALL else [],
        has_map=any(one.outlined for one in (place, *below)),
        coverage=[one for one in running if one[0].code not in own],
        chains=[
            (one, lasting(one.longest.middle), lasting(one.longest_in.middle) if one.longest_in else "")
            for one in slowest(actor, code, timezone.now())
        ],
        rounds=rounds,
    )


def _rounds(
    actor: Actor, code: str, running: list[tuple[Campaign, Figures, str]]
) -> list[tuple[Campaign, Figures, Found, str]]:
    """The sampling rounds among running campaigns, for those who see rounds: they count people, not doors."""
    rounds = [one for one in running if one[0].kind == CampaignKind.SAMPLING]
    told = found([one.code for one, *_rest in rounds], code) if actor.may(Can.ROUND_VIEW) else {}
    return [(one, figures, told[one.code], url) for one, figures, url in rounds if one.code in told]


def crumbs(way: list[tuple[str, str, str]]) -> list[tuple[str, str]]:
    """Names with addresses of the areas that lead to a page."""
    return [(name, reverse("board:area", args=[code])) for code, name, _level in way]
