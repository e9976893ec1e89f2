"""
The cast: a small county with a dozen named people, taken in through the same sheets as anybody's.

Anning county (900101) has two townships and three villages. Yang is of the next county and must never see any
of it. All of them are invented.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope

INCIDENT = "anning-2022"
REGION, PREFECTURE, COUNTY, NEXT_COUNTY = "90", "9001", "900101", "900102"
RIVER, HILL, BORDER = "900101001", "900101002", "900102001"
UPPER, LOWER, RIDGE, MARKER = "900101001001", "900101001002", "900101002001", "900102001001"
PASSWORD = "seven lanterns on the ridge"

TERRITORY = """code,name,level,parent_code,lat,lon,population,households
90,岭南省,region,,,,,
9001,平江市,prefecture,90,,,,
900101,安宁县,county,9001,23.30,106.60,70,26
900102,永福县,county,9001,23.10,106.40,12,4
900101001,河口镇,township,900101,23.31,106.61,50,20
900101002,山背乡,township,900101,23.36,106.66,20,6
900102001,界头镇,township,900102,23.10,106.40,12,4
900101001001,上河村,village,900101001,23.31,106.61,30,12
900101001002,下河村,village,900101001,23.32,106.62,20,8
900101002001,山背村,village,900101002,23.36,106.66,20,6
900102001001,界头村,village,900102001,23.10,106.40,12,4
"""

UNITS = """code,name,kind,parent_code,area_code
U-COUNTY,安宁县委,committee,,900101
U-ORG,组织部,department,U-COUNTY,900101
U-HOSPITAL,县医院,department,U-COUNTY,900101
U-RIVER,河口镇委,committee,U-COUNTY,900101001
U-UPPER,上河村支部,branch,U-RIVER,900101001001
U-HILL,山背乡委,committee,U-COUNTY,900101002
U-NEXT,永福县委,committee,,900102
"""

SITES = """code,name,kind,area_code,lat,lon,tables,rooms
S-SQUARE,河口广场采样点,sampling_point,900101001001,23.311,106.611,2,
S-GATE,山背卡点,checkpoint,900101002001,23.37,106.67,,
S-HOTEL,河口隔离点,isolation_site,900101001002,23.32,106.62,,40
S-NEXT,界头采样点,sampling_point,900102001001,23.10,106.40,1,
"""


@dataclass(frozen=True, slots=True)
class Person:
    """One of the cast: a roster row, and the charge they act under ('' role: no charge)."""

    username: str
    name: str
    code: str
    kind: str
    unit: str
    home: str
    skills: str
    role: Role
    area: str

    @property
    def account(self) -> str:
        """The user name they sign in with."""
        return f"{self.username}.an"

    @property
    def actor(self) -> Actor:
        """The person as an actor, for services called without a request."""
        return Actor(person=self.account, name=self.name, role=self.role, area=self.area, incident=INCIDENT)


CAST = (
    Person("lu", "陆明", "R-01", "cadre", "U-COUNTY", UPPER, "lead", Role.COMMANDER, COUNTY),
    Person("nong", "农慧", "R-02", "cadre", "U-COUNTY", UPPER, "register;screen", Role.CLERK, COUNTY),
    Person("li", "李昌", "R-03", "cadre", "U-ORG", LOWER, "lead;register", Role.ORGANISER, COUNTY),
    Person("huang", "黄强", "R-04", "cadre", "U-RIVER", LOWER, "lead;screen", Role.TOWNSHIP_LEAD, RIVER),
    Person("wei", "韦林", "R-05", "cadre", "U-UPPER", UPPER, "lead;guard", Role.VILLAGE_LEAD, UPPER),
    Person("liang", "梁兰", "R-06", "grid_worker", "U-RIVER", UPPER, "screen", Role.GRID_WORKER, UPPER),
    Person("qin", "覃梅", "R-07", "medic", "U-HOSPITAL", LOWER, "swab", Role.SAMPLER, LOWER),
    Person("mo", "莫勇", "R-08", "police", "U-HILL", RIDGE, "guard;drive", Role.GATE_GUARD, RIDGE),
    Person("tan", "谭思", "R-09", "volunteer", "U-RIVER", UPPER, "register", Role.VOLUNTEER, UPPER),
    Person("he", "何文", "R-10", "cadre", "U-ORG", LOWER, "lead", Role.INSPECTOR, COUNTY),
    Person("lan", "蓝静", "R-11", "cadre", "U-ORG", UPPER, "register", Role.AUDITOR, COUNTY),
    Person("deng", "邓伟", "R-12", "cadre", "U-ORG", UPPER, "register", Role.ADMINISTRATOR, COUNTY),
    Person("luo", "罗军", "R-13", "cadre", "U-HILL", RIDGE, "lead;register", Role.SITE_LEAD, UPPER),
    Person("yang", "杨珍", "R-21", "cadre", "U-NEXT", MARKER, "lead", Role.COMMANDER, NEXT_COUNTY),
    Person("chen", "陈荣", "R-22", "cadre", "U-NEXT", MARKER, "lead;screen", Role.CLERK, NEXT_COUNTY),
)
BY_NAME = {person.username: person for person in CAST}
OPERATOR = Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=INCIDENT)
HOUSEHOLDS = {UPPER: 12, LOWER: 8, RIDGE: 6, MARKER: 4}


def build(folder: Path) -> None:
    """Make the whole world in the present database; sheets are written to `folder` first."""
    from fangxian.config.sheets import KINDS
    from fangxian.features.incidents.services import create_incident
    from fangxian.kernel import sheets

    create_incident(
        actor=OPERATOR,
        code=INCIDENT,
        name="Anning 2022",
        area="90",
        rule_pack="cn-2022-03",
        started_on=date(2022, 2, 4),
    )
    for kind, text in _sheets().items():
        path = folder / f"{kind}.csv"
        path.write_text(text, encoding="utf-8")
        outcome = sheets.take_in(OPERATOR, KINDS[kind], path)
        assert outcome.refused == 0, (kind, outcome.first_reasons)
    for person in CAST:
        _sign_up(person)


def _sign_up(person: Person) -> None:
    from fangxian.features.accounts.services import open_account
    from fangxian.features.charges.services import appoint
    from fangxian.features.roster.services import link_account

    with scope.acting(OPERATOR):
        open_account(actor=OPERATOR, username=person.account, password=PASSWORD, area=person.area)
        link_account(actor=OPERATOR, code=person.code, username=person.account)
        appoint(actor=OPERATOR, area=person.area, role=person.role, holder=person.code)


def _sheets() -> dict[str, str]:
    return {
        "territory": TERRITORY,
        "units": UNITS,
        "households": _csv("code,area_code,address,lat,lon,members", _households()),
        "residents": _csv(
            "code,household_code,name,id_type,id_number,phone,sex,born_on,"
            "frail,disabled,pregnant,dialysis,infant",
            _residents(),
        ),
        "roster": _csv(
            "code,name,kind,unit_code,branch_code,home_area_code,lat,lon,skills,phone,member,"
            "available_from,available_until,max_hours_week",
            _roster(),
        ),
        "sites": SITES,
    }


def _households() -> list[list[object]]:
    rows: list[list[object]] = []
    for village, count in HOUSEHOLDS.items():
        for n in range(count):
            lat, lon = 23.0 + int(village[-7:]) / 1e7 + n / 1e3, 106.0 + n / 1e3
            rows.append([f"{village}-{n:04d}", village, f"{n + 1} 号", f"{lat:.6f}", f"{lon:.6f}", 2])
    return rows


def _residents() -> list[list[object]]:
    rows: list[list[object]] = []
    for household in (row[0] for row in _households()):
        for n in range(2):
            frail = 1 if n == 0 and str(household).endswith("0000") else ""
            identity = [f"{household}-{n}", household, f"居民{n}", "other", f"X{household}{n}"]
            rows.append([*identity, f"000{household}{n}", "f", "1950-01-01", frail, "", "", "", ""])
    return rows


def _roster() -> list[list[object]]:
    return [_roster_row(person) for person in CAST]


def _roster_row(person: Person) -> list[object]:
    member = 1 if person.kind == "cadre" else 0
    who = [person.code, person.name, person.kind, person.unit, "", person.home, "", "", person.skills]
    return [*who, "", member, "", "", 48]


def _csv(header: str, rows: list[list[object]]) -> str:
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header.split(","))
    writer.writerows(rows)
    return out.getvalue()
