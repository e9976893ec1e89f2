"""The day ends when the run ends, and no report of it comes from the future."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from fangxian.simulator.day import Day
from fangxian.simulator.habits import DAY

minutes = st.floats(0, DAY)


@given(st.floats(1, 40 * 3600), minutes)
def test_nothing_happens_after_the_instant_at_which_it_is_told(seconds, minute):
    day = Day(1_790_000_000.0, seconds)
    assert day.occurred_at(minute).timestamp() <= day.real(minute) + 1e-3


def test_a_day_of_five_minutes_is_ten_hours_on_the_clock_of_the_phones():
    day = Day(1_790_000_000.0, 300)
    assert day.occurred_at(DAY) - day.occurred_at(0) == timedelta(hours=10)
    assert day.occurred_at(DAY).timestamp() == 1_790_000_300


@given(st.floats(1, 40 * 3600), minutes)
def test_clock_and_day_agree(seconds, minute):
    day = Day(1_790_000_000.0, seconds)
    assert abs(day.minute(day.real(minute)) - minute) < 0.01
    assert abs(day.minute_of(day.occurred_at(minute)) - minute) < 0.01
