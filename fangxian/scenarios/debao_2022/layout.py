"""The counted territory: every listed area with its position, people, households and hamlets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.spatial import cKDTree

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.plane import Plane, Points, pulled_inside
from fangxian.scenarios.debao_2022.scales import CountyScale
from fangxian.scenarios.debao_2022.settlement import Settlement, settle
from fangxian.scenarios.debao_2022.shares import share_with_floor
from fangxian.scenarios.debao_2022.streams import stream
from fangxian.scenarios.debao_2022.weights import is_community, is_town, is_works, village_weight

FAR_KM = 7.5
"""A village farther than this from its township's seat counts as remote."""


@dataclass(frozen=True, slots=True)
class Village:
    """A village with its people; `at` is its centre and `hamlets` (n, 2) are in kilometres of the plane."""

    code: str
    name: str
    township: str
    at: Points
    residents: int
    households: int
    urban: bool
    remote: bool
    hamlets: Points

    @property
    def on_paper(self) -> bool:
        """Whether it is the community of an industrial unit, which has no territory of its own."""
        return is_works(self.township)

    @property
    def short_name(self) -> str:
        """The name as people say it: without the word for its committee."""
        for suffix in ("社区居民委员会", "社区居委会", "居民委员会"):
            if self.name.endswith(suffix):
                return self.name.removesuffix(suffix) + "社区"
        return self.name.removesuffix("居委会").removesuffix("委会").removesuffix("委")


@dataclass(frozen=True, slots=True)
class County:
    """A county at one scale: its plane, its listed areas, and its villages in the order of their codes."""

    scale: CountyScale
    name: str
    plane: Plane
    townships: dict[str, str]
    seats: dict[str, Points]
    villages: tuple[Village, ...]

    @property
    def peopled(self) -> tuple[Village, ...]:
        """The villages that have households."""
        return tuple(v for v in self.villages if v.households)

    @property
    def town(self) -> tuple[Village, ...]:
        """The communities of the county town; where nobody lives in one, all peopled villages."""
        return tuple(v for v in self.peopled if v.urban and is_town(v.township)) or self.peopled


def lay_out(scale: CountyScale, seed: int) -> County:
    """Count and place one county."""
    listed = [a for a in facts.territory() if a.code.startswith(scale.code) and scale.lists(a.code)]
    name = next(a.name for a in listed if a.code == scale.code)
    townships = {a.code: a.name for a in listed if a.level == "township"}
    settlement = settle(scale.code, seed)
    villages = _villages(scale, settlement, [a for a in listed if a.level == "village"], seed)
    seats = {code: settlement.townships[code] for code in townships}
    return County(scale, name, settlement.plane, townships, seats, tuple(villages))


def _villages(
    scale: CountyScale, settlement: Settlement, areas: list[facts.Area], seed: int
) -> Iterable[Village]:
    counts = _counts(scale, areas, seed)
    centres = np.array([settlement.villages[a.code] for a in areas])
    spacing = np.asarray(cKDTree(centres).query(centres, k=[2])[0])[:, 0]
    inner = settlement.plane.inner(0.2)
    for area, (residents, households), gap in zip(areas, counts, spacing, strict=True):
        at = settlement.villages[area.code]
        first = not is_community(area) and area.code.endswith("200")
        urban = is_community(area) or (first and not is_town(area.parent_code))
        rng = stream(seed, "hamlets", area.code)
        points = _hamlets(rng, at, int(residents), urban=urban, gap=float(gap))
        far = float(np.hypot(*(at - settlement.townships[area.parent_code]))) > FAR_KM
        yield Village(
            area.code,
            area.name,
            area.parent_code,
            at,
            int(residents),
            int(households),
            urban,
            far,
            pulled_inside(points, np.broadcast_to(at, points.shape), inner),
        )


def _counts(scale: CountyScale, areas: list[facts.Area], seed: int) -> npt.NDArray[np.int64]:
    """Share residents and households among the villages that have people: an array (villages, 2)."""
    peopled = [i for i, a in enumerate(areas) if scale.peoples(a.code)]
    spread = stream(seed, "village sizes", scale.code).lognormal(0.0, 0.35, len(peopled))
    weights = [
        (village_weight(areas[i]) * factor) ** scale.evenness
        for i, factor in zip(peopled, spread, strict=True)
    ]
    counts = np.zeros((len(areas), 2), dtype=np.int64)
    households = share_with_floor(scale.households, weights, floor=1)
    counts[peopled, 1] = households
    counts[peopled, 0] = (
        share_with_floor(scale.residents - scale.households, households, floor=0) + households
    )
    return counts


def _hamlets(rng: np.random.Generator, at: Points, residents: int, *, urban: bool, gap: float) -> Points:
    """Return a village's hamlets around its centre, the first at the centre; a community's are its blocks."""
    size, reach = (700, 0.30) if urban else (180, min(max(0.3 * gap, 0.25), 1.0))
    count = int(np.clip(round(residents / size), 1, 14))
    points = at + rng.normal(0.0, reach, size=(count, 2))
    points[0] = at
    return points
