"""
A county of 300 people beside the cast's, with one point of two tables, taken in by sheets.

Run as a program it lays the county out. In the east ten share a tube, in the west twenty.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from fangxian.cli.installation import installation
from fangxian.features.territory.identity import check_character
from fangxian.kernel.authority import Role
from tests import world

COUNTY, TOWNSHIP = "900104", "900104001"
EAST, WEST = f"{TOWNSHIP}001", f"{TOWNSHIP}002"
HOUSEHOLDS = {EAST: 50, WEST: 100}
"""Two people live in each."""
POINT, POINT_NAME = "S-WILLOW", "柳湾小学采样点"
PERSONAS = {
    "qiao": ("乔安", Role.COMMANDER, COUNTY, "lead"),
    "dong": ("董青", Role.VILLAGE_LEAD, EAST, "lead"),
    "shao": ("邵敏", Role.SAMPLER, TOWNSHIP, "swab"),
    "su": ("苏文", Role.SAMPLER, TOWNSHIP, "swab"),
    "che": ("车刚", Role.COURIER, COUNTY, "drive"),
    "hua": ("华静", Role.LABORATORY, COUNTY, "register"),
}
"""Who has an account there: user name → name, and what they answer for."""


def household(village: str, number: int) -> str:
    """The code of a household."""
    return f"{village}-{number:04d}"


def document(village: str, number: int, member: int) -> str:
    """The number of a member's document: a resident's, with its check character."""
    turn = int(village[-1]) * 200 + number * 2 + member
    first = f"{COUNTY}{1950 + number % 50}{number % 9 + 1:02d}{number % 18 + 10}{turn:03d}"
    return first + check_character(first)


def sheets() -> dict[str, str]:
    """The county as its clerk would send it."""
    homes = [(village, n) for village, count in HOUSEHOLDS.items() for n in range(count)]
    areas = [
        (COUNTY, "柳湾县", "county", world.PREFECTURE),
        (TOWNSHIP, "柳湾镇", "township", COUNTY),
        (EAST, "东柳村", "village", TOWNSHIP),
        (WEST, "西柳村", "village", TOWNSHIP),
    ]
    return {
        "territory": _sheet("code,name,level,parent_code,lat,lon,population,households", areas, 4),
        "units": f"code,name,kind,parent_code,area_code\nU-WILLOW,柳湾县委,committee,,{COUNTY}\n",
        "households": _sheet(
            "code,area_code,address,lat,lon,members",
            [(household(area, n), area, f"柳堤 {n + 1} 号", "23.31", "106.61", "2") for area, n in homes],
        ),
        "residents": _sheet(
            "code,household_code,name,id_type,id_number,phone,sex,born_on,"
            "frail,disabled,pregnant,dialysis,infant",
            [_resident(area, n, member) for area, n in homes for member in range(2)],
            5,
        ),
        "roster": _sheet(
            "code,name,kind,unit_code,branch_code,home_area_code,lat,lon,skills,phone,member,"
            "available_from,available_until,max_hours_week",
            [
                (f"W-{user}", name, "cadre", "U-WILLOW", "", EAST, "", "", skill)
                for user, (name, _, _, skill) in PERSONAS.items()
            ],
            5,
        ),
        "sites": "code,name,kind,area_code,lat,lon,tables,rooms\n"
        f"{POINT},{POINT_NAME},sampling_point,{TOWNSHIP},23.31,106.61,2,\n",
    }


def _resident(village: str, number: int, member: int) -> tuple[str, ...]:
    identity, home = document(village, number, member), household(village, number)
    born = f"{identity[6:10]}-{identity[10:12]}-{identity[12:14]}"
    name = f"{'韦黄覃莫农陆岑罗'[number % 8]}{'秀英建国桂花'[member * 2 :][:2]}"
    sex = "m" if int(identity[16]) % 2 else "f"
    return f"{home}-{member}", home, name, "cn_resident_id", identity, "", sex, born


def _sheet(header: str, rows: list[tuple[str, ...]], empty: int = 0) -> str:
    return "\n".join([header, *(",".join(row) + "," * empty for row in rows)]) + "\n"


def lay_out() -> None:
    """Take the sheets in, and give everybody their account and their charge."""
    from fangxian.config.sheets import KINDS
    from fangxian.kernel import sheets as importing

    with tempfile.TemporaryDirectory() as folder:
        for kind, text in sheets().items():
            path = Path(folder) / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            outcome = importing.take_in(world.OPERATOR, KINDS[kind], path)
            assert outcome.refused == 0, (kind, outcome.first_reasons)
    for username, (_, role, area, _skill) in PERSONAS.items():
        _sign_up(username, role, area)


def _sign_up(username: str, role: Role, area: str) -> None:
    from fangxian.features.accounts.services import open_account
    from fangxian.features.charges.services import appoint
    from fangxian.features.roster.services import link_account
    from fangxian.kernel.db import scope

    with scope.acting(world.OPERATOR):
        open_account(actor=world.OPERATOR, username=username, password=world.PASSWORD, area=area)
        link_account(actor=world.OPERATOR, code=f"W-{username}", username=username)
        appoint(actor=world.OPERATOR, area=area, role=role, holder=f"W-{username}")


if __name__ == "__main__":
    with installation():
        lay_out()
