"""What outcomes mean, which report wins, what comes next: the vectors that the phone runs, too."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fangxian.engines.coverage import FEWEST, QUIET, SLOT, forecast
from fangxian.features.campaigns import rules
from fangxian.features.campaigns.models import Campaign, CampaignState, Outcome, Standing
from fangxian.features.campaigns.selectors.counting import Figures
from fangxian.kernel.reports import forms

VECTORS = Path(__file__).resolve().parents[4] / "contracts" / "vectors"
NEXT = json.loads((VECTORS / "next-step.json").read_text(encoding="utf-8"))
LATEST = json.loads((VECTORS / "latest.json").read_text(encoding="utf-8"))
NINE = datetime(2022, 2, 9, 9, tzinfo=UTC)


def moment(text):
    return datetime.fromisoformat(text) if text else None


@pytest.mark.parametrize("case", NEXT["cases"], ids=lambda case: f"{case['outcome']}-{case['not_home']}")
def test_what_comes_next_is_as_the_phone_has_it(case):
    step = rules.next_step(
        case["outcome"], case["not_home"], moment(case["occurred_at"]), NEXT["again_after_min"]
    )
    assert (step.step, step.not_before) == (case["step"], moment(case["not_before"]))


@pytest.mark.parametrize("case", LATEST["cases"])
def test_the_latest_report_wins_as_the_phone_has_it(case):
    once = {one["id"]: one for one in case["reports"]}.values()
    rows = [("t", one["id"], moment(one["occurred_at"]), one["outcome"], "90") for one in once]
    told = rules.latest(rows)["t"]
    state = case["state"]
    assert (told.outcome, told.occurred_at, told.asked, told.not_home) == (
        state["outcome"],
        moment(state["occurred_at"]),
        state["asked"],
        state["not_home"],
    )


def test_every_outcome_of_the_form_has_a_standing_and_none_else():
    fields = {field["name"]: field for field in forms.load()["visit", 1]["fields"]}
    assert set(Outcome.values) == set(rules.STANDING) - {""}
    assert set(fields["outcome"]["choices"]) == set(Outcome.values) - {Outcome.SAMPLED}  # by a swab


def test_the_bar_adds_up_and_leaves_nothing_out():
    figures = Figures(targets=7, reached=3, not_home=1, refused=1, unreachable=1)
    assert (figures.to_do, figures.left, figures.remaining) == (1, 4, 3)
    assert [(part.standing, part.count) for part in figures.parts] == [
        *(("reached", 3), ("not_home", 1), ("refused", 1), ("unreachable", 1), ("to_do", 1)),
    ]
    assert sum(part.width for part in figures.parts) == pytest.approx(100, abs=0.01)
    assert Figures().parts == []


def test_what_a_campaign_takes():
    assert rules.effort(0, 2).teams == 0
    assert rules.effort(178, 0.2) == rules.Effort(1.0, 2, 1)
    assert rules.effort(1_160_000, 3).teams == 2173


@pytest.mark.parametrize(
    ("facts", "busy"),
    [
        ({"heard_at": NINE, "share": 0.4}, True),
        ({"heard_at": NINE - timedelta(minutes=3), "share": 0.4}, False),
        ({"heard_at": NINE, "share": 1}, False),
        ({"heard_at": NINE, "error": "campaigns.nobody_to_reach"}, False),
        ({"heard_at": NINE, "state": CampaignState.CLOSED}, False),
        ({"heard_at": None}, False),
    ],
)
def test_a_preparation_is_alive_while_it_gives_signs(facts, busy):
    assert rules.is_busy(Campaign(**facts), NINE + timedelta(seconds=30)) is busy


def test_no_pace_is_told_as_such():
    assert forecast([], 10, NINE).an_hour is None
    assert forecast([(NINE, FEWEST - 1)], 10, NINE + SLOT).an_hour is None
    told = forecast([(NINE, 40)], 10, NINE + SLOT + QUIET)
    assert (told.an_hour, told.at, told.quiet_since) == (None, None, NINE + SLOT)


def test_the_pace_is_that_of_the_last_active_hour():
    slots = [(NINE + n * SLOT, 100 if n < 4 else 10) for n in range(8)]
    told = forecast(slots, 20, NINE + 8 * SLOT)
    assert told.an_hour == 40
    assert told.at == NINE + 8 * SLOT + timedelta(minutes=30)


def test_a_quarter_hour_that_runs_counts_for_what_of_it_is_over():
    told = forecast([(NINE, 5), (NINE + SLOT, 5)], 10, NINE + SLOT + timedelta(minutes=5))
    assert told.an_hour == pytest.approx(30)


def test_where_nothing_remains_there_is_no_date():
    assert forecast([(NINE, 10)], 0, NINE + SLOT).at is None


SLOTS = st.lists(
    st.tuples(st.integers(-40, 40).map(lambda n: NINE + n * SLOT), st.integers(0, 500)), max_size=30
)


@given(SLOTS, st.integers(0, 10_000), st.randoms())
def test_the_order_of_the_quarter_hours_does_not_matter_and_the_end_is_never_past(slots, remaining, chance):
    slots = list(dict(slots).items())
    told = forecast(slots, remaining, NINE)
    chance.shuffle(slots)
    assert forecast(slots, remaining, NINE) == told
    assert told.at is None or told.at > NINE
    assert told.an_hour is None or told.an_hour > 0


def test_every_standing_has_a_place_in_the_bar():
    for standing in Standing:
        assert Figures(targets=1).of(standing) == (standing is Standing.TO_DO)
