"""Reading GeoJSON: one row a feature, its properties and its geometry as cells."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.sheets.sources import BadSheet, Reading, Row

GEOMETRY = "geometry"
SIZE_LIMIT = 256 << 20  # bytes; the whole file is in memory at once


class GeoJsonSource:
    """A FeatureCollection as a `Source`: the header is the properties' names and `geometry`."""

    form = "geojson"

    def __init__(self, path: Path) -> None:
        self.reading = Reading()
        self._features = _features(path)
        names = dict.fromkeys(name for feature in self._features for name in feature.get("properties") or {})
        self.header = [*names, GEOMETRY]

    def rows(self) -> Iterator[Row]:
        """One row a feature; its line is its place in the file plus one, as if there were a header."""
        self.reading = Reading()
        for count, feature in enumerate(self._features):
            properties = feature.get("properties") or {}
            cells = [_shown(properties.get(name)) for name in self.header[:-1]]
            yield count + 2, [*cells, _shown(feature.get("geometry"))]
            self.reading.share = count / len(self._features)


def _features(path: Path) -> list[dict[str, Any]]:
    if path.stat().st_size > SIZE_LIMIT:
        raise BadSheet(_("This GeoJSON file is larger than 256 MB; simplify the outlines or split it."))
    try:
        content = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise BadSheet(_("This is not valid GeoJSON.")) from error
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list) or not all(isinstance(feature, dict) for feature in features):
        raise BadSheet(_("This GeoJSON is not a collection of features."))
    if not features:
        raise BadSheet(_("The file is empty."))
    return features


def _shown(value: object) -> str:
    if value is None:
        return ""
    return value.strip() if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
