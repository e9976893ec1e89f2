"""The five rules of what is unusual, each at its edge."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from fangxian.features.privacy import rules
from fangxian.features.privacy.rules import Read

NOON = datetime(2022, 2, 9, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def read(at=NOON, person="wei", resident="A-1", level="village", glass=False):
    return Read(at, person, resident, level, glass)


def test_an_ordinary_reading_is_not_unusual():
    assert rules.flags([read()]) == [[]]


@pytest.mark.parametrize(("count", "unusual"), [(20, []), (21, ["busy"])])
def test_more_than_twenty_on_a_day_are(count, unusual):
    reads = [read(resident=f"A-{n}") for n in range(count)]
    assert rules.flags(reads) == [unusual] * count


def test_twenty_and_twenty_on_two_days_are_not():
    days = [NOON, NOON + timedelta(days=1)]
    assert not any(rules.flags([read(day, resident=f"A-{n}") for day in days for n in range(20)]))


@pytest.mark.parametrize(
    ("hour", "minute", "unusual"), [(5, 59, True), (6, 0, False), (21, 59, False), (22, 0, True)]
)
def test_night_begins_at_ten_and_ends_at_six(hour, minute, unusual):
    assert rules.flags([read(NOON.replace(hour=hour, minute=minute))]) == [["night"] if unusual else []]


@pytest.mark.parametrize(
    ("level", "unusual"),
    [("grid", False), ("hamlet", False), ("village", False), ("township", True), ("", True)],
)
def test_reading_from_above_the_village_is(level, unusual):
    assert rules.flags([read(level=level)]) == [["above"] if unusual else []]


def test_three_readers_of_one_resident_are_and_three_readings_by_one_are_not():
    assert not any(rules.flags([read()] * 3))
    assert rules.flags([read(person=name) for name in ("a", "b", "c")]) == [["many"]] * 3


def test_a_reading_under_a_broken_glass_is():
    assert rules.flags([read(glass=True)]) == [["glass"]]


def test_a_week_is_over_on_monday():
    assert {rules.last_monday(date(2022, 2, 14) + timedelta(days=n)) for n in range(7)} == {date(2022, 2, 7)}
