"""What people do adds up to a day as it was seen, alike for the same dice, in the words of the forms."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.simulator import habits
from fangxian.simulator.habits import DAY

FORM = json.loads((Path(__file__).resolve().parents[3] / "contracts/forms/visit.json").read_text())
CHOICES = {one["name"]: one["choices"] for one in FORM["fields"] if "choices" in one}


def test_a_day_has_about_as_many_doors_as_a_team_was_seen_to_do():
    dice = Random(1)
    days = []
    for _ in range(50):
        start, end = habits.lunch(dice)
        minutes, doors = end - start, 0
        while minutes < DAY:
            minutes += habits.minutes_to_next(dice)
            doors += 1
        days.append(doors)
    assert 170 < sum(days) / len(days) < 190


@pytest.mark.parametrize("share", [0.05, 0.1, 0.5])
def test_spells_without_a_line_are_their_share_of_the_day(share):
    dice = Random(2)
    days = [habits.spells(dice, share) for _ in range(400)]
    away = sum(until - start for day in days for start, until in day) / (400 * DAY)
    assert away == pytest.approx(share, rel=0.15)


@given(st.integers(), st.floats(0, 1))
def test_spells_are_in_order_and_within_the_day(seed, share):
    spells = habits.spells(Random(seed), share)
    edges = [edge for spell in spells for edge in spell]
    assert edges == sorted(edges)
    assert all(0 <= edge <= DAY for edge in edges)


def test_no_share_is_no_spell_and_all_of_it_is_one():
    assert habits.spells(Random(1), 0) == []
    assert habits.spells(Random(1), 1) == [(0.0, DAY)]


@given(st.integers(), st.floats(8, 18), st.sampled_from(["visit", "phone", "neighbour"]))
def test_every_visit_is_in_the_words_of_its_form(seed, hour, step):
    dice = Random(seed)
    what = habits.outcome(dice, hour, step)
    body = habits.body(dice, what)
    assert body["outcome"] in CHOICES["outcome"]
    assert set(body.get("needs", ())) <= set(CHOICES["needs"])
    conditions = {one["name"]: one.get("when", {}) for one in FORM["fields"]}
    for name in body:
        assert body["outcome"] in conditions[name].get("outcome", [body["outcome"]])


def test_the_same_dice_make_the_same_day():
    one, two = (
        [habits.outcome(Random(seed), 10, "visit") for seed in range(50)] + [habits.lunch(Random(3))]
        for _ in range(2)
    )
    assert one == two
