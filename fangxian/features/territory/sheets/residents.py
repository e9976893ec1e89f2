"""The sheet of residents: ID numbers checked, personal columns sealed before they reach the database."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from fangxian.features.territory import headcounts
from fangxian.features.territory.models import NEEDS, IdType
from fangxian.features.territory.sheets import sealing
from fangxian.kernel.authority import Can
from fangxian.kernel.sheets import Check, Column, Counts, Kind, Upsert, Work, cells


class Sex(TextChoices):
    """The sex an identity document gives."""

    FEMALE = "f", _("Female")
    MALE = "m", _("Male")


UNKNOWN_HOUSEHOLD = Check(
    code="unknown_household",
    column="household_code",
    sentence=_("There is no household %(value)s in your area; import the households first."),
    sql="""SELECT s.line, jsonb_build_object('value', s.household_code) FROM sheet_rows s
           LEFT JOIN territory_household h ON h.incident = %(incident)s AND h.code = s.household_code
           WHERE h.code IS NULL""",
)
ID_TWICE_HERE = Check(
    code="id_twice_here",
    column="id_number",
    sentence=_("Line %(first)s has the same number; a person lives in one household."),
    sql="""SELECT s.line, jsonb_build_object('first', d.first) FROM sheet_rows s JOIN (
             SELECT id_index, min(line) AS first FROM sheet_rows WHERE id_index <> ''
             GROUP BY id_index HAVING count(*) > 1
           ) d ON d.id_index = s.id_index WHERE s.line > d.first""",
)
ID_TAKEN = Check(
    code="id_taken",
    column="id_number",
    sentence=_("Resident %(code)s of household %(household)s has the same number."),
    sql="""SELECT s.line, jsonb_build_object('code', r.code, 'household', r.household)
           FROM sheet_rows s JOIN territory_resident r
             ON r.id_index = s.id_index AND r.id_index <> '' AND r.code <> s.code
                AND r.incident = %(incident)s
           WHERE NOT EXISTS (SELECT 1 FROM sheet_rows o WHERE o.code = r.code)""",
)
_SEALED = ("name_sealed", "id_sealed", "id_index", "phone_sealed", "phone_index")
_PLAIN = ("id_type", "sex", "born_on", *NEEDS)
_UPSERT = Upsert(
    table="territory_resident",
    key=("incident", "code"),
    joins="JOIN territory_household h ON h.incident = %(incident)s AND h.code = s.household_code",
    values={
        "incident": "%(incident)s",
        "code": "s.code",
        "household": "s.household_code",
        "area": "h.area",
        "row_digest": "s.row_digest",
        **{name: f"s.{name}" for name in (*_SEALED, *_PLAIN)},
    },
    not_compared=(*_SEALED, *_PLAIN),
)
_VILLAGES_BEFORE = """
    CREATE TEMPORARY TABLE resident_villages ON COMMIT DROP AS
    SELECT DISTINCT h.village FROM sheet_rows s
    JOIN territory_resident r
      ON r.incident = %(incident)s AND r.code = s.code AND r.household <> s.household_code
    JOIN territory_household h ON h.incident = %(incident)s AND h.code = r.household
"""
_VILLAGES = """
    SELECT village FROM resident_villages UNION
    SELECT h.village FROM sheet_rows s JOIN territory_household h ON h.code = s.household_code
"""


def _merge(work: Work) -> Counts:
    work.run("DROP TABLE IF EXISTS pg_temp.resident_villages")
    work.run(_VILLAGES_BEFORE)
    counts = _UPSERT(work)
    if counts.new or counts.changed:
        headcounts.recount(work.cursor, work.actor.incident, _VILLAGES)
    return counts


def _needs() -> Sequence[Column]:
    words = {
        "frail": (_("Frail"), ("体弱", "體弱", "高龄体弱")),
        "disabled": (_("Disabled"), ("残疾", "殘疾")),
        "pregnant": (_("Pregnant"), ("孕妇", "孕婦", "怀孕")),
        "dialysis": (_("Dialysis"), ("透析", "血透")),
        "infant": (_("Infant"), ("婴儿", "嬰兒", "婴幼儿")),
    }
    return [
        Column(name=need, title=words[need][0], parse=cells.flag(), aliases=words[need][1]) for need in NEEDS
    ]


RESIDENTS = Kind(
    code="residents",
    title=_("Residents"),
    can=Can.HOUSEHOLD_IMPORT,
    key=("code",),
    columns=(
        Column(
            name="code",
            title=_("Resident code"),
            parse=cells.code(48),
            required=True,
            aliases=("编码", "人员编码", "居民编码"),
        ),
        Column(
            name="household_code",
            title=_("Household code"),
            parse=cells.code(40),
            required=True,
            aliases=("户编码", "户号", "戶號", "household"),
        ),
        Column(
            name="name",
            title=_("Full name"),
            parse=cells.text(120),
            required=True,
            personal=True,
            staged=False,
            aliases=("姓名",),
        ),
        Column(
            name="id_type",
            title=_("Type of document"),
            parse=cells.choice(IdType),
            needed=True,
            aliases=("证件类型", "證件類型"),
        ),
        Column(
            name="id_number",
            title=_("Document number"),
            parse=sealing.document,
            needed=True,
            personal=True,
            staged=False,
            aliases=("证件号码", "證件號碼", "身份证号", "身份证号码", "身份證號"),
        ),
        Column(
            name="phone",
            title=_("Telephone"),
            parse=cells.phone(),
            personal=True,
            staged=False,
            aliases=("电话", "電話", "手机", "手机号", "联系电话"),
        ),
        Column(
            name="sex",
            title=_("Sex"),
            parse=replace(cells.choice(Sex), empty=""),
            staged=False,
            aliases=("性别", "性別"),
        ),
        Column(
            name="born_on",
            title=_("Date of birth"),
            parse=cells.day(),
            personal=True,
            staged=False,
            aliases=("出生日期", "生日"),
        ),
        *_needs(),
    ),
    derived=(
        *((name, "bytea") for name in _SEALED),
        ("sex", "text"),
        ("born_on", "date"),
        ("row_digest", "bytea"),
    ),
    derive=sealing.sealer,
    checks=(UNKNOWN_HOUSEHOLD, ID_TWICE_HERE, ID_TAKEN),
    sentences=sealing.SENTENCES,
    merge=_merge,
)
