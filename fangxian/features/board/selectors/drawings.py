"""Figures for the map and the treemap: plain values, words ready for the reader, no personal data."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from fangxian.features.board.selectors import places
from fangxian.features.board.selectors.places import Place
from fangxian.features.duty.models import Post, Site
from fangxian.features.duty.models.site import SiteKind
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import within
from fangxian.shell import shares
from fangxian.shell.templatetags.shell import figure

Drawing = dict[str, Any]


def boxes(actor: Actor, code: str) -> Drawing:
    """
    The areas below one, each with the areas below it, sized by people.

    Raises:
        NotFound: no such area, or out of the actor's sight.
    """
    place = places.get(actor, code)
    children = [one for _parent, one in places.below_each([code])]
    inner: dict[str, list[Drawing]] = {}
    for parent, one in places.below_each([child.code for child in children]):
        inner.setdefault(parent, []).append(_told(one))
    areas = [_told(child) | {"areas": inner.get(child.code, [])} for child in children]
    return {
        "description": _("Areas of %(area)s by people and by seats filled") % {"area": place.name},
        "areas": areas,
    }


def chart(actor: Actor, code: str) -> Drawing:
    """
    Outlines below an area, or its own, with points for what has none; `outlines` is GeoJSON.

    Raises:
        NotFound: no such area, or out of the actor's sight.
    """
    place = places.get(actor, code)
    outlines = _outlines(Q(parent=code)) or _outlines(Q(code=code))
    drawn = {feature["properties"]["code"] for feature in outlines}
    children = [one for _parent, one in places.below_each([code])]
    inner = [one for _parent, one in places.below_each([child.code for child in children])]
    whole = code in drawn
    layers = [_layer([one for one in children if one.code not in drawn], named=True, size=13)]
    layers.append(_layer(inner, named=False, size=9 if whole else 6, shown=whole))
    return {
        "description": _("Map of %(area)s by seats filled") % {"area": place.name},
        "code": code,
        "latitude": place.lat or 0,
        "outlines": {"type": "FeatureCollection", "features": outlines},
        "regions": [_told(one) for one in children if one.code in drawn],
        "layers": [layer for layer in (*layers, *_sites(code, whole)) if layer["points"]],
    }


def _layer(found: list[Place], *, named: bool, size: int, shown: bool = True) -> Drawing:
    points = [_told(one) | {"lat": one.lat, "lon": one.lon} for one in found if one.lat is not None]
    name = found[0].level_name if found else ""
    return {"name": name, "named": named, "size": size, "shown": shown, "points": points}


def _told(place: Place) -> Drawing:
    return {
        "code": place.code,
        "name": place.name,
        "url": place.url,
        "people": place.people,
        "band": shares.band(place.filled, place.seats),
        "share": f"{shares.percent(place.filled, place.seats)} %" if place.seats else "",
        "lines": [
            _("%(level)s, %(people)s people") % {"level": place.level_name, "people": figure(place.people)},
            _seats(place.filled, place.seats),
        ],
    }


def _seats(filled: int, seats: int) -> str:
    if not seats:
        return _("Nothing planned here")
    numbers = {"filled": figure(filled), "seats": figure(seats), "missing": figure(seats - filled)}
    return _("%(filled)s of %(seats)s seats filled, %(missing)s missing") % numbers


def _outlines(areas: Q) -> list[Drawing]:
    rows = Area.objects.filter(areas, outline__isnull=False, valid_until__isnull=True).order_by("code")
    return [
        {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": outline}
        for code, name, outline in rows.values_list("code", "name", "outline")
    ]


def _sites(code: str, whole: bool) -> list[Drawing]:
    if not whole:
        return []
    counted = (
        Post.objects.filter(within(code), live=True, place_kind__in=SiteKind.values)
        .values_list("place")
        .annotate(filled=Sum("filled"), wanted=Sum("wanted"))
    )
    seats = {place: (filled, wanted) for place, filled, wanted in counted}
    rows = Site.objects.filter(within(code), is_open=True).values_list("code", "name", "kind", "lat", "lon")
    points = [_site(*row, *seats.get(row[0], (0, 0))) for row in rows]
    return [{"name": _("Sites"), "named": False, "size": 9, "shown": False, "points": points}]


def _site(code: str, name: str, kind: str, lat: float, lon: float, filled: int, seats: int) -> Drawing:
    return {
        "code": code,
        "name": name,
        "url": reverse("duty:site", args=[code]),
        "kind": kind,
        "lat": lat,
        "lon": lon,
        "band": shares.band(filled, seats),
        "lines": [str(SiteKind(kind).label), _seats(filled, seats)],
    }
