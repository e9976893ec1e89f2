"""What is checked in the sheet of targets: the campaign, the person, and that both belong together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from fangxian.kernel.errors import Text
from fangxian.kernel.sheets import Check

FIND = (
    "DROP TABLE IF EXISTS pg_temp.listed_people",
    """
    CREATE TEMPORARY TABLE listed_people ON COMMIT DROP AS
    SELECT s.line,
           r.code, r.household, r.area, r.id_index, r.frail, r.disabled, r.pregnant, r.dialysis, r.infant
    FROM sheet_rows s JOIN territory_resident r ON r.incident = %(incident)s AND r.code = s.resident_code
    WHERE s.resident_code <> ''
    UNION ALL
    SELECT DISTINCT ON (s.line) s.line,
           r.code, r.household, r.area, r.id_index, r.frail, r.disabled, r.pregnant, r.dialysis, r.infant
    FROM sheet_rows s JOIN territory_resident r
      ON r.incident = %(incident)s AND r.id_index = s.id_index AND r.id_index <> ''
    WHERE s.resident_code = ''
    """,
)
"""Finds whom each row names, once for all checks: by the code, else by the blind index of the number."""
FOUND = "JOIN listed_people r ON r.line = s.line"
_CAMPAIGN = "campaigns_campaign c ON c.code = s.campaign_code AND c.incident = %(incident)s"

SENTENCES: dict[str, Text] = {
    "nobody_named": _("Say who it is: the resident's code or the number of the document."),
}
_OF_CAMPAIGN = "SELECT s.line, jsonb_build_object('value', s.campaign_code) FROM sheet_rows s "
_TWICE = f"""
    SELECT f.line, jsonb_build_object('first', f.first) FROM (
        SELECT s.line, min(s.line) OVER (PARTITION BY s.campaign_code, r.code) AS first
        FROM sheet_rows s {FOUND}
    ) f WHERE f.line > f.first
"""  # noqa: S608 names are ours
_OF_PERSON = "SELECT s.line, NULL::jsonb FROM sheet_rows s "
CHECKS = (
    Check(
        code="unknown_campaign",
        column="campaign_code",
        sentence=_("There is no campaign %(value)s in your area."),
        sql=_OF_CAMPAIGN
        + f"LEFT JOIN {_CAMPAIGN} AND c.area >= %(scope_from)s AND c.area < %(scope_until)s"
        + " WHERE c.code IS NULL",
    ),
    Check(
        code="not_listed",
        column="campaign_code",
        sentence=_("Campaign %(value)s takes its targets from the register, not from a list."),
        sql=_OF_CAMPAIGN + f"JOIN {_CAMPAIGN} WHERE c.aim <> 'list'",
    ),
    Check(
        code="campaign_closed",
        column="campaign_code",
        sentence=_("Campaign %(value)s is closed; open it again first."),
        sql=_OF_CAMPAIGN + f"JOIN {_CAMPAIGN} WHERE c.state = 'closed'",
    ),
    Check(
        code="unknown_resident",
        column="resident_code",
        sentence=_("Nobody in the register of your area has this code or number; import residents first."),
        sql=_OF_PERSON + f"LEFT {FOUND} WHERE r.code IS NULL",
    ),
    Check(
        code="two_people",
        column="id_number",
        sentence=_("The code is one person's and the document number another's."),
        sql=_OF_PERSON
        + f"{FOUND} WHERE s.resident_code <> '' AND s.id_index <> '' AND r.id_index <> s.id_index",
    ),
    Check(
        code="lives_elsewhere",
        column="resident_code",
        sentence=_("This person does not live in the area of campaign %(value)s."),
        sql=_OF_CAMPAIGN + f"{FOUND} JOIN {_CAMPAIGN} WHERE NOT starts_with(r.area, c.area)",
    ),
    Check(
        code="listed_twice",
        column="resident_code",
        sentence=_("Line %(first)s names the same person."),
        sql=_TWICE,
    ),
)
