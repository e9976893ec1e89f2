"""The sheet of units: parents in the sheet or in the database, in any order, never in a circle."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from fangxian.features.orgs.models import UnitKind
from fangxian.features.orgs.services.turn import TURN
from fangxian.kernel.authority import Can
from fangxian.kernel.sheets import Check, Column, Fault, Kind, Upsert, Work, cells

_UNKNOWN_AREA = """
    SELECT s.line, jsonb_build_object('value', s.area_code) FROM sheet_rows s
    WHERE NOT EXISTS (SELECT 1 FROM territory_area a WHERE a.code = s.area_code AND a.valid_until IS NULL)
"""
# A unit whose parent is out of the actor's sight keeps it: nothing is said of it that was not there before.
_UNKNOWN_PARENT = """
    SELECT s.line, jsonb_build_object('value', s.parent_code) FROM sheet_rows s
    WHERE s.parent_code <> ''
      AND NOT EXISTS (SELECT 1 FROM sheet_rows p WHERE p.code = s.parent_code)
      AND NOT EXISTS (SELECT 1 FROM orgs_unit u WHERE u.code = s.parent_code AND u.valid_until IS NULL)
      AND NOT EXISTS (SELECT 1 FROM orgs_unit u WHERE u.code = s.code AND u.parent_id = s.parent_code)
"""
_OUTSIDE_PARENT = """
    SELECT s.line, jsonb_build_object('area', s.area_code, 'parent_area', coalesce(p.area_code, u.area))
    FROM sheet_rows s
    LEFT JOIN sheet_rows p ON p.code = s.parent_code
    LEFT JOIN orgs_unit u ON u.code = s.parent_code
    WHERE NOT starts_with(s.area_code, coalesce(p.area_code, u.area))
"""
_LEAVES_CHILDREN = """
    SELECT s.line, jsonb_build_object('child', min(u.code)) FROM sheet_rows s
    JOIN orgs_unit u ON u.parent_id = s.code AND NOT starts_with(u.area, s.area_code)
    WHERE NOT EXISTS (SELECT 1 FROM sheet_rows f WHERE f.code = u.code) GROUP BY s.line
"""
_IN_A_CIRCLE = """
    WITH RECURSIVE placed (code, parent) AS (
        SELECT code, parent_code FROM sheet_rows
        UNION ALL
        SELECT u.code, coalesce(u.parent_id, '') FROM orgs_unit u
        WHERE NOT EXISTS (SELECT 1 FROM sheet_rows s WHERE s.code = u.code)
    ), reached (code) AS (
        SELECT t.code FROM placed t WHERE NOT EXISTS (SELECT 1 FROM placed p WHERE p.code = t.parent)
        UNION ALL
        SELECT p.code FROM placed p JOIN reached r ON p.parent = r.code
    )
    SELECT s.line, jsonb_build_object('unit', s.code) FROM sheet_rows s
    WHERE NOT EXISTS (SELECT 1 FROM reached r WHERE r.code = s.code)
"""
_PATHS = """
    WITH RECURSIVE tree (code, path) AS (
        SELECT u.code, CASE WHEN u.parent_id IS NULL THEN u.code || '/' ELSE u.path END FROM orgs_unit u
        WHERE NOT EXISTS (SELECT 1 FROM orgs_unit p WHERE p.code = u.parent_id)
        UNION ALL
        SELECT u.code, t.path || u.code || '/' FROM orgs_unit u JOIN tree t ON u.parent_id = t.code
    )
    UPDATE orgs_unit u SET path = t.path FROM tree t WHERE t.code = u.code AND u.path <> t.path
"""

CHECKS = (
    Check(
        code="unknown_area",
        column="area_code",
        sentence=_("There is no area %(value)s in your sight; import the areas first."),
        sql=_UNKNOWN_AREA,
    ),
    Check(
        code="unknown_unit",
        column="parent_code",
        sentence=_("There is no unit %(value)s, neither here nor in this sheet."),
        sql=_UNKNOWN_PARENT,
        again=True,
    ),
    Check(
        code="outside_parent",
        column="area_code",
        sentence=_("The area %(area)s does not lie in the area of the parent, %(parent_area)s."),
        sql=_OUTSIDE_PARENT,
    ),
    Check(
        code="leaves_children",
        column="area_code",
        sentence=_("Its sub-unit %(child)s would lie outside this area."),
        sql=_LEAVES_CHILDREN,
    ),
    Check(
        code="in_a_circle",
        column="parent_code",
        sentence=_("%(unit)s would stand below itself."),
        sql=_IN_A_CIRCLE,
    ),
    # A refused row keeps its old place, which may spoil the place another one was to have.
    Check(
        code="spoilt",
        column="parent_code",
        sentence=_("It cannot stand there, because another row of this sheet is refused."),
        sql=" UNION ALL ".join(
            f"SELECT line, NULL::jsonb FROM ({sql}) spoilt"  # noqa: S608 written above
            for sql in (_UNKNOWN_PARENT, _OUTSIDE_PARENT, _LEAVES_CHILDREN, _IN_A_CIRCLE)
        ),
        again=True,
    ),
)


def plain_code(limit: int) -> cells.Parser:
    """A code without `/`, which parts the codes of a unit's path."""
    read = cells.code(limit).read

    def without_stroke(cell: str) -> object:
        value = read(cell)
        if "/" in str(value):
            raise Fault("not_code", value=cell[:80])
        return value

    return replace(cells.code(limit), read=without_stroke)


def _before(work: Work) -> None:
    work.value(TURN)


def _after(work: Work) -> None:
    work.run(_PATHS)


UNITS = Kind(
    code="units",
    title=_("Units"),
    can=Can.UNIT_EDIT,
    key=("code",),
    columns=(
        Column(
            name="code",
            title=_("Unit code"),
            parse=plain_code(64),
            required=True,
            aliases=("编码", "代码", "组织编码", "單位編碼", "unit"),
        ),
        Column(
            name="name",
            title=_("Name"),
            parse=cells.text(200),
            required=True,
            aliases=("名称", "名稱", "组织名称", "单位名称"),
        ),
        Column(
            name="kind",
            title=_("Kind"),
            parse=cells.choice(UnitKind),
            required=True,
            aliases=("类型", "類型", "类别", "组织类型"),
        ),
        Column(
            name="parent_code",
            title=_("Parent unit"),
            parse=plain_code(64),
            needed=True,
            aliases=("上级编码", "上级组织", "上級編碼", "parent"),
        ),
        Column(
            name="area_code",
            title=_("Area code"),
            parse=cells.code(32),
            required=True,
            aliases=("区域编码", "所在区域", "區域編碼", "area"),
        ),
    ),
    checks=CHECKS,
    before=_before,
    after=_after,
    merge=Upsert(
        table="orgs_unit",
        key=("code",),
        values={
            "code": "s.code",
            "name": "s.name",
            "kind": "s.kind",
            "parent_id": "nullif(s.parent_code, '')",
            "area": "s.area_code",
            "site": "''",
            "path": "s.code || '/'",
            "valid_from": "%(today)s::date",
            "valid_until": "NULL::date",
        },
        only_new=("site", "path", "valid_from"),
    ),
)
