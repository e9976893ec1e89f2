"""Jobs: a county's responders by what they do, where they work and live, and what they can do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from fangxian.scenarios.debao_2022.units import Workplace

Home = Literal["town", "township", "village", "settled"]

SKILLS = ("swab", "register", "guard", "drive", "disinfect", "lead", "screen", "care", "electrical", "lab")


@dataclass(frozen=True, slots=True)
class Job:
    """
    One line of work.

    `per_1000` residents; `workplaces` one is drawn from; `home` says where they live: mostly in the county
    town, in their township, in a village by population, or (doctors) seldom in a remote one.
    `skills` gives the share that has each; the first is had by whoever would have none. `members` is the
    share of party members.
    """

    kind: str
    per_1000: float
    workplaces: tuple[Workplace, ...]
    home: Home
    skills: Mapping[str, float]
    members: float


_MEDIC = {"care": 0.70, "swab": 0.66, "register": 0.25, "screen": 0.30, "disinfect": 0.15, "lead": 0.05}
_DOCTOR = {"care": 0.90, "swab": 0.35, "screen": 0.60, "register": 0.30}
_POLICE = {"guard": 1.0, "drive": 0.45, "screen": 0.25, "lead": 0.08}
_CADRE = {"register": 0.65, "screen": 0.50, "lead": 0.28, "drive": 0.30, "guard": 0.20}
_GRID = {"screen": 0.97, "register": 0.60, "lead": 0.10, "guard": 0.10}
_MEMBER = {"screen": 0.40, "guard": 0.45, "register": 0.35, "drive": 0.25, "disinfect": 0.18, "lead": 0.06}
_VOLUNTEER = {"register": 0.50, "screen": 0.30, "guard": 0.25, "drive": 0.25, "care": 0.12, "disinfect": 0.10}
_WORKER = {"drive": 0.50, "disinfect": 0.35, "guard": 0.30, "register": 0.15}
_ELECTRICIAN = {"electrical": 1.0, "drive": 0.60}

JOBS: tuple[Job, ...] = (
    Job("medic", 3.20, ("hospital",), "town", _MEDIC, 0.25),
    Job("medic", 0.30, ("disease_control",), "town", {"lab": 0.5, "swab": 0.8, "disinfect": 0.6}, 0.35),
    Job("medic", 2.20, ("health_centre",), "township", _MEDIC, 0.25),
    Job("medic", 1.30, ("health_centre",), "settled", _DOCTOR, 0.20),
    Job("police", 1.10, ("bureau",), "town", _POLICE, 0.65),
    Job("police", 1.40, ("station",), "township", _POLICE, 0.60),
    Job("cadre", 4.20, ("department",), "town", _CADRE, 0.80),
    Job("cadre", 0.50, ("court",), "town", _CADRE, 0.80),
    Job("cadre", 2.40, ("township",), "township", _CADRE, 0.80),
    Job("cadre", 1.90, ("village",), "village", {**_CADRE, "screen": 0.9}, 0.85),
    Job("grid_worker", 6.50, ("township",), "village", _GRID, 0.40),
    Job("member", 10.60, ("village",), "village", _MEMBER, 1.0),
    Job("member", 1.60, ("enterprise",), "town", _MEMBER, 1.0),
    Job("volunteer", 2.60, ("school",), "town", _VOLUNTEER, 0.20),
    Job("volunteer", 3.80, ("village",), "village", _VOLUNTEER, 0.10),
    Job("worker", 0.60, ("power",), "town", _ELECTRICIAN, 0.30),
    Job("worker", 3.40, ("enterprise",), "town", _WORKER, 0.20),
)
"""About 47.6 per 1,000 residents: 170,000 in a prefecture of 3,571,505; medics 7 per 1,000."""
