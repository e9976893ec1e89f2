"""Grids and sampling points by rule of thumb, for a bench that needs a prefecture and not its plan."""

from __future__ import annotations

from collections import defaultdict
from math import ceil
from typing import Any

from fangxian.kernel.authority import Actor

GRID = 115
"""Households a grid, as the rule packs have it."""
TABLE, POINT = 480, 4
"""People a table (eight hours at 60 an hour), and tables a point."""


def lay(actor: Actor, area: str) -> None:
    """Give every village its grids, by the order of its households, and points for all of its people."""
    from fangxian.cli import mainjob
    from fangxian.features.duty.models import Site
    from fangxian.features.territory.models import Area, Level
    from fangxian.features.territory.services import lay_grids
    from fangxian.kernel.db import scope

    with scope.acting(actor):
        if Area.objects.filter(level=Level.GRID, valid_until__isnull=True).exists():
            return
        villages = _villages()
        grids = [grid for village, homes in villages.items() for grid in _grids(village, homes)]
        lay_grids(actor=actor, area=area, grids=grids, on=mainjob.STARTED_ON)
        Site.objects.bulk_create(
            [site for village, homes in villages.items() for site in _sites(village, homes)], batch_size=1000
        )
    mainjob.give_grids(actor)


def _villages() -> dict[str, list[tuple[Any, ...]]]:
    """The households of each village: key, people, position."""
    from fangxian.features.territory.models import Household

    rows = Household.objects.order_by("village", "code")
    homes: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for village, *home in rows.values_list("village", "pk", "members", "lat", "lon").iterator(50_000):
        homes[village].append(tuple(home))
    return homes


def _grids(village: str, homes: list[tuple[Any, ...]]) -> list[Any]:
    from fangxian.features.territory.services import GridRow

    count = max(1, round(len(homes) / GRID))
    parts = [homes[len(homes) * n // count : len(homes) * (n + 1) // count] for n in range(count)]
    return [
        GridRow(f"{village}{n:03}", "", part[0][2], part[0][3], sum(h[1] for h in part), [h[0] for h in part])
        for n, part in enumerate(parts, 1)
    ]


def _sites(village: str, homes: list[tuple[Any, ...]]) -> list[Any]:
    """Points spread over the households, in their order."""
    from fangxian.features.duty.models import Site
    from fangxian.features.duty.models.site import SiteKind

    tables = ceil(sum(home[1] for home in homes) / TABLE)
    points = ceil(tables / POINT)
    return [
        Site(
            code=f"SB{village}-{n + 1:02}",
            name=f"{village} {n + 1}",
            kind=SiteKind.SAMPLING_POINT,
            area=village,
            lat=homes[len(homes) * n // points][2],
            lon=homes[len(homes) * n // points][3],
            tables=tables * (n + 1) // points - tables * n // points,
        )
        for n in range(points)
    ]
