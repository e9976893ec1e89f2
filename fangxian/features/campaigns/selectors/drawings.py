"""Figures for map, treemap and bars: plain values, words ready for the reader, no personal data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from fangxian.features.campaigns.models import Campaign
from fangxian.features.campaigns.selectors import counting, pacing, places
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.features.campaigns.selectors.places import Place
from fangxian.features.territory.models import Area
from fangxian.kernel.authority import Actor
from fangxian.shell import shares
from fangxian.shell.templatetags.shell import figure

Drawing = dict[str, Any]


def boxes(actor: Actor, campaign: Campaign, code: str) -> Drawing:
    """
    The areas inside one, each with the areas inside it, sized by targets, coloured by the share reached.

    Raises:
        NotFound: no such area, out of sight, or outside the campaign.
    """
    area = places.way(actor, campaign, code)[-1]
    children = places.inner(campaign, [code]).get(code, [])
    inner = places.inner(campaign, [child.code for child in children])
    return {
        "description": _("Areas of %(area)s by targets and by share reached") % {"area": area.name},
        "areas": [
            _told(child) | {"areas": [_told(part) for part in inner.get(child.code, [])]}
            for child in children
        ],
    }


def chart(actor: Actor, campaign: Campaign, code: str) -> Drawing:
    """
    Outlines inside an area, or its own, with points for what has none; `outlines` is GeoJSON.

    Raises:
        NotFound: no such area, out of sight, or outside the campaign.
    """
    area = places.way(actor, campaign, code)[-1]
    children = places.inner(campaign, [code]).get(code, [])
    outlines = _outlines(Q(parent=code)) or _outlines(Q(code=code))
    drawn = {feature["properties"]["code"] for feature in outlines}
    inner = [
        part
        for parts in places.inner(campaign, [child.code for child in children]).values()
        for part in parts
    ]
    layers = [
        _layer([child for child in children if child.code not in drawn], named=True, size=13),
        _layer(inner, named=False, size=9 if code in drawn else 6, shown=code in drawn),
    ]
    return {
        "description": _("Map of %(area)s by share reached") % {"area": area.name},
        "code": code,
        "latitude": area.lat or 0,
        "outlines": {"type": "FeatureCollection", "features": outlines},
        "regions": [_told(child) for child in children if child.code in drawn],
        "layers": [layer for layer in layers if layer["points"]],
    }


def bars(actor: Actor, campaign: Campaign, code: str, now: datetime | None = None) -> Drawing:
    """
    How many were reached in each quarter hour.

    Raises:
        NotFound: no such area, out of sight, or outside the campaign.
    """
    area = places.way(actor, campaign, code)[-1]
    told = pacing.trend(campaign, area, now or timezone.now())
    return {
        "description": _("Reached in %(area)s by quarter hour") % {"area": area.name},
        "unit": _("reached"),
        "bars": [[f"{timezone.localtime(at):%H:%M}", reached] for at, reached in told],
    }


def has_map(code: str) -> bool:
    """Whether there is an outline to draw an area by."""
    drawn = Area.objects.filter(
        Q(code=code) | Q(parent=code), outline__isnull=False, valid_until__isnull=True
    )
    return drawn.exists()


def _layer(found: list[Place], *, named: bool, size: int, shown: bool = True) -> Drawing:
    points = [_told(one) | {"lat": one.lat, "lon": one.lon} for one in found if one.lat is not None]
    name = found[0].level_name if found else ""
    return {"name": name, "named": named, "size": size, "shown": shown, "points": points}


def _told(place: Place) -> Drawing:
    figures = place.figures
    return {
        "code": place.code,
        "name": place.name,
        "url": place.url,
        "people": figures.targets,
        "band": shares.band(figures.reached, figures.targets),
        "share": f"{shares.percent(figures.reached, figures.targets)} %",
        "lines": _lines(place.level_name, figures),
    }


def _lines(level: str, figures: Figures) -> list[str]:
    numbers = {name: figure(getattr(figures, name)) for name in (*counting.COUNTERS, "to_do")}
    return [
        level,
        _("%(reached)s of %(targets)s reached") % numbers,
        _("%(to_do)s to do, %(not_home)s not home, %(refused)s refused, %(unreachable)s unreachable")
        % numbers,
    ]


def _outlines(areas: Q) -> list[Drawing]:
    rows = Area.objects.filter(areas, outline__isnull=False, valid_until__isnull=True).order_by("code")
    return [
        {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": outline}
        for code, name, outline in rows.values_list("code", "name", "outline")
    ]
