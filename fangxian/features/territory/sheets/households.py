"""The sheet of households: each in a village of the actor's area; one that sits in a grid stays there."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from fangxian.features.territory import headcounts
from fangxian.kernel.authority import Can
from fangxian.kernel.sheets import Check, Column, Counts, Kind, Upsert, Work, cells

NO_VILLAGE = Check(
    code="no_village",
    column="area_code",
    sentence=_("There is no village %(value)s in your area."),
    sql="""SELECT s.line, jsonb_build_object('value', s.area_code) FROM sheet_rows s
           LEFT JOIN territory_area a
             ON a.code = s.area_code AND a.level = 'village' AND a.valid_until IS NULL
           WHERE a.code IS NULL""",
)
_UPSERT = Upsert(
    table="territory_household",
    key=("incident", "code"),
    joins="LEFT JOIN territory_household h ON h.incident = %(incident)s AND h.code = s.code",
    values={
        "incident": "%(incident)s",
        "code": "s.code",
        "area": "CASE WHEN h.village = s.area_code THEN h.area ELSE s.area_code END",
        "village": "s.area_code",
        "address": "s.address",
        "lat": "s.lat",
        "lon": "s.lon",
        "members": "s.members",
    },
)
_MOVING = """
    CREATE TEMPORARY TABLE moving_households ON COMMIT DROP AS
    SELECT h.code, h.area, h.village FROM territory_household h JOIN sheet_rows s ON s.code = h.code
    WHERE h.incident = %(incident)s AND h.village <> s.area_code
"""
_MOVE_RESIDENTS = """
    UPDATE territory_resident r SET area = h.area
    FROM moving_households m JOIN territory_household h ON h.incident = %(incident)s AND h.code = m.code
    WHERE r.incident = %(incident)s AND r.area = m.area AND r.household = m.code
"""


def _merge(work: Work) -> Counts:
    work.run("DROP TABLE IF EXISTS pg_temp.moving_households")
    work.run(_MOVING)
    counts = _UPSERT(work)
    if counts.changed:
        work.run(_MOVE_RESIDENTS)
    if counts.new or counts.changed:
        headcounts.recount(
            work.cursor,
            work.actor.incident,
            "SELECT area_code FROM sheet_rows UNION SELECT village FROM moving_households",
        )
    return counts


HOUSEHOLDS = Kind(
    code="households",
    title=_("Households"),
    can=Can.HOUSEHOLD_IMPORT,
    key=("code",),
    columns=(
        Column(
            name="code",
            title=_("Household code"),
            parse=cells.code(40),
            required=True,
            aliases=("编码", "户编码", "户号", "戶號", "门牌编码", "household"),
        ),
        Column(
            name="area_code",
            title=_("Village code"),
            parse=cells.code(32),
            required=True,
            aliases=("村编码", "村级编码", "所属村编码", "区域编码", "village_code"),
        ),
        Column(name="address", title=_("Address"), parse=cells.text(200), aliases=("地址", "住址", "门牌")),
        Column(name="lat", title=_("Latitude"), parse=cells.latitude, aliases=("纬度", "緯度", "latitude")),
        Column(
            name="lon",
            title=_("Longitude"),
            parse=cells.longitude,
            aliases=("经度", "經度", "longitude", "lng"),
        ),
        Column(
            name="members",
            title=_("Members"),
            parse=replace(cells.whole(0, 999), empty=0),
            aliases=("人数", "人數", "家庭人数", "成员数"),
        ),
    ),
    checks=(NO_VILLAGE,),
    merge=_merge,
)
