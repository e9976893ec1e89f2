"""The outlines of areas: GeoJSON, joined by code."""

from __future__ import annotations

import json
from typing import Any

import shapely
from django.utils.translation import gettext_lazy as _
from shapely.errors import ShapelyError
from shapely.geometry import shape

from fangxian.features.territory.sheets.areas import LOCK
from fangxian.kernel.authority import Can
from fangxian.kernel.sheets import Check, Column, Counts, Fault, Kind, Work, cells

POLYGONS = ("Polygon", "MultiPolygon")
DECIMALS = 6  # of a degree: a tenth of a metre


def _read(cell: str) -> str:
    """A GeoJSON geometry as a valid polygon or multipolygon, in the same form each time."""
    try:
        outline = shape(json.loads(cell))
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, ShapelyError) as error:
        raise Fault("not_outline", problem=str(_("it is not a GeoJSON geometry"))) from error
    if outline.geom_type not in POLYGONS or outline.is_empty:
        problem = _("only polygons can be used, not %(type)s")
        raise Fault("not_outline", problem=str(problem) % {"type": outline.geom_type})
    west, south, east, north = outline.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise Fault("not_outline", problem=str(_("it must be in degrees of longitude and latitude")))
    return json.dumps(_rounded(shapely.geometry.mapping(_mended(outline))), separators=(",", ":"))


def _mended(outline: Any) -> Any:
    """An outline that crosses itself, made valid where that hardly changes it."""
    if outline.is_valid:
        return outline
    mended = shapely.make_valid(outline, method="structure", keep_collapsed=False)
    if mended.geom_type not in POLYGONS or abs(mended.area - outline.area) > 0.01 * outline.area:
        raise Fault("not_outline", problem=shapely.is_valid_reason(outline))
    return mended


def _rounded(value: Any) -> Any:
    if isinstance(value, dict):
        return {"type": value["type"], "coordinates": _rounded(value["coordinates"])}
    if isinstance(value, float):
        return round(value, DECIMALS)
    return [_rounded(one) for one in value]


UNKNOWN_AREA = Check(
    code="unknown_area",
    column="code",
    sentence=_("There is no area %(value)s in your sight; import the areas first."),
    sql="""SELECT s.line, jsonb_build_object('value', s.code) FROM sheet_rows s
           WHERE NOT EXISTS (SELECT 1 FROM territory_area a WHERE a.code = s.code)""",
)
_KEEP = """
    INSERT INTO territory_areaversion
        (area, name, level, parent, lat, lon, population, households, outline, valid_from, valid_until)
    SELECT a.code, a.name, a.level, a.parent, a.lat, a.lon, a.population, a.households, a.outline,
           a.valid_from, %(today)s
    FROM territory_area a JOIN sheet_rows s ON s.code = a.code
    WHERE a.outline IS NOT NULL AND a.outline <> s.geometry AND a.valid_from < %(today)s
"""
_CHANGE = """
    UPDATE territory_area a SET outline = s.geometry,
           valid_from = CASE WHEN a.outline IS NULL THEN a.valid_from ELSE %(today)s END
    FROM sheet_rows s WHERE s.code = a.code AND a.outline IS DISTINCT FROM s.geometry
"""


def _merge(work: Work) -> Counts:
    work.run(LOCK)
    work.run(_KEEP)
    return Counts(new=0, changed=work.run(_CHANGE))


OUTLINES = Kind(
    code="outlines",
    title=_("Outlines of areas"),
    can=Can.AREA_IMPORT,
    key=("code",),
    formats=("geojson",),
    columns=(
        Column(
            name="code",
            title=_("Code"),
            parse=cells.code(32),
            required=True,
            aliases=("编码", "代码", "adcode", "pcode"),
        ),
        Column(name="geometry", title=_("Outline"), parse=cells.Parser("jsonb", _read), required=True),
    ),
    checks=(UNKNOWN_AREA,),
    merge=_merge,
)
