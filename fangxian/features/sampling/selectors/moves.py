"""Teams that stand at another point than they were put to."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.features.sampling.models import Point, Round, TeamMove
from fangxian.kernel.codes import within


@dataclass(frozen=True, slots=True)
class Moved:
    """A move that lasts, with the names of both points."""

    move: TeamMove
    source: str
    target: str

    @property
    def who(self) -> str:
        """The names of those who were moved."""
        return "、".join(self.move.names)


def moved(of_round: Round, area: str) -> list[Moved]:
    """The moves to points of an area that last, the newest first."""
    found = list(
        TeamMove.objects.filter(within(area), round=of_round.code, back_at__isnull=True).order_by(
            "-at", "code"
        )
    )
    codes = {code for one in found for code in (one.point, one.from_point)}
    points = Point.objects.filter(round=of_round.code, code__in=codes)
    names = dict(points.values_list("code", "name"))
    return [
        Moved(one, names.get(one.from_point, one.from_point), names.get(one.point, one.point))
        for one in found
    ]
