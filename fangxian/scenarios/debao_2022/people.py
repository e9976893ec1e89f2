"""Who lives in a household: ages, sexes and relations of its members, and their special needs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from fangxian.scenarios.debao_2022.numbers import OLDEST_YEARS

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

DAYS_A_YEAR = 365.2425

FRAIL_SHARES = ((90.0, 0.60), (80.0, 0.30), (65.0, 0.08))
DISABLED_SHARE = 0.027
DISABLED_SHARE_OVER_65 = 0.08
PREGNANT_SHARE = 0.055
PREGNANT_AGES = (20.0, 40.0)
DIALYSIS_SHARE = 1 / 1_900
INFANT_DAYS = 365


@dataclass(frozen=True, slots=True)
class People:
    """Members of households, one element a person; `household` is the household's index in its chunk."""

    household: npt.NDArray[np.int64]
    place: npt.NDArray[np.int64]
    days_old: npt.NDArray[np.int64]
    female: Flags
    own_surname: Flags
    """Married in: does not bear the household's surname."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Special needs, one array element a person."""

    frail: Flags
    disabled: Flags
    pregnant: Flags
    dialysis: Flags
    infant: Flags


def people_of(rng: np.random.Generator, members: npt.NDArray[np.int64]) -> People:
    """
    Fill households of the given sizes: a head, a spouse for most, then children, grandchildren, parents and
    others.

    The shares are chosen so that ages come near the census of the region (`facts.figures.CENSUS_AGE_SHARES`).
    """
    count = int(members.sum())
    household = np.repeat(np.arange(len(members)), members)
    place = np.arange(count) - np.repeat(np.cumsum(members) - members, members)
    alone = members == 1
    head_age = _kept(
        rng, np.where(alone, rng.normal(56, 19, len(members)), rng.normal(48, 15, len(members))), 19, 92
    )
    head_female = rng.random(len(members)) < np.where(alone, 0.5, 0.25)
    age = _ages(rng, head_age[household], place)
    spouse = (place == 1) & (age >= 18)
    female = np.where(spouse, ~head_female[household], rng.random(count) < 0.475)
    female = np.where(place == 0, head_female[household], female)
    days = np.round(age * DAYS_A_YEAR).astype(np.int64)
    return People(household, place, days, female, spouse | ((place > 1) & (rng.random(count) < 0.15)))


def _ages(rng: np.random.Generator, head: Floats, place: npt.NDArray[np.int64]) -> Floats:
    count = len(place)
    draw = rng.random(count)
    child = _kept(rng, head - rng.uniform(20, 36, count), 0, 70, young=True)
    grandchild = _kept(rng, head - rng.uniform(46, 64, count), 0, 40, young=True)
    parent = _kept(rng, head + rng.uniform(20, 30, count), 39, OLDEST_YEARS - 1)
    other = rng.uniform(0, 80, count)
    young = np.where((head > 50) & (draw < 0.70), grandchild, child)
    rest = np.select([draw < 0.76, (draw < 0.93) & (head < 62)], [young, parent], other)
    spouse = _kept(rng, head + rng.normal(-1, 3, count), 19, 92)
    second = np.where(draw < 0.78, spouse, child)
    return np.select([place == 0, place == 1], [head, second], rest)


def _kept(rng: np.random.Generator, age: Floats, low: float, high: float, *, young: bool = False) -> Floats:
    """Return ages, those out of bounds drawn anew: clipping would have thousands born on one day."""
    again = low + (rng.random(len(age)) * 14 if young else rng.random(len(age)) * (high - low) / 2)
    return np.where((age < low) | (age > high), again, age)


def needs_of(rng: np.random.Generator, people: People) -> Needs:
    """
    Draw special needs by stated shares.

    Source: shares are assumptions of the right size: 85 million disabled people in China in 2010, of whom
    about 38 million registered; about 0.75 million patients on dialysis in 2021; births of one year in
    Guangxi.
    """
    count = len(people.days_old)
    age = people.days_old / DAYS_A_YEAR
    frail_share = np.select([age >= years for years, _ in FRAIL_SHARES], [s for _, s in FRAIL_SHARES], 0.0)
    disabled_share = np.where(age >= 65, DISABLED_SHARE_OVER_65, DISABLED_SHARE * 0.75)
    fertile = people.female & (age >= PREGNANT_AGES[0]) & (age < PREGNANT_AGES[1])
    return Needs(
        frail=rng.random(count) < frail_share,
        disabled=rng.random(count) < disabled_share,
        pregnant=fertile & (rng.random(count) < PREGNANT_SHARE),
        dialysis=(rng.random(count) < DIALYSIS_SHARE / 0.76) & (age >= 15),
        infant=people.days_old < INFANT_DAYS,
    )
