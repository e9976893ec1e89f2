"""
A county of twelve townships and 186 villages beside the cast's, taken in by sheets into the served world.

Run as a program it lays the county out, then does what it is told, a line of JSON at a time: what many people
do at once there, and what the clock does when hours have gone by. The journey's own people use browsers.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from fangxian.cli.installation import installation
from tests import world

COUNTY, REGION = "900103", world.REGION
TOWNSHIPS = [f"{COUNTY}{n:03d}" for n in range(1, 13)]
VILLAGES = {
    township: [f"{township}{n:03d}" for n in range(1, 17 if place < 6 else 16)]
    for place, township in enumerate(TOWNSHIPS)
}
FIRST, SILENT = TOWNSHIPS[0], TOWNSHIPS[-1]
VILLAGE = VILLAGES[FIRST][0]
PERSONAS = {
    "meng": ("蒙岭", REGION),
    "ou": ("区长岭", COUNTY),
    "pan": ("潘一", FIRST),
    "tang": ("唐村", VILLAGE),
    "jing": ("静默", SILENT),
}
"""Who has an account there: user name → name and the area they lead."""


def sheets() -> dict[str, str]:
    """The county as its clerk would send it: areas, a unit, a lead for each area."""
    areas = [(COUNTY, "长岭县", "county", world.PREFECTURE)]
    for n, township in enumerate(TOWNSHIPS, start=1):
        areas.append((township, f"长岭{n}镇", "township", COUNTY))
        areas += [(code, f"长岭{code[-6:]}村", "village", township) for code in VILLAGES[township]]
    named = {area: (f"F-{area}", name) for name, area in PERSONAS.values()}
    leads = [(area, *named.get(area, (f"F-{area}", f"责任人{area[-6:]}"))) for area, *_ in areas]
    leads.append((REGION, *named[REGION]))
    return {
        "territory": _sheet("code,name,level,parent_code,lat,lon,population,households", areas, 4),
        "units": f"code,name,kind,parent_code,area_code\nU-FAR,长岭县委,committee,,{COUNTY}\n",
        "roster": _sheet(
            "code,name,kind,unit_code,branch_code,home_area_code,lat,lon,skills,phone,member,"
            "available_from,available_until,max_hours_week",
            [(code, name, "cadre", "U-FAR", "", VILLAGE) for _, code, name in leads],
            8,
        ),
        "leads": _sheet("area_code,holder_code,deputy_code", [(area, code) for area, code, _ in leads], 1),
    }


def _sheet(header: str, rows: list[tuple[str, ...]], empty: int) -> str:
    return "\n".join([header, *(",".join(row) + "," * empty for row in rows)]) + "\n"


def lay_out() -> None:
    """Take the sheets in and give the five their accounts."""
    from fangxian.config.sheets import KINDS
    from fangxian.features.accounts.services import open_account
    from fangxian.features.roster.services import link_account
    from fangxian.kernel import sheets as importing
    from fangxian.kernel.db import scope

    with tempfile.TemporaryDirectory() as folder:
        for kind, text in sheets().items():
            path = Path(folder) / f"{kind}.csv"
            path.write_text(text, encoding="utf-8")
            outcome = importing.take_in(world.OPERATOR, KINDS[kind], path)
            assert outcome.refused == 0, (kind, outcome.first_reasons)
    for username, (_, area) in PERSONAS.items():
        with scope.acting(world.OPERATOR):
            open_account(actor=world.OPERATOR, username=username, password=world.PASSWORD, area=area)
            link_account(actor=world.OPERATOR, code=f"F-{area}", username=username)


def leads_of(areas: list[str]) -> list[Any]:
    """Those who lead some areas, as they act."""
    from fangxian.features.charges.models import Charge
    from fangxian.kernel.authority import Actor, Role
    from fangxian.kernel.db import scope

    with scope.acting(world.OPERATOR):
        charges = list(Charge.objects.filter(area__in=areas, leads=True, valid_until=None).order_by("area"))
    return [
        Actor(
            person=f"F-{one.area}",
            name=one.holder_name,
            role=Role(one.role),
            area=one.area,
            incident=one.incident,
            charge=one.code,
            responder=str(one.holder_id),
        )
        for one in charges
    ]


def issue_onward(areas: list[str], code: str, at: datetime) -> int:
    """The leads of townships read a directive and issue it onward to their villages."""
    from fangxian.features.supervision.directives import services
    from fangxian.features.supervision.directives.services import Draft
    from fangxian.kernel.db import scope

    for actor in leads_of(areas):
        draft = Draft(
            "清点药品（各村）", "各村**今晚**报数", at + timedelta(hours=20), levels=("village",), parent=code
        )
        with scope.acting(actor):
            services.issue_directive(actor=actor, draft=draft, at=at)
    return len(areas)


def step(areas: list[str], report: int, at: datetime) -> int:
    """The leads of areas acknowledge what they have; the first `report` of them report back at once."""
    from fangxian.features.supervision.directives import access, services
    from fangxian.kernel.db import scope

    for number, actor in enumerate(leads_of(areas)):
        with scope.acting(actor):
            codes = list(access.own(actor).values_list("directive", flat=True))
            services.acknowledge_directives(actor=actor, codes=codes, at=at)
            for code in codes if number < report else []:
                services.report_back(actor=actor, code=code, answers={}, text="已清点", at=at)
    return len(areas)


def call(now: datetime) -> int:
    """What the clock's job does once it is so late."""
    from fangxian.features.items.tasks import call_due

    call_due(timestamp=int(now.timestamp()))
    return 1


DEEDS: dict[str, Callable[..., int]] = {"issue_onward": issue_onward, "step": step, "call": call}


def main() -> None:
    """Lay the county out, say so, and do what each line asks."""
    with installation():
        lay_out()
        print("ready", flush=True)
        for line in sys.stdin:
            asked = json.loads(line)
            moments = {
                name: datetime.fromisoformat(asked.pop(name)) for name in ("at", "now") if name in asked
            }
            print(DEEDS[asked.pop("do")](**asked, **moments), flush=True)


if __name__ == "__main__":
    main()
