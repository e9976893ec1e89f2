"""The people of the demo: who signs in as what. Invented, every one of them; all are rows of the roster."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.scenarios.debao_2022.marks import _
from fangxian.scenarios.debao_2022.scales import (
    COUNTY,
    DUAN,
    FUJI,
    NEXT_COUNTY,
    NEXT_TOWNSHIP,
    NEXT_VILLAGE,
    PREFECTURE,
    REGION,
    SEAT,
)

TOWN_COMMUNITY = f"{SEAT}001"


@dataclass(frozen=True, slots=True)
class Persona:
    """
    One person of the demo.

    `code` is the person's row in roster.csv, `role` the role of the charge they act under in `area_code`. A
    grid worker's grid and the posts of the others are made by the plan: their `area_code` is where the plan
    finds them. `who` is an English message id for gettext.
    """

    username: str
    code: str
    name: str
    role: str
    area_code: str
    who: str
    kind: str
    unit_code: str
    home_area_code: str
    skills: tuple[str, ...]
    member: bool = True

    @property
    def county(self) -> str:
        """The county whose roster carries this person."""
        return self.home_area_code[:6]


PERSONAS: tuple[Persona, ...] = (
    Persona(
        *("region", "P45-00001", "覃远志", "commander", REGION),
        _("Commander for the whole region; stays in the county town during the outbreak"),
        *("cadre", "U45-02", TOWN_COMMUNITY, ("lead", "screen")),
    ),
    Persona(
        *("prefecture", "P4510-00001", "岑启明", "commander", PREFECTURE),
        _("Commander of the prefecture's command post"),
        *("cadre", "U4510-01", TOWN_COMMUNITY, ("lead", "screen")),
    ),
    Persona(
        *("county", f"P{COUNTY}-00001", "农振华", "commander", COUNTY),
        _("Commander of Debao county: answers for every area in it"),
        *("cadre", f"U{COUNTY}-01", TOWN_COMMUNITY, ("lead", "drive")),
    ),
    Persona(
        *("clerk", f"P{COUNTY}-00002", "黄晓兰", "clerk", COUNTY),
        _("Clerk of the county command post: imports the sheets, makes and publishes the plan"),
        *("cadre", f"U{COUNTY}-02", TOWN_COMMUNITY, ("register", "screen")),
    ),
    Persona(
        *("organiser", f"P{COUNTY}-00003", "李文昌", "organiser", COUNTY),
        _("Officer of the county's organisation department: units, roster and volunteers"),
        *("cadre", f"U{COUNTY}-03", TOWN_COMMUNITY, ("lead", "register")),
    ),
    Persona(
        *("township", f"P{COUNTY}-00004", "陆永强", "township_lead", DUAN),
        _("Lead of Du'an township, where nearly all cases are"),
        *("cadre", f"U{DUAN}-01", f"{DUAN}200", ("lead", "screen", "drive")),
    ),
    Persona(
        *("village", f"P{COUNTY}-00005", "韦海林", "village_lead", FUJI),
        _("Lead of Fuji village in Du'an, at the county's border"),
        *("cadre", f"U{FUJI}-01", FUJI, ("lead", "screen", "guard")),
    ),
    Persona(
        *("grid", f"P{COUNTY}-00006", "李玉兰", "grid_worker", FUJI),
        _("Grid worker in Fuji village; the plan gives her a grid"),
        *("grid_worker", f"U{DUAN}-01", FUJI, ("screen", "register"), False),
    ),
    Persona(
        *("site", f"P{COUNTY}-00007", "罗建军", "site_lead", TOWN_COMMUNITY),
        _("Leads a sampling point in the county town"),
        *("cadre", f"U{COUNTY}-04", TOWN_COMMUNITY, ("lead", "register")),
    ),
    Persona(
        *("sampler", f"P{COUNTY}-00008", "梁雪梅", "sampler", DUAN),
        _("Nurse of Du'an's health centre, trained to swab"),
        *("medic", f"U{DUAN}-02", f"{DUAN}200", ("swab", "care"), False),
    ),
    Persona(
        *("courier", f"P{COUNTY}-00012", "韦国强", "courier", COUNTY),
        _("Drives boxes of tubes from the county's sampling points to the laboratory"),
        *("worker", f"U{COUNTY}-07", TOWN_COMMUNITY, ("drive",), False),
    ),
    Persona(
        *("laboratory", f"P{COUNTY}-00013", "黄丽萍", "laboratory", COUNTY),
        _("Laboratory officer of the county's hospital: receives tubes and enters their results"),
        *("medic", f"U{COUNTY}-07", TOWN_COMMUNITY, ("care",), False),
    ),
    Persona(
        *("confirmer", f"P{COUNTY}-00014", "农秀英", "laboratory", COUNTY),
        _("Laboratory officer of the county's hospital: signs amended results as the second"),
        *("medic", f"U{COUNTY}-07", TOWN_COMMUNITY, ("care",), False),
    ),
    Persona(
        *("guard", f"P{COUNTY}-00009", "黄大勇", "gate_guard", FUJI),
        _("Police officer at the checkpoint of Fuji village"),
        *("police", f"U{DUAN}-03", FUJI, ("guard", "drive")),
    ),
    Persona(
        *("volunteer", f"P{COUNTY}-00010", "罗思佳", "volunteer", f"{DUAN}200"),
        _("Student at home for the holidays, volunteer in Du'an"),
        *("volunteer", f"U{DUAN}200-01", f"{DUAN}200", ("register", "drive"), False),
    ),
    Persona(
        *("inspector", "P45-00002", "许志文", "inspector", COUNTY),
        _("One of the region's inspectors, living on site in Debao"),
        *("cadre", "U45-02", TOWN_COMMUNITY, ("lead", "screen")),
    ),
    Persona(
        *("auditor", f"P{COUNTY}-00011", "何静", "auditor", COUNTY),
        _("Auditor of the county: reads the trail and nothing else"),
        *("cadre", f"U{COUNTY}-05", TOWN_COMMUNITY, ("register",)),
    ),
    Persona(
        *("yang", f"P{NEXT_COUNTY}-00001", "杨秀珍", "commander", NEXT_COUNTY),
        _("Yang, commander of the next county: sees her own county and nothing of Debao"),
        *("cadre", f"U{NEXT_COUNTY}-01", NEXT_VILLAGE, ("lead",)),
    ),
    Persona(
        *("yang-township", f"P{NEXT_COUNTY}-00002", "陈国荣", "township_lead", NEXT_TOWNSHIP),
        _("Lead of the township on the other side of the county's border"),
        *("cadre", f"U{NEXT_TOWNSHIP}-01", NEXT_VILLAGE, ("lead", "screen")),
    ),
)
"""In the order in which the demo presents them."""
