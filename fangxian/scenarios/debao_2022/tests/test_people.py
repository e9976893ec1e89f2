"""People: numbers that are well formed and belong to nobody, ages near the census, needs that make sense."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from fangxian.scenarios.debao_2022.numbers import IdNumbers, Phones
from fangxian.scenarios.debao_2022.people import DAYS_A_YEAR, needs_of, people_of
from fangxian.scenarios.debao_2022.streams import stream
from fangxian.scenarios.facts import figures


def check_character(seventeen: str) -> str:
    """The check character by the standard's own recurrence (ISO 7064, MOD 11-2), not by its weights."""
    rest = 0
    for digit in seventeen:
        rest = (rest + int(digit)) * 2 % 11
    return "0123456789X"[(12 - rest) % 11]


def test_the_recurrence_gives_the_standards_examples():
    # Source: GB 11643-1999, the two examples of section 5.
    assert check_character("11010519491231002") == "X"
    assert check_character("44052418800101001") == "4"


def test_id_numbers_are_well_formed_never_issued_and_fit_the_person(rows):
    papers = [row for row in rows("residents") if row["id_type"] == "cn_resident_id"]
    assert len(papers) > 900
    for row in papers:
        number = row["id_number"]
        assert len(number) == 18
        assert number.startswith("4599")
        assert number[17] == check_character(number[:17])
        assert number[6:14] == row["born_on"].replace("-", "")
        assert (int(number[16]) % 2 == 1) is (row["sex"] == "m")
    assert len({row["id_number"] for row in papers}) == len(papers)


def test_id_numbers_stay_distinct_from_chunk_to_chunk():
    papers = IdNumbers("451024")
    same_day, female = np.full(200, 10_000), np.arange(200) % 2 == 0
    numbers = papers.take(same_day, female) + papers.take(same_day, female)
    assert len(set(numbers)) == 400
    assert set(numbers).isdisjoint(IdNumbers("451081").take(same_day, female))


def test_id_numbers_run_out_rather_than_repeat():
    papers = IdNumbers("451024")
    papers.take(np.full(500, 10_000), np.zeros(500, dtype=bool))
    with pytest.raises(ValueError, match="more births on one day"):
        papers.take(np.full(1, 10_000), np.zeros(1, dtype=bool))


def test_telephones_ring_nowhere_and_are_given_once(rows):
    phones = [row["phone"] for name in ("residents", "roster") for row in rows(name) if row["phone"]]
    assert all(len(phone) == 11 and phone.isdigit() and phone.startswith("154") for phone in phones)
    assert len(set(phones)) == len(phones)


def test_telephones_of_residents_and_responders_never_meet():
    residents, responders = Phones("451082"), Phones("451002", responders=True)
    assert set(residents.take(50_000)).isdisjoint(responders.take(50_000))


def test_ages_come_near_the_census():
    rng = stream(1, "ages", "451024")
    people = people_of(rng, 1 + rng.poisson(1.89, 30_000))
    years = people.days_old / DAYS_A_YEAR
    shares = figures.CENSUS_AGE_SHARES
    assert (years < 15).mean() == pytest.approx(shares["under_15"], abs=0.03)
    assert ((years >= 15) & (years < 60)).mean() == pytest.approx(shares["15_to_59"], abs=0.03)
    assert (years >= 60).mean() == pytest.approx(shares["over_59"], abs=0.03)


def test_every_household_has_an_adult_at_its_head():
    rng = stream(1, "heads", "451024")
    people = people_of(rng, np.array([1, 2, 5, 9] * 200))
    heads = people.place == 0
    assert np.bincount(people.household[heads]).tolist() == [1] * 800
    assert people.days_old[heads].min() >= 18.9 * DAYS_A_YEAR


def test_needs_fit_the_person():
    rng = stream(1, "needs", "451024")
    people = people_of(rng, np.full(20_000, 3))
    needs, years = needs_of(rng, people), people.days_old / DAYS_A_YEAR
    assert years[needs.frail].min() >= 65
    assert years[needs.infant].max() <= 1
    assert people.female[needs.pregnant].all()
    assert ((years[needs.pregnant] >= 20) & (years[needs.pregnant] < 40)).all()
    assert 10 <= needs.dialysis.sum() <= 80
    assert 0.02 < needs.disabled.mean() < 0.04


def test_nobody_was_born_after_the_first_day(rows):
    latest = max(dt.date.fromisoformat(row["born_on"]) for row in rows("residents"))
    assert latest <= figures.FIRST_DAY
