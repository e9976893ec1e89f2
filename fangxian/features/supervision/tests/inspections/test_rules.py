"""The round of today: what is urgent comes first, nobody goes twice, everybody gets as much."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fangxian.features.supervision.inspections.rules import A_ROUND, Risk, rank, score, share

NOW = datetime(2022, 2, 9, 8, tzinfo=UTC)
YESTERDAY, LAST_WEEK = NOW - timedelta(days=1), NOW - timedelta(days=7)

risks = st.lists(
    st.builds(
        Risk,
        code=st.text("ABC123", min_size=1, max_size=4),
        area=st.sampled_from(["45", "4501", "4502"]),
        size=st.integers(0, 3000),
        open=st.integers(0, 9),
        overdue=st.integers(0, 5),
        to_look_again=st.integers(0, 3),
        repeats=st.integers(0, 3),
        gap=st.floats(0, 1),
        looked_at=st.none() | st.integers(0, 240).map(lambda hours: NOW - timedelta(hours=hours)),
    ),
    max_size=40,
    unique_by=lambda risk: risk.code,
)


def codes(some: list[Risk]) -> list[str]:
    return [stop.risk.code for stop in rank(some, NOW)]


def test_what_is_to_be_looked_at_again_comes_before_what_is_merely_open():
    again = Risk("again", "45", to_look_again=1, looked_at=YESTERDAY)
    assert codes([Risk("open", "45", open=2, looked_at=YESTERDAY), again]) == ["again", "open"]


def test_a_place_nobody_ever_looked_at_comes_before_one_of_last_week():
    assert codes([Risk("week", "45", looked_at=LAST_WEEK), Risk("never", "45")]) == ["never", "week"]


def test_the_larger_of_two_equal_places_comes_first():
    assert codes([Risk("small", "45", size=20), Risk("large", "45", size=2000)]) == ["large", "small"]


def test_a_place_looked_at_this_morning_rests_unless_something_is_to_be_looked_at_again():
    morning = NOW - timedelta(hours=1)
    assert codes([Risk("rests", "45", open=9, overdue=9, looked_at=morning)]) == []
    assert codes([Risk("again", "45", to_look_again=1, looked_at=morning)]) == ["again"]


def test_a_repeat_weighs_more_than_a_first_finding():
    first = score(Risk("a", "45", open=1, looked_at=YESTERDAY), NOW)
    repeated = score(Risk("a", "45", open=1, repeats=1, looked_at=YESTERDAY), NOW)
    assert repeated.score > first.score
    assert "repeats" in repeated.reasons


@given(risks, st.integers(1, 5))
def test_a_round_is_dealt_without_gap_and_without_doubles(some, hands):
    stops = rank(some, NOW)
    dealt = [share(stops, hands, which) for which in range(hands)]
    told = [stop.risk.code for part in dealt for stop in part]
    assert len(told) == len(set(told))
    assert all(len(part) <= A_ROUND for part in dealt)
    if len(stops) <= hands * A_ROUND:
        assert set(told) == {stop.risk.code for stop in stops}
    assert max(map(len, dealt)) - min(map(len, dealt)) <= 1


@given(risks)
def test_more_trouble_never_puts_a_place_back(some):
    for risk in some:
        worse = Risk(risk.code, risk.area, risk.size, risk.open + 1, risk.overdue + 1, risk.to_look_again,
                     risk.repeats + 1, risk.gap, risk.looked_at)  # fmt: skip
        assert score(worse, NOW).score >= score(risk, NOW).score


@given(risks)
def test_the_order_does_not_depend_on_the_order_given(some):
    assert rank(some, NOW) == rank(list(reversed(some)), NOW)
