"""The roster: a county's responders with unit, home, skills, hours and availability."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import numpy as np

from fangxian.scenarios.debao_2022 import names
from fangxian.scenarios.debao_2022.homes import Homes
from fangxian.scenarios.debao_2022.jobs import JOBS, SKILLS, Job
from fangxian.scenarios.debao_2022.layout import County
from fangxian.scenarios.debao_2022.numbers import Phones
from fangxian.scenarios.debao_2022.personas import PERSONAS, Persona
from fangxian.scenarios.debao_2022.shares import largest_remainder
from fangxian.scenarios.debao_2022.sheets import Sheet
from fangxian.scenarios.debao_2022.streams import stream
from fangxian.scenarios.debao_2022.units import Unit, branch_of
from fangxian.scenarios.facts import figures

FIRST_NUMBER = 101
"""Numbers of the roster below this belong to personas."""

LATE_SHARE, LEAVING_SHARE = 0.05, 0.03
HOURS, HOURS_SHARES = (48, 54, 60), (0.5, 0.3, 0.2)


def write_roster(county: County, units: Sequence[Unit], seed: int, sheet: Sheet) -> None:
    """Append a county's responders, its personas first; as many as its scale says."""
    homes, phones = Homes(county), Phones(county.scale.code, responders=True)
    personas = [p for p in PERSONAS if p.county == county.scale.code]
    _write_personas(county, personas, phones, sheet)
    counts = largest_remainder(county.scale.responders - len(personas), [job.per_1000 for job in JOBS])
    number = FIRST_NUMBER
    for index, (job, count) in enumerate(zip(JOBS, counts.tolist(), strict=True)):
        rng = stream(seed, f"job {index}", county.scale.code)
        _write_job(rng, county, homes, job, _workplaces(units, job), phones, number, count, sheet)
        number += count


def _write_personas(county: County, personas: Sequence[Persona], phones: Phones, sheet: Sheet) -> None:
    centres = {v.code: v.at for v in county.villages}
    places = county.plane.degrees(np.array([centres[p.home_area_code] for p in personas]).reshape(-1, 2))
    sheet.write(
        [
            [p.code for p in personas],
            [p.name for p in personas],
            [p.kind for p in personas],
            [p.unit_code for p in personas],
            [branch_of(p.unit_code) if p.member else "" for p in personas],
            [p.home_area_code for p in personas],
            places[:, 1].tolist(),
            places[:, 0].tolist(),
            [";".join(p.skills) for p in personas],
            phones.take(len(personas)),
            [int(p.member) for p in personas],
            [""] * len(personas),
            [""] * len(personas),
            [60] * len(personas),
        ]
    )


def _write_job(
    rng: np.random.Generator,
    county: County,
    homes: Homes,
    job: Job,
    units: Sequence[Unit],
    phones: Phones,
    number: int,
    count: int,
    sheet: Sheet,
) -> None:
    home = homes.draw(rng, job.home, count)
    codes = _unit_codes(rng, units, [homes.villages[i].code for i in home.tolist()])
    member = rng.random(count) < job.members
    degrees = county.plane.degrees(homes.doors(rng, home))
    arrival, departure = _availability(rng, count)
    female = rng.random(count) < _FEMALE.get(job.kind, 0.5)
    sheet.write(
        [
            [f"P{county.scale.code}-{n:05d}" for n in range(number, number + count)],
            (names.surnames(rng, count) + names.given(rng, female)).tolist(),
            [job.kind] * count,
            codes,
            [branch_of(code) if m else "" for code, m in zip(codes, member.tolist(), strict=True)],
            [homes.villages[i].code for i in home.tolist()],
            degrees[:, 1].tolist(),
            degrees[:, 0].tolist(),
            _skills(rng, job, count),
            phones.take(count),
            member.astype(np.int8).tolist(),
            arrival,
            departure,
            rng.choice(HOURS, size=count, p=HOURS_SHARES).tolist(),
        ]
    )


_FEMALE = {"medic": 0.72, "police": 0.15, "grid_worker": 0.55, "worker": 0.20, "cadre": 0.38}


def _workplaces(units: Sequence[Unit], job: Job) -> list[Unit]:
    return [u for u in units if u.workplace in job.workplaces]


def _unit_codes(rng: np.random.Generator, units: Sequence[Unit], homes: Sequence[str]) -> list[str]:
    """Return the unit of the person's own village or township, else one of the county by lot."""
    by_area = {u.area_code: u.code for u in units}
    if len(units[0].area_code) > 6:
        return [by_area.get(home) or by_area[home[:9]] for home in homes]
    return [units[i].code for i in rng.integers(0, len(units), len(homes)).tolist()]


def _skills(rng: np.random.Generator, job: Job, count: int) -> list[str]:
    shares = np.array([job.skills.get(skill, 0.0) for skill in SKILLS])
    has = rng.random((count, len(SKILLS))) < shares
    has[~has.any(axis=1), SKILLS.index(next(iter(job.skills)))] = True
    return [";".join(s for s, mark in zip(SKILLS, row, strict=True) if mark) for row in has.tolist()]


def _availability(rng: np.random.Generator, count: int) -> tuple[list[str], list[str]]:
    """Return first days and days of leaving: empty for most, a few come late, a few leave early."""
    draw = rng.random(count)
    days = rng.integers(1, 11, count).tolist()
    late = (draw < LATE_SHARE).tolist()
    leaving = ((draw >= LATE_SHARE) & (draw < LATE_SHARE + LEAVING_SHARE)).tolist()
    return (
        [_day(d) if is_late else "" for d, is_late in zip(days, late, strict=True)],
        [_day(4 + 2 * d) if leaves else "" for d, leaves in zip(days, leaving, strict=True)],
    )


def _day(days_after: int) -> str:
    return (figures.FIRST_DAY + dt.timedelta(days=days_after)).isoformat()
