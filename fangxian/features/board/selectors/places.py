"""An area with what lies directly below it: facts of the territory beside counters of the running plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, F, Q, QuerySet
from django.urls import reverse

from fangxian.features.board import rules
from fangxian.features.board.selectors import answers
from fangxian.features.board.selectors.answers import Lead
from fangxian.features.duty.models import Tally
from fangxian.features.territory.models import Area
from fangxian.features.territory.models.areas import Level
from fangxian.kernel.authority import Actor
from fangxian.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Place:
    """One area on the board; seats and what is filled count everything inside it."""

    code: str
    name: str
    level: str
    lat: float | None
    lon: float | None
    outlined: bool
    people: int
    households: int
    grids: int
    sites: int
    posts: int
    seats: int
    filled: int
    vacancies: int
    lead: Lead | None = None

    @property
    def missing(self) -> int:
        """Seats nobody fills."""
        return self.seats - self.filled

    @property
    def share(self) -> float:
        """The share filled, 0 to 1; 2 where nothing is planned, so that it sorts behind what lacks people."""
        return self.filled / self.seats if self.seats else 2.0

    @property
    def level_name(self) -> str:
        """The level in words."""
        return str(Level(self.level).label)

    @property
    def is_grid(self) -> bool:
        """Whether it is the smallest answered-for area."""
        return self.level == Level.GRID

    @property
    def url(self) -> str:
        """Its page on the board."""
        return reverse("board:area", args=[self.code])


SORTS = ("code", "name", "people", "households", "grids", "share", "missing", "vacancies")
_COUNTERS = ("grids", "households", "people", "sites", "posts", "seats", "filled", "vacancies")
_FACTS = ("code", "name", "level", "lat", "lon", "population", "households", "outlined")
_NOW = Q(valid_until__isnull=True)


def known(code: str) -> bool:
    """Whether the territory holds this area, in sight."""
    return Area.objects.filter(_NOW, code=code).exists()


def trail(actor: Actor, code: str) -> list[tuple[str, str, str]]:
    """
    Code, name and level of the area and of those around it that the actor sees, widest first.

    Raises:
        NotFound: no such area, or out of the actor's sight.
    """
    around = rules.chain(code, top=actor.area)
    found = list(Area.objects.filter(_NOW, code__in=around).values_list("code", "name", "level"))
    if code not in {one[0] for one in found}:
        raise NotFound
    return sorted(found)


def get(actor: Actor, code: str) -> Place:
    """
    One area with its counters and its lead.

    Raises:
        NotFound: no such area, or out of the actor's sight.
    """
    return _one(_places(actor, Q(code=code), Q(area=code)), code)


def family(actor: Actor, code: str, sort: str = "code") -> tuple[Place, list[Place]]:
    """
    One area and those directly below it, sorted by one of `SORTS` (`-` for downward).

    Raises:
        NotFound: no such area, or out of the actor's sight.
    """
    key, downward = rules.ranks(sort, SORTS, "code")
    found = _places(actor, Q(code=code) | Q(parent=code), Q(area=code) | Q(parent=code))
    place = _one(found, code)
    below = [one for one in found if one is not place]
    return place, sorted(below, key=lambda one: (getattr(one, key), one.code), reverse=downward)


def _one(found: list[Place], code: str) -> Place:
    place = next((one for one in found if one.code == code), None)
    if place is None:
        raise NotFound
    return place


def below_each(codes: Iterable[str]) -> list[tuple[str, Place]]:
    """The areas directly below several, each with its parent's code and without its lead: for drawings."""
    wanted = list(codes)
    facts = list(_facts(Q(parent__in=wanted)).order_by("code").values_list("parent", *_FACTS))
    counters = _counters(Q(parent__in=wanted))
    return [(parent, _place(fact, counters, {})) for parent, *fact in facts]


def _places(actor: Actor, areas: Q, tallies: Q) -> list[Place]:
    facts = list(_facts(areas).values_list(*_FACTS))
    counters = _counters(tallies)
    leads = answers.of(actor, [fact[0] for fact in facts])
    return [_place(fact, counters, leads) for fact in facts]


def _facts(areas: Q) -> QuerySet[Area]:
    outlined = ExpressionWrapper(Q(outline__isnull=False), BooleanField())
    return Area.objects.filter(_NOW, areas).annotate(outlined=outlined)


def _counters(tallies: Q) -> dict[str, dict[str, int]]:
    rows = Tally.objects.filter(tallies).annotate(code=F("area")).values("code", *_COUNTERS)
    return {row.pop("code"): row for row in rows}


def _place(fact: Iterable[Any], counters: dict[str, dict[str, int]], leads: dict[str, Lead]) -> Place:
    code, name, level, lat, lon, population, households, outlined = fact
    counted = dict.fromkeys(_COUNTERS, 0) | counters.get(code, {})
    # Before the first plan there are no counters; the territory's own figures stand in.
    counted["people"] = counted["people"] or population or 0
    counted["households"] = counted["households"] or households or 0
    return Place(code, name, level, lat, lon, outlined, **counted, lead=leads.get(code))
