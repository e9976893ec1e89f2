"""How targets stand: sums over the counters of grids, never over the targets themselves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Sum
from django.utils.functional import Promise

from fangxian.features.campaigns.models import Coverage, Standing
from fangxian.kernel.codes import LAST, within

COUNTERS = ("targets", "reached", "not_home", "refused", "unreachable", "service", "asked", "exempt")


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of the stacked bar: `x` and `width` in percent of the whole."""

    standing: str
    label: Promise | str
    count: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Figures:
    """
    How the targets of some area stand; `asked` counts every time somebody was asked, reached or not.

    `exempt` are those who are left out: no part of `targets`.
    """

    targets: int = 0
    reached: int = 0
    not_home: int = 0
    refused: int = 0
    unreachable: int = 0
    service: int = 0
    asked: int = 0
    exempt: int = 0

    @property
    def to_do(self) -> int:
        """Those nobody has been to yet."""
        return self.targets - self.reached - self.not_home - self.refused - self.unreachable

    @property
    def left(self) -> int:
        """Everybody who is not reached."""
        return self.targets - self.reached

    @property
    def remaining(self) -> int:
        """Who can still be reached: to do, not home, refused; not who moved away or was never there."""
        return self.left - self.unreachable

    @property
    def version(self) -> str:
        """Differs whenever any report has come in."""
        return ".".join(str(getattr(self, name)) for name in COUNTERS)

    def of(self, standing: str) -> int:
        """The number of targets in one standing."""
        return int(getattr(self, standing))

    @property
    def parts(self) -> list[Part]:
        """The stacked bar, reached first; what is empty has no part."""
        order = (Standing.REACHED, Standing.NOT_HOME, Standing.REFUSED, Standing.UNREACHABLE, Standing.TO_DO)
        parts, x = list[Part](), 0.0
        for standing in order:
            count = self.of(standing)
            width = 100 * count / self.targets if self.targets else 0.0
            if count:
                parts.append(Part(str(standing), standing.label, count, round(x, 3), round(width, 3)))
            x += width
        return parts


def figures(campaign: str, area: str) -> Figures:
    """How the targets of a campaign stand inside an area, as far as it is in sight."""
    rows = Coverage.objects.filter(within(area), campaign=campaign)
    return Figures(**{name: value or 0 for name, value in rows.aggregate(**_sums()).items()})


def by_campaign(campaigns: Iterable[str], area: str) -> dict[str, Figures]:
    """How the targets of several campaigns stand inside an area."""
    rows = Coverage.objects.filter(within(area), campaign__in=list(campaigns))
    counted = rows.values("campaign").annotate(**_sums()).values_list("campaign", *COUNTERS)
    return {code: Figures(*counts) for code, *counts in counted}


def by_area(campaign: str, codes: Sequence[str]) -> dict[str, Figures]:
    """How the targets of a campaign stand inside each of several areas; those without any are not in it."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_AREA, [list(codes), [code + LAST for code in codes], campaign])
        return {code: Figures(*counts) for code, *counts in cursor.fetchall()}


def _sums() -> dict[str, Sum]:
    return {name: Sum(name) for name in COUNTERS}


# Both ends are given: an expression that might leak, such as ||, keeps row security off the index.
_BY_AREA = f"""
    SELECT p.code, {", ".join(f"sum(c.{name})::int" for name in COUNTERS)}
    FROM unnest(%s::text[], %s::text[]) AS p (code, until)
    JOIN campaigns_coverage c ON c.campaign = %s AND c.area >= p.code AND c.area < p.until
    GROUP BY p.code
"""  # noqa: S608 names are ours
