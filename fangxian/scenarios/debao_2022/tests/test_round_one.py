"""Round 1 as the bulletin counted it: shares at every scale, and pools that hold exactly whom it counts."""

from __future__ import annotations

import pytest

from fangxian.scenarios.debao_2022 import round_one
from fangxian.scenarios.debao_2022.round_one import Bulletin, Person
from fangxian.scenarios.debao_2022.scales import COUNTY, DUAN


def pools(told, seed=7):
    """Tubes of 600 people of Du'an and 900 of elsewhere, three to a household."""
    there = [Person(f"D{n:04}", f"{DUAN}200001", f"H{n // 3:04}") for n in range(600)]
    others = [Person(f"E{n:04}", f"{COUNTY}300200001", f"I{n // 3:04}") for n in range(900)]
    came = round_one.who_came(there + others, told.sampled)
    filled = [
        *round_one.fill("A", 2, [one for one in came if one.area.startswith(DUAN)], round_one.CONTROLLED),
        *round_one.fill("B", 3, [one for one in came if not one.area.startswith(DUAN)], 20),
    ]
    return round_one.infect(filled, told, seed)


def test_the_bulletin_is_that_of_debao_and_smaller_counties_have_its_shares():
    assert round_one.bulletin(300_000) == Bulletin(207_506, 98, 87)
    assert round_one.bulletin(920) == Bulletin(636, 2, 2)


@pytest.mark.parametrize("to_check", [2, 11, 21, 87])
def test_pools_hold_exactly_whom_the_bulletin_counts(to_check):
    told = Bulletin(1_200, 40, to_check)
    found = pools(told)
    people = [one.target for pool in found for one in pool.people]
    assert len(people) == len(set(people)) == told.sampled
    assert sum(len(pool.infected) for pool in found) == told.positive
    checked = [pool for pool in found if pool.to_check]
    assert sum(len(pool.people) for pool in checked) == to_check
    assert all(len(pool.people) > 1 and not pool.infected for pool in checked)
    assert {pool.value for pool in found} == {"negative", "positive", "suspected"}


def test_nearly_all_who_are_infected_live_in_du_an():
    found = pools(Bulletin(1_200, 98, 0))
    there = sum(one.startswith("D") for pool in found for one in pool.infected)
    assert there == round(98 * 151 / 162)


def test_the_same_seed_infects_the_same_people():
    told = Bulletin(1_200, 40, 20)
    assert pools(told) == pools(told)
    assert pools(told, seed=8) != pools(told)
