"""How many grids a village has and how large each may be."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from fangxian.engines.planning.pack import RulePack


@dataclass(frozen=True, slots=True)
class Band:
    """Households a grid should have, at least and at most, and the largest over the mean of a village."""

    target: int
    fewest: int
    most: int
    balance: float

    @classmethod
    def of(cls, pack: RulePack) -> Band:
        """The band of a rule pack."""
        names = ("grid_households", "grid_households_min", "grid_households_max")
        target, fewest, most = (int(pack[name]) for name in names)
        return cls(target, fewest, most, pack["grid_balance"])

    def counts(self, households: int) -> tuple[int, int]:
        """Fewest and most grids a village may have."""
        least = max(1, ceil(households / self.most))
        return least, max(least, households // self.fewest)

    def count(self, households: int) -> int:
        """
        Number of grids whose mean is nearest the target within the band.

        >>> Band(115, 70, 140, 1.25).count(600)
        5
        """
        least, most = self.counts(households)
        return min(max(least, round(households / self.target)), most)

    def sizes(self, households: int, parts: int) -> tuple[int, int]:
        """
        Fewest and most households a grid may have in a village with `parts` grids.

        The balance bounds the largest; where even an equal split breaks a bound, the equal split stands.
        """
        mean = households / parts
        most = max(ceil(mean), min(self.most, floor(self.balance * mean)))
        return min(floor(mean), self.fewest), most
