"""The sheet of sites: places people have found for sampling, gates, isolation, treatment and stores."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from fangxian.features.duty.models.site import SiteKind
from fangxian.features.duty.services import tallies
from fangxian.kernel.authority import Can
from fangxian.kernel.sheets import Check, Column, Fault, Kind, Upsert, Work, cells

_UNKNOWN_AREA = """
    SELECT s.line, jsonb_build_object('value', s.area_code) FROM sheet_rows s
    WHERE NOT EXISTS (SELECT 1 FROM territory_area a WHERE a.code = s.area_code AND a.valid_until IS NULL)
"""
_NO_PLACE = """
    SELECT s.line, NULL::jsonb FROM sheet_rows s
    WHERE coalesce(s.lat, (SELECT a.lat FROM territory_area a WHERE a.code = s.area_code)) IS NULL
       OR coalesce(s.lon, (SELECT a.lon FROM territory_area a WHERE a.code = s.area_code)) IS NULL
"""
CHECKS = (
    Check(
        code="unknown_area",
        column="area_code",
        sentence=_("There is no area %(value)s in your sight; import the areas first."),
        sql=_UNKNOWN_AREA,
    ),
    Check(
        code="no_place",
        column="lat",
        sentence=_("Latitude and longitude are missing, and the area has none that could stand in."),
        sql=_NO_PLACE,
    ),
)


def _before(work: Work) -> None:
    # Before any site is touched, as whoever opens or closes one does; they are counted when all are in.
    tallies.hold_still(work.actor.incident)


def _site_code() -> cells.Parser:
    """A code that can stand in an address, so without `/`."""
    code = cells.code(64)

    def read(cell: str) -> object:
        if "/" in cell:
            raise Fault("not_code", value=cell[:80])
        return code.read(cell)

    return replace(code, read=read)


def _column(name: str, title: object, parse: cells.Parser, *aliases: str, required: bool = False) -> Column:
    return Column(name=name, title=title, parse=parse, required=required, aliases=aliases)  # type: ignore[arg-type]


SITES = Kind(
    code="sites",
    title=_("Sites"),
    can=Can.SITE_EDIT,
    key=("code",),
    columns=(
        _column("code", _("Site code"), _site_code(), "编码", "点位编码", "點位編碼", required=True),
        _column("name", _("Name"), cells.text(200), "名称", "名稱", "点位名称", required=True),
        _column("kind", _("Kind"), cells.choice(SiteKind), "类型", "類型", required=True),
        _column("area_code", _("Area code"), cells.code(32), "区域编码", "區域編碼", "area", required=True),
        _column("lat", _("Latitude"), cells.latitude, "纬度", "緯度"),
        _column("lon", _("Longitude"), cells.longitude, "经度", "經度", "lng"),
        _column("tables", _("Tables"), cells.whole(0, 1_000), "采样台", "台数", "採樣檯"),
        _column("rooms", _("Rooms"), cells.whole(0, 30_000), "房间", "房间数", "房間數"),
    ),
    checks=CHECKS,
    before=_before,
    merge=Upsert(
        table="duty_site",
        key=("code",),
        joins="LEFT JOIN territory_area a ON a.code = s.area_code",
        values={
            "code": "s.code",
            "name": "s.name",
            "kind": "s.kind",
            "area": "s.area_code",
            "lat": "coalesce(s.lat, a.lat)",
            "lon": "coalesce(s.lon, a.lon)",
            "tables": "coalesce(s.tables, 0)",
            "rooms": "coalesce(s.rooms, 0)",
            "plan": "''",
            "is_open": "true",
        },
        only_new=("is_open",),
    ),
)
