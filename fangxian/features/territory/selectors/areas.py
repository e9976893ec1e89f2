"""Questions about areas."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from fangxian.features.territory import access
from fangxian.features.territory.models import NEEDS, Area, AreaVersion, Level
from fangxian.features.territory.selectors.needs import Figures, figures
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import LAST

FOUND = 20


@dataclass(frozen=True, slots=True)
class Below:
    """An area directly below another: what its sheet says, and what the register holds."""

    code: str
    name: str
    level: str
    population: int | None
    areas: int
    households: int
    residents: int
    needs: int


@dataclass(frozen=True, slots=True)
class Look:
    """An area with all its page needs; `path` leads to it from the widest area in sight."""

    area: Area
    path: list[Area]
    below: list[Below]
    versions: list[AreaVersion]
    figures: Figures


def look(actor: Actor, code: str) -> Look:
    """
    One area with what lies below it, its history and the register's figures.

    Raises:
        NotFound: no such area, or out of sight.
    """
    area = access.get(actor, code)
    return Look(
        area=area,
        path=path(actor, code),
        below=children(actor, code),
        versions=list(AreaVersion.objects.filter(area=code).order_by("-valid_until")),
        figures=figures(actor, code),
    )


def roots(actor: Actor) -> QuerySet[Area]:
    """The widest areas in sight."""
    top = Q(code=actor.area) if actor.area else Q(parent="")
    return access.visible(actor).filter(top, valid_until__isnull=True).order_by("code")


def path(actor: Actor, code: str) -> list[Area]:
    """The areas in sight that hold an area, the widest first, itself last."""
    prefixes = [code[:length] for length in range(1, len(code) + 1)]
    return list(access.visible(actor).filter(code__in=prefixes).order_by("code"))


_BELOW = f"""
    SELECT a.code, a.name, a.level, a.population,
           (SELECT count(*) FROM territory_area b WHERE b.parent = a.code AND b.valid_until IS NULL),
           coalesce(sum(c.households), 0)::bigint, coalesce(sum(c.residents), 0)::bigint,
           coalesce(sum({" + ".join(f"c.{need}" for need in NEEDS)}), 0)::bigint
    FROM territory_area a
    LEFT JOIN territory_headcount c
      ON c.area >= a.code AND c.area < a.code || %(last)s AND c.incident = %(incident)s
    WHERE a.parent = %(code)s AND a.valid_until IS NULL
    GROUP BY a.code ORDER BY a.code
"""  # noqa: S608 names are ours


def children(actor: Actor, code: str) -> list[Below]:
    """The open areas directly below one, with the register's figures."""
    with connection.cursor() as cursor:
        cursor.execute(_BELOW, {"code": code, "incident": actor.incident, "last": LAST})
        return [Below(*row) for row in cursor.fetchall()]


def find_areas(actor: Actor, text: str) -> list[Area]:
    """Open areas whose code begins with a text or whose name holds it, the wider first; at most 20."""
    text = text.strip()
    if not text:
        return []
    hit = Q(code__gte=text, code__lt=text + LAST) | Q(name__icontains=text)
    found = access.visible(actor).filter(hit, valid_until__isnull=True).defer("outline")
    order = list(Level.values)
    return sorted(found[:500], key=lambda area: (order.index(area.level), area.code))[:FOUND]


def outlines(actor: Actor, code: str) -> dict[str, Any]:
    """
    The outlines of the areas directly below one, or its own if they have none, as GeoJSON.

    Raises:
        NotFound: no such area, or out of sight.
    """
    access.get(actor, code)
    drawn = access.visible(actor).filter(outline__isnull=False, valid_until__isnull=True).order_by("code")
    rows = drawn.filter(parent=code) or drawn.filter(code=code)
    features = [
        {
            "type": "Feature",
            "properties": {"code": area.code, "name": area.name, "level": area.level},
            "geometry": area.outline,
        }
        for area in rows
    ]
    return {"type": "FeatureCollection", "features": features}
