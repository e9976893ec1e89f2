"""Units: a county's committee, departments, hospitals, schools, townships, villages, a branch for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from fangxian.scenarios.debao_2022.layout import County
from fangxian.scenarios.debao_2022.scales import PREFECTURE, REGION
from fangxian.scenarios.debao_2022.sheets import Sheet

Workplace = Literal[
    "department",
    "court",
    "bureau",
    "hospital",
    "disease_control",
    "school",
    "power",
    "enterprise",
    "township",
    "health_centre",
    "station",
    "village",
]


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit; `workplace` says who works there ('' for branches and those above the county)."""

    code: str
    name: str
    kind: str
    parent_code: str
    area_code: str
    workplace: Workplace | Literal[""] = ""


_DEPARTMENTS = (
    "委宣传部 委统战部 委政法委 人民政府办公室 发展和改革局 教育局 民政局 司法局 "
    "财政局 人力资源和社会保障局 自然资源局 住房和城乡建设局 交通运输局 水利局 "
    "农业农村局 林业局 文化体育和旅游局 应急管理局 市场监督管理局 统计局 医疗保障局 "
    "乡村振兴局 税务局 团委 妇联 总工会 残联 退役军人事务局 信访局 融媒体中心"
)
_SCHOOLS = "民族中学 初级中学 职业技术学校 第一小学 第二小学 民族小学 幼儿园 特殊教育学校"
_ENTERPRISES = (
    "自来水公司 公共交通公司 邮政公司 电信公司 移动公司 物流园 粮油公司 建筑公司 "
    "制糖厂 超市联合会 农村信用社 客运站"
)

# Name after the county's, what it is as a workplace, and whether a county of the smallest scale has it.
# The order is the units' numbers, which the personas name: it may grow at the end.
_COUNTY_UNITS: tuple[tuple[str, Workplace, bool], ...] = (
    ("疫情防控指挥部办公室", "department", True),
    ("委组织部", "department", True),
    ("卫生健康局", "department", True),
    ("纪委监委", "department", True),
    ("公安局", "bureau", True),
    ("人民医院", "hospital", True),
    ("疾病预防控制中心", "disease_control", True),
    ("供电局", "power", True),
    ("高级中学", "school", True),
    ("环卫站", "enterprise", True),
    ("人民法院", "court", True),
    ("人民检察院", "court", False),
    ("中医医院", "hospital", False),
    ("妇幼保健院", "hospital", False),
    ("第二人民医院", "hospital", False),
    *((name, "department", False) for name in _DEPARTMENTS.split()),
    *((name, "school", False) for name in _SCHOOLS.split()),
    *((name, "enterprise", False) for name in _ENTERPRISES.split()),
)


def units_above() -> list[Unit]:
    """Return the units of the region and the prefecture that the personas belong to."""
    region = Unit(f"U{REGION}-01", "中共广西壮族自治区委员会", "committee", "", REGION)
    organisation = Unit(f"U{REGION}-02", "自治区党委组织部", "department", region.code, REGION)
    prefecture = Unit(f"U{PREFECTURE}-01", "中共百色市委员会", "committee", region.code, PREFECTURE)
    return [unit for above in (region, organisation, prefecture) for unit in (above, _branch(above))]


def units_of(county: County) -> list[Unit]:
    """Return a county's units, parents before children; only peopled townships and villages have any."""
    return [*_county_units(county), *_township_units(county), *_village_branches(county)]


def write_units(units: list[Unit], sheet: Sheet) -> None:
    """Append units to the sheet."""
    sheet.write(
        [[getattr(u, c) for u in units] for c in ("code", "name", "kind", "parent_code", "area_code")]
    )


def branch_of(unit_code: str) -> str:
    """Return the party branch of a unit: a village's unit is its branch, any other has one of its own."""
    return unit_code if len(unit_code) == len("U451024200202-01") else f"{unit_code}B"


def _county_units(county: County) -> Iterator[Unit]:
    code = county.scale.code
    committee = Unit(f"U{code}-01", f"中共{county.name}委员会", "committee", f"U{PREFECTURE}-01", code)
    yield from (committee, _branch(committee))
    small = not county.scale.full_command
    for number, (name, workplace, at_every_scale) in enumerate(_COUNTY_UNITS, start=2):
        if at_every_scale or not small:
            kind = "department" if workplace in ("department", "court", "bureau") else "other"
            unit = Unit(f"U{code}-{number:02d}", county.name + name, kind, committee.code, code, workplace)
            yield from (unit, _branch(unit))


def _township_units(county: County) -> Iterator[Unit]:
    peopled = dict.fromkeys(v.township for v in county.peopled)
    for code, name in ((c, county.townships[c]) for c in peopled):
        committee = Unit(
            f"U{code}-01", f"中共{name}委员会", "committee", f"U{county.scale.code}-01", code, "township"
        )
        centre = Unit(f"U{code}-02", f"{name}卫生院", "other", committee.code, code, "health_centre")
        station = Unit(
            f"U{code}-03", f"{name}派出所", "department", f"U{county.scale.code}-06", code, "station"
        )
        for unit in (committee, centre, station):
            yield from (unit, _branch(unit))


def _village_branches(county: County) -> Iterator[Unit]:
    for village in county.peopled:
        name = f"中共{village.short_name}支部委员会"
        yield Unit(f"U{village.code}-01", name, "branch", f"U{village.township}-01", village.code, "village")


def _branch(unit: Unit) -> Unit:
    return Unit(branch_of(unit.code), f"{unit.name}党支部", "branch", unit.code, unit.area_code)
