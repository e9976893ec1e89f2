"""Sites and grids of a plan for the map island: plain values, words ready for the reader."""

from __future__ import annotations

from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from fangxian.features.duty.models.site import SiteKind
from fangxian.features.duty.selectors.looks import Look
from fangxian.features.territory.models import Area
from fangxian.shell import shares
from fangxian.shell.templatetags.shell import figure

Drawing = dict[str, Any]
GRIDS_AT_MOST = 1_500
"""More dots than this tell nothing: grids are drawn for a smaller area."""


def chart(look: Look) -> Drawing:
    """The outline of the look's area with a layer of points for each kind of site, and one for grids."""
    seats = _seats(look)
    layers = [_sites(look, kind, seats) for kind in SiteKind]
    if look.grids.count() <= GRIDS_AT_MOST:
        layers.append(_grids(look, seats))
    layers = [layer for layer in layers if layer["points"]]
    area = Area.objects.filter(code=look.area, valid_until__isnull=True).first()
    points = [point for layer in layers for point in layer["points"]]
    return {
        "description": _("Sites and grids of %(area)s") % {"area": area.name if area else look.area},
        "code": f"duty-{look.area}",
        "latitude": (area.lat if area else None) or (points[0]["lat"] if points else 0),
        "outlines": {"type": "FeatureCollection", "features": _outlines(look, area, points)},
        "regions": [],
        "layers": layers,
    }


def _seats(look: Look) -> dict[str, tuple[int, int]]:
    counted = look.posts.order_by().values_list("place").annotate(held=Sum("filled"), seats=Sum("wanted"))
    return {place: (held, seats) for place, held, seats in counted}


def _sites(look: Look, kind: SiteKind, seats: dict[str, tuple[int, int]]) -> Drawing:
    rows = look.sites.filter(kind=kind).values_list("code", "name", "lat", "lon", "people")
    points = []
    for code, name, lat, lon, people in rows:
        lines = [str(kind.label)]
        if people:
            lines.append(_("%(people)s people") % {"people": figure(people)})
        points.append(_point(look, code, name, lat, lon, seats) | {"kind": str(kind), "lines": lines})
    shown = kind is SiteKind.SAMPLING_POINT or len(points) < GRIDS_AT_MOST
    return {"name": str(kind.label), "named": False, "size": 10, "shown": shown, "points": points}


def _grids(look: Look, seats: dict[str, tuple[int, int]]) -> Drawing:
    rows = look.grids.filter(lat__isnull=False).values_list("area", "name", "lat", "lon", "people")
    points = [
        _point(look, code, name, lat, lon, seats)
        | {"lines": [_("%(people)s people") % {"people": figure(people)}]}
        for code, name, lat, lon, people in rows
    ]
    return {"name": _("Grids"), "named": False, "size": 5, "shown": True, "points": points}


def _point(
    look: Look, code: str, name: str, lat: float | None, lon: float | None, seats: dict[str, tuple[int, int]]
) -> Drawing:
    held, wanted = seats.get(code, (0, 0))
    if look.plan is None:
        url = reverse("duty:running-shifts")
    else:
        url = reverse("duty:plan-shifts", args=[look.plan.code])
    band = shares.band(held, wanted)
    return {"code": code, "name": name, "lat": lat, "lon": lon, "band": band, "url": f"{url}?place={code}"}


def _outlines(look: Look, area: Area | None, points: list[Drawing]) -> list[Drawing]:
    """The area's outline, else those of the areas in it, else a frame around the points."""
    if area is not None and area.outline:
        return [_feature(look.area, area.outline)]
    inside = Area.objects.filter(parent=look.area, outline__isnull=False, valid_until__isnull=True)
    found = [_feature(code, outline) for code, outline in inside.values_list("code", "outline")]
    return found or [_feature(look.area, _frame(points))]


def _feature(code: str, geometry: object) -> Drawing:
    return {"type": "Feature", "properties": {"code": code, "name": code}, "geometry": geometry}


def _frame(points: list[Drawing]) -> Drawing:
    lats = [point["lat"] for point in points] or [0.0]
    lons = [point["lon"] for point in points] or [0.0]
    edge = 0.005
    south, north, west, east = min(lats) - edge, max(lats) + edge, min(lons) - edge, max(lons) + edge
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}
