"""What the database must say of a row of the roster before it goes in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.sheets import Check

# What a row says that was so before is not questioned: the unit or home may be out of this actor's sight.
_BEFORE = "LEFT JOIN roster_responder r ON r.code = s.code"


def _inside(column: str) -> str:
    return f"({column} >= %(scope_from)s AND {column} < %(scope_until)s)"


CHECKS = (
    Check(
        code="unknown_unit",
        column="unit_code",
        sentence=_("There is no running unit %(value)s in your sight; import the units first."),
        sql=f"""SELECT s.line, jsonb_build_object('value', s.unit_code) FROM sheet_rows s {_BEFORE}
                LEFT JOIN orgs_unit u ON u.code = s.unit_code AND u.valid_until IS NULL
                WHERE u.code IS NULL AND r.unit_id IS DISTINCT FROM s.unit_code""",  # noqa: S608
    ),
    Check(
        code="not_branch",
        column="branch_code",
        sentence=_("There is no party branch %(value)s in your sight."),
        sql=f"""SELECT s.line, jsonb_build_object('value', s.branch_code) FROM sheet_rows s {_BEFORE}
                LEFT JOIN orgs_unit u ON u.code = s.branch_code AND u.valid_until IS NULL
                                     AND u.kind IN ('branch', 'temporary_branch', 'committee')
                WHERE s.branch_code <> '' AND u.code IS NULL
                  AND r.branch_id IS DISTINCT FROM s.branch_code""",  # noqa: S608
    ),
    Check(
        code="no_village",
        column="home_area_code",
        sentence=_("There is no village or community %(value)s in your sight."),
        sql=f"""SELECT s.line, jsonb_build_object('value', s.home_area_code) FROM sheet_rows s {_BEFORE}
                LEFT JOIN territory_area a
                       ON a.code = s.home_area_code AND a.level = 'village' AND a.valid_until IS NULL
                WHERE a.code IS NULL AND r.home_area IS DISTINCT FROM s.home_area_code""",  # noqa: S608
    ),
    Check(
        code="stands_here_only",
        column="code",
        sentence=_("They only stand in your area; where they live or work keeps their row."),
        sql=f"""SELECT s.line, NULL::jsonb FROM sheet_rows s JOIN roster_responder r ON r.code = s.code
                WHERE NOT ({_inside("r.unit_area")} OR {_inside("r.home_area")})""",  # noqa: S608
    ),
    Check(
        code="works_elsewhere",
        column="unit_code",
        sentence=_("They work for a unit of another area, %(value)s; only that area can release them."),
        sql=f"""SELECT s.line, jsonb_build_object('value', r.unit_name)
                FROM sheet_rows s JOIN roster_responder r ON r.code = s.code
                WHERE r.unit_id <> s.unit_code AND NOT {_inside("r.unit_area")}""",  # noqa: S608
    ),
    Check(
        code="half_a_position",
        column="lat",
        sentence=_("A position has both latitude and longitude."),
        sql="SELECT line, NULL::jsonb FROM sheet_rows WHERE (lat IS NULL) <> (lon IS NULL)",
    ),
    Check(
        code="period_turned",
        column="available_until",
        sentence=_("The period ends on %(until)s, before it starts."),
        sql="""SELECT line, jsonb_build_object('until', available_until) FROM sheet_rows
               WHERE available_until <= available_from""",
    ),
)
