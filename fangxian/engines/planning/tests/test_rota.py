"""Crews keep rest and hours, relieve each other without a gap, and share the nights."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangxian.engines.planning.pack import Duty
from fangxian.engines.planning.rota import DAY, WEEK, Limits, make_rota
from fangxian.kernel import rulepacks

LIMITS = Limits(rest=11 * 60, day=12 * 60, week=60 * 60)


def duty(opens: int, closes: int, shift: int, every: int = 1) -> Duty:
    return Duty("x", opens * 60, closes * 60, shift * 60, every, "assumption", "test")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([(0, 24, 12), (0, 24, 8), (0, 24, 6), (7, 23, 8), (8, 20, 6), (8, 20, 12)]),
    st.integers(1, 6),
    st.integers(1, 14),
    st.sampled_from([0, 300, 480]),
    st.integers(1, 3),
)
def test_rest_hours_and_relief_are_kept(hours, crews, days, start, every):
    wanted = duty(*hours, every)
    rota = make_rota(wanted, crews, days, start, LIMITS)
    assert rota.crews >= crews
    for crew in range(rota.crews):
        mine = [(a, b) for a, b, c in rota.shifts if c == crew]
        assert all(later[0] - former[1] >= LIMITS.rest for former, later in pairwise(mine))
        for instant in range(0, days * DAY, 60):
            assert _worked(mine, instant, DAY) <= LIMITS.day
            assert _worked(mine, instant, WEEK) <= LIMITS.week
    for former, later in pairwise(rota.shifts):
        same_day = (former[0] + start) // DAY == (later[0] + start) // DAY
        assert not same_day or later[0] == former[1]


def _worked(shifts, start, span):
    return sum(max(0, min(b, start + span) - max(a, start)) for a, b in shifts)


def test_a_border_post_has_three_crews_of_twelve_hours():
    """Source: six people, shifts of 12 h, two on duty."""
    rota = make_rota(duty(0, 24, 12), 3, 7, 0, LIMITS)
    assert rota.crews == 3
    assert rota.hours_week == 60


def test_late_shifts_go_round():
    rota = make_rota(duty(7, 23, 8, 2), 2, 7, 0, LIMITS)
    assert [rota.night_minutes(crew, 0) for crew in range(2)] == [120, 120]


def test_too_few_crews_become_enough():
    assert make_rota(duty(0, 24, 12), 1, 7, 0, LIMITS).crews == 3


def test_a_shift_longer_than_a_day_may_be_is_refused():
    with pytest.raises(ValueError, match="longer"):
        make_rota(duty(0, 24, 24), 3, 7, 0, LIMITS)


@pytest.mark.parametrize("code", rulepacks.codes())
def test_every_duty_of_every_pack_can_be_held(code):
    pack = rulepacks.load(code)
    for rule in pack.posts:
        wanted = pack.duties[rule.duty]
        if wanted.opens != wanted.closes:
            assert make_rota(wanted, rule.crews, 7, 0, Limits.of(pack)).crews == rule.crews
