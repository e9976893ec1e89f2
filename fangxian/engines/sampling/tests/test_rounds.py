"""The stop rule: three clean rounds, three days, one more; and why not yet."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from fangxian.engines.sampling.rounds import Reason, Round, StopRule, judge

RULE = StopRule()
FIRST = date(2022, 7, 1)


def rounds(*days, cases=(), **other):
    return [Round(FIRST + timedelta(days=day), True, int(day in cases), 0, 1.0, **other) for day in days]


def test_without_a_round_there_is_nothing_to_stop():
    assert judge([], RULE).reasons == (Reason.NO_ROUND,)


def test_a_case_begins_the_series_anew_the_next_day():
    verdict = judge(rounds(0, 1, 2, cases=(2,)), RULE)
    assert (verdict.reasons, verdict.run) == ((Reason.COMMUNITY_CASE,), 0)
    assert verdict.next_on == FIRST + timedelta(days=3)


def test_each_fault_of_the_newest_round_is_named():
    verdict = judge([Round(FIRST, False, 1, 2, 0.9)], RULE)
    assert set(verdict.reasons) == {
        Reason.RUNNING,
        Reason.COMMUNITY_CASE,
        Reason.OPEN_POOLS,
        Reason.NOT_EVERYBODY,
    }


def test_two_clean_rounds_are_too_few():
    assert judge(rounds(0, 1), RULE).reasons == (Reason.TOO_FEW,)


def test_after_three_clean_rounds_three_days_pass_before_the_last():
    verdict = judge(rounds(0, 1, 2), RULE)
    assert verdict.reasons == (Reason.GAP_RUNNING,)
    assert verdict.next_on == FIRST + timedelta(days=6)
    assert not judge(rounds(0, 1, 2, 4), RULE).stop
    assert judge(rounds(0, 1, 2, 6), RULE).stop


def test_of_two_last_rounds_wanted_one_is_missing():
    verdict = judge(rounds(0, 1, 2, 6), StopRule(last=2))
    assert (verdict.reasons, verdict.next_on) == ((Reason.LAST_MISSING,), FIRST + timedelta(days=7))


@given(st.lists(st.booleans(), min_size=1, max_size=12))
def test_it_never_stops_within_a_week_of_a_case(cases):
    series = [Round(FIRST + timedelta(days=day), True, int(case), 0, 1.0) for day, case in enumerate(cases)]
    verdict = judge(series, RULE)
    since = next((n for n, case in enumerate(reversed(cases)) if case), len(cases))
    assert verdict.run == since
    assert verdict.stop == (since >= 7)
