"""Pure rules: skills, sentences for gaps, crews, who is there when."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from django.utils import timezone, translation

from fangxian.features.duty import rules
from fangxian.features.duty.drafting.loans import FOR_GOOD
from fangxian.features.duty.drafting.people import there
from fangxian.features.duty.models import Plan
from fangxian.features.duty.models.plan import PlanState
from fangxian.features.duty.models.post import GapReason
from fangxian.features.duty.selectors.rosters import span_of

NOON = datetime(2022, 2, 7, 12, tzinfo=timezone.get_default_timezone())
DAY = 24 * 60


@pytest.mark.parametrize("reason", GapReason.values)
@pytest.mark.parametrize("language", ["en", "zh-hans", "zh-hant"])
def test_every_gap_says_why_and_what_would_fill_it(reason, language):
    with translation.override(language):
        said = rules.explain(
            reason=reason, missing=2, skills=["swab"], kinds=["medic"], farthest_m=5_000, nearest_m=8_200
        )
    assert "%" not in said
    assert len(said) > 20
    if language == "en":
        assert said.startswith("2 people are missing.")
        assert "To fill it:" in said


def test_a_gap_names_the_skill_the_distance_and_the_nearest():
    with translation.override("en"):
        said = rules.explain(
            reason="too_far", missing=1, skills=["swab"], kinds=[], farthest_m=5_000, nearest_m=8_200
        )
    assert "Swabbing" in said
    assert "within 5.0 km; the nearest lives 8.2 km away" in said


def test_a_plan_is_busy_until_it_has_been_silent_for_too_long():
    assert rules.is_busy(PlanState.COMPUTING, NOON, NOON + timedelta(minutes=5))
    assert not rules.is_busy(PlanState.COMPUTING, NOON, NOON + rules.SILENCE)
    assert not rules.is_busy(PlanState.DRAFT, NOON, NOON)


@pytest.mark.parametrize(
    ("start", "end", "available", "gone", "back", "expected"),
    [
        (None, None, True, None, None, (0, FOR_GOOD)),
        (None, None, False, None, None, (0, 0)),
        (date(2022, 2, 9), None, True, None, None, (DAY + DAY // 2, FOR_GOOD)),
        (None, date(2022, 2, 8), True, None, None, (0, DAY // 2)),
        (None, None, False, date(2022, 2, 12), None, (0, 4 * DAY + DAY // 2)),
        (None, None, False, None, date(2022, 2, 8), (DAY // 2, FOR_GOOD)),
        (None, None, False, date(2022, 2, 8), date(2022, 2, 9), (DAY + DAY // 2, FOR_GOOD)),
        (None, date(2022, 2, 1), True, None, None, (0, 0)),
    ],
)
def test_who_is_there_when(start, end, available, gone, back, expected):
    plan = Plan(starts_at=NOON, days=7)
    assert there(plan, start, end, available, gone, back) == expected


def test_a_shift_over_midnight_says_so():
    at = partial(datetime, tzinfo=UTC)
    assert span_of(at(2022, 2, 7, 8), at(2022, 2, 7, 16)) == "08:00-16:00"
    assert span_of(at(2022, 2, 7, 12), at(2022, 2, 8, 0)) == "12:00-24:00"
    assert span_of(at(2022, 2, 7, 20), at(2022, 2, 8, 8)) == "20:00-08:00 +1"
