"""The sheet of areas: any prefix code, parents in the sheet or in the database, history kept."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.features.territory.models import Level
from fangxian.kernel.authority import Can
from fangxian.kernel.sheets import Check, Column, Counts, Kind, Work, cells

_LEVELS = ", ".join(f"'{level}'" for level in Level.values)


def rank(column: str) -> str:
    """SQL for how deep a level stands, the region first."""
    return f"array_position(ARRAY[{_LEVELS}], {column})"


OUT_OF_AREA = Check(
    code="out_of_area",
    column="code",
    sentence=_("%(value)s does not lie in your area."),
    sql="""SELECT line, jsonb_build_object('value', code) FROM sheet_rows
           WHERE NOT (code >= %(scope_from)s AND code < %(scope_until)s)""",
)
NOT_A_PREFIX = Check(
    code="not_a_prefix",
    column="parent_code",
    sentence=_("The code %(code)s must begin with the code of its parent, %(parent)s, and be longer."),
    sql="""SELECT line, jsonb_build_object('code', code, 'parent', parent_code) FROM sheet_rows
           WHERE parent_code <> '' AND (NOT starts_with(code, parent_code) OR code = parent_code)""",
)
UNKNOWN_PARENT = Check(
    code="unknown_parent",
    column="parent_code",
    sentence=_("There is no area %(parent)s, neither here nor in this sheet."),
    sql="""SELECT s.line, jsonb_build_object('parent', s.parent_code) FROM sheet_rows s
           WHERE s.parent_code <> ''
             AND NOT EXISTS (SELECT 1 FROM territory_area a WHERE a.code = s.parent_code)
             AND NOT EXISTS (SELECT 1 FROM sheet_rows p WHERE p.code = s.parent_code)
             AND NOT EXISTS (SELECT 1 FROM territory_area a
                             WHERE a.code = s.code AND a.parent = s.parent_code AND a.code = %(area)s)""",
    again=True,
)
WRONG_LEVEL = Check(
    code="wrong_level",
    column="level",
    sentence=_("A %(level)s cannot lie in a %(parent_level)s."),
    sql=f"""SELECT s.line, jsonb_build_object('level', s.level, 'parent_level', coalesce(p.level, a.level))
            FROM sheet_rows s
            LEFT JOIN sheet_rows p ON p.code = s.parent_code
            LEFT JOIN territory_area a ON a.code = s.parent_code
            WHERE {rank("coalesce(p.level, a.level)")} >= {rank("s.level")}""",  # noqa: S608 levels are ours
    again=True,
)
CHILDREN_ABOVE = Check(
    code="children_above",
    column="level",
    sentence=_("%(child)s, a %(child_level)s, lies in it and would stand at the same level or above."),
    sql=f"""SELECT s.line, jsonb_build_object('child', c.code, 'child_level', c.level)
            FROM sheet_rows s JOIN territory_area a ON a.code = s.code AND a.level <> s.level
            JOIN territory_area c ON c.parent = s.code AND c.valid_until IS NULL
            WHERE NOT EXISTS (SELECT 1 FROM sheet_rows f WHERE f.code = c.code)
              AND {rank("c.level")} <= {rank("s.level")}""",  # noqa: S608 levels are ours
)

# An empty cell says nothing: what is known of the area stays.
_SAID = """
    SELECT s.code, s.name, s.level, s.parent_code AS parent, coalesce(s.lat, a.lat) AS lat,
           coalesce(s.lon, a.lon) AS lon, coalesce(s.population, a.population) AS population,
           coalesce(s.households, a.households) AS households
    FROM sheet_rows s LEFT JOIN territory_area a ON a.code = s.code
"""
_FACTS = "name, level, parent, lat, lon, population, households"


def _of(side: str) -> str:
    return ", ".join(f"{side}.{name}" for name in _FACTS.split(", "))


_DIFFERS = f"""a.code = x.code
    AND ({_of("a")}, a.valid_until IS NULL) IS DISTINCT FROM ({_of("x")}, true)"""
_KEEP = f"""
    INSERT INTO territory_areaversion (area, {_FACTS}, outline, valid_from, valid_until)
    SELECT a.code, {_of("a")}, a.outline, a.valid_from, %(today)s
    FROM territory_area a JOIN ({_SAID}) x ON {_DIFFERS}
    WHERE a.valid_from < %(today)s AND a.valid_until IS NULL
"""  # noqa: S608 names are ours
_CHANGE = f"""
    UPDATE territory_area a
    SET ({_FACTS}) = ROW({_of("x")}), valid_from = %(today)s, valid_until = NULL
    FROM ({_SAID}) x WHERE {_DIFFERS}
"""  # noqa: S608 names are ours
_ADD = f"""
    INSERT INTO territory_area (code, {_FACTS}, valid_from)
    SELECT x.code, {_of("x")}, %(today)s FROM ({_SAID}) x
    WHERE NOT EXISTS (SELECT 1 FROM territory_area a WHERE a.code = x.code)
"""  # noqa: S608 names are ours


LOCK = "SELECT 1 FROM territory_area WHERE code IN (SELECT code FROM sheet_rows) ORDER BY code FOR UPDATE"


def _merge(work: Work) -> Counts:
    work.run(LOCK)
    work.run(_KEEP)
    return Counts(changed=work.run(_CHANGE), new=work.run(_ADD))


AREAS = Kind(
    code="territory",
    title=_("Areas"),
    can=Can.AREA_IMPORT,
    key=("code",),
    columns=(
        Column(
            name="code",
            title=_("Code"),
            parse=cells.code(32),
            required=True,
            aliases=("编码", "代码", "区划代码", "行政区划代码", "統計用區劃代碼", "pcode", "p-code"),
        ),
        Column(
            name="name",
            title=_("Name"),
            parse=cells.text(120),
            required=True,
            aliases=("名称", "名稱", "区域名称", "区划名称"),
        ),
        Column(
            name="level",
            title=_("Level"),
            parse=cells.choice(Level),
            required=True,
            aliases=("级别", "级次", "层级", "級別"),
        ),
        Column(
            name="parent_code",
            title=_("Parent code"),
            parse=cells.code(32),
            needed=True,
            aliases=("上级编码", "上级代码", "父级编码", "上級編碼", "parent"),
        ),
        Column(name="lat", title=_("Latitude"), parse=cells.latitude, aliases=("纬度", "緯度", "latitude")),
        Column(
            name="lon",
            title=_("Longitude"),
            parse=cells.longitude,
            aliases=("经度", "經度", "longitude", "lng"),
        ),
        Column(
            name="population",
            title=_("Population"),
            parse=cells.whole(0, 2_000_000_000),
            aliases=("人口", "人口数", "常住人口"),
        ),
        Column(
            name="households",
            title=_("Number of households"),
            parse=cells.whole(0, 2_000_000_000),
            aliases=("户数", "戶數", "户籍数"),
        ),
    ),
    checks=(
        OUT_OF_AREA,
        NOT_A_PREFIX,
        UNKNOWN_PARENT,
        WRONG_LEVEL,
        UNKNOWN_PARENT,
        CHILDREN_ABOVE,
        UNKNOWN_PARENT,
    ),
    merge=_merge,
)
