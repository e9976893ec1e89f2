"""A rule pack as the planner sees it: dated figures, duties and posts, each with its source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

GRADES: Final = ("A", "B", "assumption")
LEAD_ROLE: Final = "area_lead"
DEPUTY_ROLE: Final = "area_deputy"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the pack and where it comes from; grade A or B as published, else our own assumption."""

    name: str
    value: float
    unit: str
    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class Duty:
    """
    When a kind of post is held.

    Attributes:
        opens, closes: local minutes of the day, 0 to 1440; equal for a charge that has no shifts.
        shift: minutes of a shift; it divides the opening hours.
        every_days: 1 daily, 2 every second day.
    """

    name: str
    opens: int
    closes: int
    shift: int
    every_days: int
    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class PostRule:
    """
    One role at one kind of place.

    Seats on duty = `take` for every `each` of `per` (place, table, person, household, room), rounded up, at
    least one; with `people_each`, all crews together number at least people of the place / `people_each`.

    Attributes:
        at: site kinds, `grid`, `mobile` or area levels.
        skills: all needed; `kinds`: one of them, empty for any.
        duty: index in the pack's duties.
        titles: by language (zh-Hans, zh-Hant, en).
    """

    role: str
    titles: Mapping[str, str]
    at: tuple[str, ...]
    skills: tuple[str, ...]
    kinds: tuple[str, ...]
    per: str
    each: float
    take: int
    people_each: float
    crews: int
    duty: int
    priority: int
    farthest_km: float
    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """
    Dated guidance. Figures are looked up by name, so that each keeps its source.

    Attributes:
        valid_from, valid_until: ISO dates, half-open; `valid_until` empty while in force.
        figures: by name; those the planner and a round of sampling read are `FIGURES`.
    """

    code: str
    titles: Mapping[str, str]
    valid_from: str
    valid_until: str
    figures: Mapping[str, Figure]
    duties: tuple[Duty, ...]
    posts: tuple[PostRule, ...]

    def __getitem__(self, name: str) -> float:
        """The value of a figure."""
        return self.figures[name].value


FIGURES: Final[Mapping[str, str]] = {
    "grid_households": "households a grid should have",
    "grid_households_min": "fewest households of a grid in a village that has more",
    "grid_households_max": "most households of a grid",
    "grid_balance": "largest grid over the mean of its village",
    "round_hours": "hours a region-wide sampling round may take",
    "people_per_point": "people a sampling point should serve",
    "people_per_point_max": "most people a sampling point should serve",
    "people_per_table": "people a table serves in a round",
    "people_per_point_min": "fewest people a computed point is opened for",
    "walk_minutes_plain": "minutes people may walk to a point on the plain",
    "walk_minutes_mountain": "minutes people may walk to a point in mountain country",
    "walk_km_h_plain": "walking pace on the plain",
    "walk_km_h_mountain": "walking pace in mountain country",
    "detour_plain": "way walked over straight distance on the plain",
    "detour_mountain": "way walked over straight distance in mountain country",
    "rest_hours": "hours of rest between two shifts",
    "hours_day": "most hours in any 24",
    "hours_week": "most hours in any seven days",
    "home_bonus_km": "distance given up to post people where they live",
    "unit_bonus_km": "distance given up to post people where their work unit is",
    "span_of_control": "people or areas that may report to one lead",
    "branch_members": "party members from which a site has a temporary branch",
    "rooms_per_10000": "isolation rooms for 10,000 residents",
    "pool_lockdown": "people a tube in a lockdown zone",
    "pool_controlled": "people a tube in a controlled zone",
    "pool_precaution": "people a tube in a precaution zone",
    "tube_room_hours": "hours a tube may stand at room temperature",
    "tube_delivery_hours": "hours from closing a tube until it is with the laboratory",
    "tube_open_hours": "hours a tube may stay open at its table",
    "table_people_hour": "people sampled at a table in an hour",
    "clean_rounds": "rounds running without a community case before sampling may pause",
    "clean_gap_days": "days of that pause",
    "clean_rounds_last": "rounds without a community case after it",
}
