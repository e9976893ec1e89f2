"""The deployments as their fact file has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import yaml

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.scales import scale_of
from fangxian.scenarios.debao_2022.shares import largest_remainder
from fangxian.scenarios.debao_2022.weights import village_weight
from fangxian.scenarios.facts.reading import FOLDER


@dataclass(frozen=True, slots=True)
class Deployment:
    """
    One deployment: when (a day or a month), whom it sampled, in how many hours (0: not published).

    `county` is the division code of a county of Baise whose population is the scenario's assumed share of the
    prefecture's, village by village. `really` is what was there, by the words of the plan.
    """

    code: str
    when: str
    source: str
    really: Mapping[str, int]
    people: int = 0
    hours: int = 0
    county: str = ""
    assumed: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "assumed", not self.people)

    def places(self) -> list[int]:
        """The people of each place with points of its own: of every village, or all where none is known."""
        if not self.county:
            return [self.people]
        scale = next(one for one in scale_of("prefecture").counties if one.code == self.county)
        villages = [
            one for one in facts.territory() if one.level == "village" and one.code.startswith(self.county)
        ]
        shares = largest_remainder(scale.residents, [village_weight(one) for one in villages])
        return [int(share) for share in shares]


@cache
def deployments() -> tuple[Deployment, ...]:
    """All of them, as the file has them in order."""
    rows = yaml.safe_load((FOLDER / "deployments.yaml").read_text(encoding="utf-8"))
    return tuple(Deployment(**row) for row in rows)
