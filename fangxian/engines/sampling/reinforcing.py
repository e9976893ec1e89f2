"""
Which team to move where, so that two points end in time.

A point that would end late is given one team of another one. The team stops at its own point at once, drives,
sets its table up, and then samples at the pace of a team there. Of all points that could give one, that is
chosen with which the later of the two ends earliest; of those alike the nearest. No point gives its last team
while it has people left, and nothing is moved that does not help.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, hypot, inf, radians

from fangxian.engines.planning.geometry import EARTH_RADIUS_M
from fangxian.engines.sampling.tours import SET_UP, Driving


@dataclass(frozen=True, slots=True)
class Force:
    """A point at work: how many are left, people an hour now, its teams, and where it is (NaN: unknown)."""

    code: str
    left: int
    an_hour: float
    teams: int
    lat: float = float("nan")
    lon: float = float("nan")

    def ends_min(self, teams: float) -> float:
        """Minutes until nobody is left, with so many of its teams."""
        if not self.left:
            return 0.0
        pace = self.an_hour * teams / self.teams if self.teams else 0.0
        return self.left / pace * 60 if pace > 0 else inf


@dataclass(frozen=True, slots=True)
class Help:
    """A team of `code` comes in so many minutes; when the helped point and its own then end, in minutes."""

    code: str
    comes_min: int
    ends_min: float
    own_min: float

    @property
    def latest_min(self) -> float:
        """When the later of both ends."""
        return max(self.ends_min, self.own_min)


def best_help(
    late: Force, others: Iterable[Force], *, nominal: float = 60.0, driving: Driving | None = None
) -> Help | None:
    """
    The team to move to a late point; None where none would help.

    `nominal` is the pace taken for a team at a point that has none of its own now.

    >>> best_help(Force("late", 240, 60, 1), [Force("done", 0, 0, 2), Force("busy", 600, 60, 1)])
    Help(code='done', comes_min=20, ends_min=130.0, own_min=0.0)
    """
    driving = driving or Driving()
    offers = [_offer(late, one, nominal, driving) for one in others if one.code != late.code and _spares(one)]
    good = [one for one in offers if one.latest_min < late.ends_min(late.teams)]
    return min(good, key=lambda one: (one.latest_min, one.comes_min, one.code), default=None)


def _spares(one: Force) -> bool:
    return one.teams > 1 or (one.teams == 1 and not one.left)


def _offer(late: Force, one: Force, nominal: float, driving: Driving) -> Help:
    comes = driving.minutes(_apart(late, one)) + SET_UP
    each = late.an_hour / late.teams if late.teams and late.an_hour > 0 else nominal
    before = late.an_hour * comes / 60
    if before >= late.left:
        return Help(one.code, comes, late.ends_min(late.teams), one.ends_min(one.teams - 1))
    after = (late.left - before) / (late.an_hour + each) * 60
    return Help(one.code, comes, comes + after, one.ends_min(one.teams - 1))


def _apart(one: Force, other: Force) -> float:
    """Metres on a plane, good to 0.1 % within 50 km."""
    east = radians(other.lon - one.lon) * cos(radians(one.lat))
    return EARTH_RADIUS_M * hypot(radians(other.lat - one.lat), east)
