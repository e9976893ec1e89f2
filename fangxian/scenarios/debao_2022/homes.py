"""Where responders live: by population, in the county town, at a market place, seldom in remote hills."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from fangxian.scenarios.debao_2022.jobs import Home
from fangxian.scenarios.debao_2022.layout import County
from fangxian.scenarios.debao_2022.plane import Points, pulled_inside
from fangxian.scenarios.debao_2022.shares import largest_remainder, share_with_floor

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COMMUTERS = 0.25
"""Share of those who work in the county town and live elsewhere in the county."""

MARKET_SHARE = 0.6
"""Share of those who work in a township and live in its market place."""

REMOTE_HOMES = 0.1
"""How often people with a profession live in a remote village, beside 1 for another of the same size."""

SHORT_STAFFED, SHORT_STAFFING = 2, 0.3
"""How many townships, farthest from the county town, lack staff, and what share of staff they have."""


class Homes:
    """Draws homes in a county; `villages` are its peopled villages, and homes are indices into them."""

    def __init__(self, county: County) -> None:
        self.villages = county.peopled
        self._edge = county.plane.inner(0.05)
        people = np.array([v.residents for v in self.villages], dtype=np.float64)
        town = {v.code for v in county.town}
        self._people = people
        self._town = people * [v.code in town for v in self.villages]
        self._settled = people * [REMOTE_HOMES if v.remote else 1.0 for v in self.villages]
        self._staff = self._staffed(county)

    def draw(self, rng: np.random.Generator, rule: Home, count: int) -> Integers:
        """Return the home of each of `count` people."""
        match rule:
            case "town":
                commutes = rng.random(count) < COMMUTERS
                return np.where(commutes, _lot(rng, self._settled, count), _lot(rng, self._town, count))
            case "township":
                return _lot(rng, self._staff, count)
            case "settled":
                return _lot(rng, self._settled, count)
            case "village":
                return self._everywhere(count)

    def doors(self, rng: np.random.Generator, homes: Integers) -> Points:
        """Return a position for each home: in one of its village's hamlets."""
        hamlets = [self.villages[i].hamlets for i in homes.tolist()]
        picks = rng.random(len(homes))
        points = np.array([h[int(p * len(h))] for h, p in zip(hamlets, picks.tolist(), strict=True)])
        anchors = points.reshape(-1, 2)
        return pulled_inside(anchors + rng.normal(0.0, 0.06, anchors.shape), anchors, self._edge)

    def _everywhere(self, count: int) -> Integers:
        """Give every village its share, at least one where there are enough people to go round."""
        shared = (
            share_with_floor(count, self._people, floor=1)
            if count >= len(self.villages)
            else largest_remainder(count, self._people)
        )
        return np.repeat(np.arange(len(self.villages)), shared)

    def _staffed(self, county: County) -> Floats:
        """Weigh villages for those who work in townships: mostly market places; far townships lack staff."""
        town = np.mean([v.at for v in county.town], axis=0)
        townships = dict.fromkeys(v.township for v in self.villages)
        away = {c: float(np.hypot(*(county.seats[c] - town))) for c in townships}
        short = sorted(away, key=lambda c: -away[c])[:SHORT_STAFFED] if len(away) > 2 * SHORT_STAFFED else []
        people, weights = self._settled, np.zeros(len(self.villages))
        for township in away:
            inside = np.array([v.township == township for v in self.villages])
            market = inside & [v.urban for v in self.villages]
            staff = self._people[inside].sum() * (SHORT_STAFFING if township in short else 1.0)
            weights[inside] = (1 - MARKET_SHARE) * staff * people[inside] / people[inside].sum()
            centre = market if market.any() else inside
            weights[centre] += MARKET_SHARE * staff * people[centre] / people[centre].sum()
        return weights


def _lot(rng: np.random.Generator, weights: Floats, count: int) -> Integers:
    bounds = np.cumsum(weights) / weights.sum()
    drawn: Integers = np.searchsorted(bounds, rng.random(count), side="right").clip(0, len(weights) - 1)
    return drawn
