"""The sheet of the roster: each responder with unit and home, phone sealed before it is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from fangxian.features.orgs.sheets import plain_code
from fangxian.features.roster import phones
from fangxian.features.roster.models import ResponderKind, Skill
from fangxian.features.roster.sheet_checks import CHECKS
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.sheets import Column, Kind, Upsert, cells
from fangxian.kernel.sheets.kinds import Derive, Derived


def _sealing(actor: Actor) -> Derive:
    def seal(columns: Mapping[str, Sequence[Any]]) -> Derived:
        made = [phones.seal(phone) for phone in columns["phone"]]
        return ([sealed for sealed, _index in made], [index for _sealed, index in made]), ()

    return seal


_MERGE = Upsert(
    table="roster_responder",
    key=("code",),
    joins="LEFT JOIN orgs_unit u ON u.code = s.unit_code LEFT JOIN roster_responder r ON r.code = s.code",
    values={
        "code": "s.code",
        "name": "s.name",
        "kind": "s.kind",
        "unit_id": "s.unit_code",
        "unit_name": "coalesce(u.name, r.unit_name)",
        "unit_area": "coalesce(u.area, r.unit_area)",
        "branch_id": "nullif(s.branch_code, '')",
        "home_area": "s.home_area_code",
        # An empty cell keeps the position, except that of a home somebody has left.
        "lat": "coalesce(s.lat, CASE WHEN r.home_area = s.home_area_code THEN r.lat END)",
        "lon": "coalesce(s.lon, CASE WHEN r.home_area = s.home_area_code THEN r.lon END)",
        "skills": "s.skills::varchar(16)[]",
        "phone_sealed": "CASE WHEN s.phone_index = '' AND r.code IS NOT NULL THEN r.phone_sealed "
        "ELSE s.phone_sealed END",
        "phone_index": "CASE WHEN s.phone_index = '' AND r.code IS NOT NULL THEN r.phone_index "
        "ELSE s.phone_index END",
        "is_member": "s.member",
        "available_from": "s.available_from",
        "available_until": "s.available_until",
        "max_hours_week": "coalesce(s.max_hours_week, r.max_hours_week, 48)::smallint",
        "posted_area": "''",
        "is_available": "true",
        "absence": "''",
        "absence_note": "''",
    },
    only_new=("posted_area", "is_available", "absence", "absence_note"),
    not_compared=("phone_sealed",),
)

ROSTER = Kind(
    code="roster",
    title=_("Responders"),
    can=Can.ROSTER_EDIT,
    key=("code",),
    columns=(
        Column(
            name="code",
            title=_("Responder code"),
            parse=plain_code(40),
            required=True,
            aliases=("编码", "人员编码", "工号", "編碼"),
        ),
        Column(
            name="name",
            title=_("Name"),
            parse=cells.text(120),
            required=True,
            aliases=("姓名", "名称", "名稱"),
        ),
        Column(
            name="kind",
            title=_("Kind"),
            parse=cells.choice(ResponderKind),
            required=True,
            aliases=("类型", "人员类型", "類型", "身份"),
        ),
        Column(
            name="unit_code",
            title=_("Unit code"),
            parse=plain_code(64),
            required=True,
            aliases=("单位编码", "工作单位", "單位編碼", "unit"),
        ),
        Column(
            name="branch_code",
            title=_("Party branch"),
            parse=plain_code(64),
            needed=True,
            aliases=("党支部", "支部编码", "黨支部"),
        ),
        Column(
            name="home_area_code",
            title=_("Home village code"),
            parse=cells.code(32),
            required=True,
            aliases=("居住地编码", "居住村", "居住社区", "居住地編碼"),
        ),
        Column(name="lat", title=_("Latitude"), parse=cells.latitude, aliases=("纬度", "緯度", "latitude")),
        Column(name="lon", title=_("Longitude"), parse=cells.longitude, aliases=("经度", "經度", "lng")),
        Column(
            name="skills",
            title=_("Skills"),
            parse=cells.choices(Skill),
            needed=True,
            aliases=("技能", "特长", "專長"),
        ),
        Column(
            name="phone",
            title=_("Phone"),
            parse=cells.phone(),
            aliases=("电话", "手机", "手机号", "電話", "联系电话"),
            personal=True,
            staged=False,
        ),
        Column(
            name="member",
            title=_("Party member"),
            parse=cells.flag(),
            needed=True,
            aliases=("党员", "黨員", "是否党员"),
        ),
        Column(name="available_from", title=_("Available from"), parse=cells.day(), needed=True),
        Column(name="available_until", title=_("Available until"), parse=cells.day(), needed=True),
        Column(
            name="max_hours_week",
            title=_("Hours a week at most"),
            parse=cells.whole(0, 168),
            aliases=("每周最多小时",),
        ),
    ),
    derived=(("phone_sealed", "bytea"), ("phone_index", "bytea")),
    derive=_sealing,
    checks=CHECKS,
    merge=_MERGE,
)
