"""The household register: households and residents, township after township, written as they are made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt

from fangxian.scenarios.debao_2022 import names
from fangxian.scenarios.debao_2022.layout import County, Village
from fangxian.scenarios.debao_2022.numbers import IdNumbers, Phones, birth_dates
from fangxian.scenarios.debao_2022.people import DAYS_A_YEAR, Flags, Needs, People, needs_of, people_of
from fangxian.scenarios.debao_2022.plane import Points, pulled_inside
from fangxian.scenarios.debao_2022.sheets import Sheet
from fangxian.scenarios.debao_2022.streams import stream

Integers = npt.NDArray[np.int64]

PHONE_FROM_AGE, OLD_AGE, OLD_WITHOUT_PHONE = 14, 75, 0.5
PASSPORT_SHARE, OTHER_PAPER_SHARE = 0.0004, 0.0015
URBAN_SPREAD_KM, RURAL_SPREAD_KM, REMOTE_SPREAD_KM = 0.09, 0.06, 0.11
CHUNK_HOUSEHOLDS = 20_000


def write_register(county: County, seed: int, households: Sheet, residents: Sheet) -> None:
    """Append a county's households and their members to the two sheets."""
    papers, phones = IdNumbers(county.scale.code), Phones(county.scale.code)
    edge = county.plane.inner(0.05)
    for villages in _chunks(county.peopled):
        rng = stream(seed, "register", villages[0].code)
        codes, members = _codes(villages), _members(rng, villages)
        addresses, hamlet_points, spread = _homes(rng, county, villages)
        points = hamlet_points + rng.normal(0.0, 1.0, hamlet_points.shape) * spread[:, None]
        degrees = county.plane.degrees(pulled_inside(points, hamlet_points, edge))
        households.write(
            [
                codes,
                [code[:12] for code in codes],
                addresses,
                degrees[:, 1].tolist(),
                degrees[:, 0].tolist(),
                members.tolist(),
            ]
        )
        _write_residents(rng, codes, people_of(rng, members), papers, phones, residents)


def _chunks(villages: Sequence[Village]) -> Iterator[list[Village]]:
    """Yield whole villages in order, a township at a time, no chunk much larger than `CHUNK_HOUSEHOLDS`."""
    for _, inside in groupby(villages, key=lambda v: v.township):
        chunk: list[Village] = []
        for village in inside:
            chunk.append(village)
            if sum(v.households for v in chunk) >= CHUNK_HOUSEHOLDS:
                yield chunk
                chunk = []
        if chunk:
            yield chunk


def _codes(villages: Sequence[Village]) -> list[str]:
    return [f"{v.code}-{n:05d}" for v in villages for n in range(1, v.households + 1)]


def _members(rng: np.random.Generator, villages: Sequence[Village]) -> Integers:
    """Give each household one person and let the village's others fall among its households by lot."""
    sizes = np.array([v.households for v in villages])
    others = np.array([v.residents for v in villages]) - sizes
    first = np.repeat(np.cumsum(sizes) - sizes, others)
    falls = first + (rng.random(len(first)) * np.repeat(sizes, others)).astype(np.int64)
    members: Integers = 1 + np.bincount(falls, minlength=int(sizes.sum()))
    return members


def _homes(
    rng: np.random.Generator, county: County, villages: Sequence[Village]
) -> tuple[list[str], Points, npt.NDArray[np.float64]]:
    """Return address, hamlet position (n, 2) and spread in kilometres of each household, hamlet by hamlet."""
    addresses: list[str] = []
    points: list[Points] = []
    spread: list[npt.NDArray[np.float64]] = []
    for village in villages:
        hamlet = np.sort(rng.integers(0, len(village.hamlets), village.households))
        draw = names.streets if village.urban else names.hamlets
        roof = f"{county.name}{county.townships[village.township]}{village.short_name}"
        places = [roof + name for name in draw(rng, len(village.hamlets))]
        number = np.arange(len(hamlet)) - np.searchsorted(hamlet, hamlet) + 1
        addresses += [f"{places[h]}{n}号" for h, n in zip(hamlet.tolist(), number.tolist(), strict=True)]
        points.append(village.hamlets[hamlet])
        width = REMOTE_SPREAD_KM if village.remote else RURAL_SPREAD_KM
        spread.append(np.full(len(hamlet), URBAN_SPREAD_KM if village.urban else width))
    return addresses, np.concatenate(points), np.concatenate(spread)


def _write_residents(
    rng: np.random.Generator,
    codes: Sequence[str],
    people: People,
    papers: IdNumbers,
    phones: Phones,
    sheet: Sheet,
) -> None:
    household = [codes[h] for h in people.household.tolist()]
    kinds, numbers = _papers(rng, people, papers)
    sheet.write(
        [
            [f"{code}-{n}" for code, n in zip(household, (people.place + 1).tolist(), strict=True)],
            household,
            _names(rng, len(codes), people).tolist(),
            kinds,
            numbers,
            _phones(rng, people, phones),
            np.where(people.female, "f", "m").tolist(),
            birth_dates(people.days_old).tolist(),
            *_flags(needs_of(rng, people)),
        ]
    )


def _names(rng: np.random.Generator, households: int, people: People) -> names.Strings:
    family = names.surnames(rng, households)[people.household]
    own = names.surnames(rng, len(people.female))
    full: names.Strings = np.where(people.own_surname, own, family) + names.given(rng, people.female)
    return full


def _papers(rng: np.random.Generator, people: People, papers: IdNumbers) -> tuple[list[str], list[str]]:
    """Return ID type and number: nearly all resident IDs, few passports and other papers of no real form."""
    numbers = papers.take(people.days_old, people.female)
    draw = rng.random(len(numbers))
    kinds = ["cn_resident_id"] * len(numbers)
    for index in np.flatnonzero(draw < PASSPORT_SHARE + OTHER_PAPER_SHARE).tolist():
        passport = draw[index] < PASSPORT_SHARE
        kinds[index] = "passport" if passport else "other"
        numbers[index] = f"{'XX' if passport else 'ZZ'}{numbers[index][4:17]}"
    return kinds, numbers


def _phones(rng: np.random.Generator, people: People, phones: Phones) -> list[str]:
    age = people.days_old / DAYS_A_YEAR
    without = (age < PHONE_FROM_AGE) | ((age >= OLD_AGE) & (rng.random(len(age)) < OLD_WITHOUT_PHONE))
    column: names.Strings = np.full(len(age), "", dtype=object)
    having = np.flatnonzero(~without)
    column[having] = phones.take(len(having))
    return list(column.tolist())


def _flags(needs: Needs) -> list[list[int]]:
    def column(flags: Flags) -> list[int]:
        return list(flags.astype(np.int8).tolist())

    return [column(f) for f in (needs.frail, needs.disabled, needs.pregnant, needs.dialysis, needs.infant)]
