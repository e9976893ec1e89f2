"""How large the scenario is at each scale: areas, people, households and responders."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.shares import largest_remainder
from fangxian.scenarios.debao_2022.weights import village_weight
from fangxian.scenarios.facts import figures

Scale = Literal["hamlet", "county", "prefecture"]

REGION, PREFECTURE, COUNTY, NEXT_COUNTY = "45", "4510", "451024", "451081"
SEAT, DUAN, FUJI = "451024100", "451024200", "451024200202"
NEXT_TOWNSHIP, NEXT_VILLAGE = "451081109", "451081109201"


@dataclass(frozen=True, slots=True)
class CountyScale:
    """
    What one county brings.

    `listed` are the prefixes whose townships and villages have rows (none: all of the county); `lived_in`
    are the prefixes that have people, households and responders (none: all that is listed). `full_command`
    counties have all departments of a county. `evenness` is a power put on the villages' weights: at 0 all
    villages are alike.
    """

    code: str
    residents: int
    households: int
    responders: int
    listed: tuple[str, ...] = ()
    lived_in: tuple[str, ...] = ()
    town_points: int = 0
    full_command: bool = True
    evenness: float = 1.0

    def lists(self, code: str) -> bool:
        """Whether an area of this county has a row."""
        return not self.listed or any(code.startswith(p) or p.startswith(code) for p in self.listed)

    def peoples(self, code: str) -> bool:
        """Whether a village of this county has people."""
        return self.lists(code) and (not self.lived_in or code.startswith(self.lived_in))


@dataclass(frozen=True, slots=True)
class ScenarioScale:
    """The counties of one scale, with their residents and households together."""

    name: Scale
    counties: tuple[CountyScale, ...]
    residents: int = field(init=False)
    households: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "residents", sum(c.residents for c in self.counties))
        object.__setattr__(self, "households", sum(c.households for c in self.counties))


def scale_of(name: Scale) -> ScenarioScale:
    """
    Return the figures of a scale.

    Raises:
        ValueError: there is no such scale.
    """
    match name:
        case "hamlet":
            return ScenarioScale(name, (_hamlet_county(), _next_county(40, 14, 5, listed=(NEXT_VILLAGE,))))
        case "county":
            return ScenarioScale(name, (_debao(), _next_county(347, 120, 12, listed=())))
        case "prefecture":
            return ScenarioScale(name, _prefecture())
    raise ValueError(f"no such scale: {name}")


def _hamlet_county() -> CountyScale:
    listed = (*(f"{SEAT}00{n}" for n in (1, 2)), f"{SEAT}200", *(f"{DUAN}20{n}" for n in (0, 1, 2, 3)))
    return CountyScale(COUNTY, 920, 318, 145, listed=listed, town_points=2, full_command=False, evenness=0.25)


def _debao() -> CountyScale:
    households = round(figures.RESIDENTS_OF_DEBAO / figures.PERSONS_A_HOUSEHOLD)
    responders = round(figures.MEMBERS_OF_BAISE * figures.RESIDENTS_OF_DEBAO / figures.RESIDENTS_OF_BAISE)
    return CountyScale(
        COUNTY,
        figures.RESIDENTS_OF_DEBAO,
        households,
        responders,
        town_points=figures.TOWN_SAMPLING_POINTS,
    )


def _next_county(residents: int, households: int, responders: int, *, listed: tuple[str, ...]) -> CountyScale:
    return CountyScale(
        NEXT_COUNTY,
        residents,
        households,
        responders,
        listed=listed,
        lived_in=(NEXT_VILLAGE,),
        full_command=False,
    )


def _prefecture() -> tuple[CountyScale, ...]:
    """
    Share the prefecture's totals among its counties: Debao as at county scale, the rest by the weight of
    villages.

    A rural village weighs one, a community of a county town seven, another community three: the town of
    Debao then holds about what its forty sampling points can serve.
    """
    debao = _debao()
    codes = [a.code for a in facts.territory() if a.level == "county" and a.code != COUNTY]
    weights = [
        sum(village_weight(a) for a in facts.territory() if a.level == "village" and a.code.startswith(code))
        for code in codes
    ]
    residents = largest_remainder(figures.RESIDENTS_OF_BAISE - debao.residents, weights)
    households = largest_remainder(figures.HOUSEHOLDS_OF_BAISE - debao.households, residents)
    responders = largest_remainder(figures.MEMBERS_OF_BAISE - debao.responders, residents)
    others = [
        CountyScale(
            code,
            int(people),
            int(homes),
            int(hands),
            town_points=round(figures.TOWN_SAMPLING_POINTS * people / figures.RESIDENTS_OF_DEBAO),
        )
        for code, people, homes, hands in zip(codes, residents, households, responders, strict=True)
    ]
    return tuple(sorted((debao, *others), key=lambda county: county.code))
