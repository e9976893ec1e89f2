"""Plans of known deployments: made from their inputs, near what was there, or explained."""

from __future__ import annotations

from math import ceil

import pytest
from django.utils import translation

from fangxian.scenarios.deployments import compared
from fangxian.scenarios.deployments.planning import pack_of, plan
from fangxian.scenarios.deployments.reading import deployments

PLACES = {one.code: one for one in deployments()}


def lines():
    return [(one, line) for one in compared() for line in one.lines]


def test_every_plan_comes_near_or_says_why_it_does_not():
    assert all(line.is_near or line.why for _one, line in lines())
    assert [line.what for _one, line in lines() if line.is_near] == ["points", "workers"]


def test_every_explanation_has_all_its_figures():
    with translation.override("en"):
        assert not [line.why for _one, line in lines() if "%(" in line.why]


def test_a_street_of_wuzhou_is_planned_by_the_guidance_for_towns():
    found = plan(PLACES["wuzhou"].places(), PLACES["wuzhou"].when).numbers
    assert found["points"] == ceil(60_000 / 2_500)
    assert found["tables"] == 24 * ceil(2_500 / 700)
    # Two crews: a sampler and a registrar at each table, and five more at each point.
    assert found["workers"] == 2 * (96 + 96 + 5 * 24)


def test_half_the_hours_need_twice_the_points():
    pack = pack_of("2021-10-25")
    whole, half = (plan([244_000], "2021-10-25", pack["round_hours"] / part).numbers for part in (1, 2))
    assert half["points"] == pytest.approx(2 * whole["points"], abs=1)


@pytest.mark.parametrize(
    ("when", "code"), [("2021-03-31", "cn-2021-09"), ("2022-01", "cn-2021-09"), ("2022-09", "cn-2022-03")]
)
def test_the_pack_is_that_of_the_day_or_the_earliest(when, code):
    assert pack_of(when).code == code


def test_every_village_of_napo_has_a_point():
    villages = PLACES["napo"].places()
    assert len(villages) == 131
    assert min(villages) > 0
    assert plan(villages, "2022-01").numbers["points"] >= len(villages)
