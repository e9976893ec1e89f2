"""The way to an area, as links."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from fangxian.features.territory.models import Area


def crumbs(path: Iterable[Area]) -> list[tuple[str, str]]:
    """Name and address of each area on the way."""
    return [(area.name, reverse("territory:area", args=[area.code])) for area in path]
