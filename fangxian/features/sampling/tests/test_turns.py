"""Turns of a round: who walks where and when, who is visited, and what happens when a point closes."""

from __future__ import annotations

from datetime import timedelta

from fangxian.features.sampling import services
from fangxian.features.sampling.models import Point, Turn
from fangxian.features.sampling.tests.conftest import AT, LU, ordered, rows
from fangxian.kernel.db import scope
from tests import world


def test_near_people_walk_to_a_point_far_ones_are_visited(county):
    made = ordered()
    assert rows(Turn, "area", "point", "people", "starts_at", round=made.code) == [
        (world.UPPER, "S-SQUARE", 24, AT),
        (world.LOWER, f"{world.RIVER}-M01", 16, AT + timedelta(minutes=15)),
        (world.RIDGE, f"{world.HILL}-M01", 12, AT + timedelta(minutes=10)),
    ]
    assert rows(Point, "code", "mode", "tables", "people", round=made.code) == [
        (f"{world.RIVER}-H", "home", 1, 0),
        (f"{world.RIVER}-M01", "mobile", 1, 16),
        (f"{world.HILL}-H", "home", 1, 0),
        (f"{world.HILL}-M01", "mobile", 1, 12),
        ("S-SQUARE", "point", 2, 24),
    ]
    with scope.acting(LU):
        turn = Turn.objects.get(round=made.code, area=world.UPPER)
    assert turn.ends_at - turn.starts_at == timedelta(minutes=15)  # 24 people at two tables
    assert turn.walk_m > 0


def told(code):
    return rows(Turn, "area", "point", "people", "walk_m", "starts_at", "ends_at", round=code)


def change(code, at, **what):
    now = {"tables": 2, "is_open": True} | what
    with scope.acting(LU):
        return services.change_point(actor=LU, code=code, point="S-SQUARE", at=at, **now)


def test_grids_of_a_closed_point_go_elsewhere_and_come_back(county):
    made = ordered()
    before, eve = told(made.code), AT - timedelta(hours=1)
    with scope.acting(LU):
        near = Point.objects.create(
            round=made.code, code="S-HOTEL", name="河口小学", area=world.LOWER, lat=23.312, lon=106.612,
            opens_at=AT, closes_at=AT + timedelta(hours=12),
        )  # fmt: skip
    change(made.code, eve, is_open=False)
    assert [row[1:3] for row in told(made.code) if row[0] == world.UPPER] == [("S-HOTEL", 24)]
    assert rows(Point, "people", code="S-HOTEL") == [(24,)]
    change(made.code, eve)
    assert told(made.code) == before
    assert rows(Point, "people", code="S-HOTEL") == [(0,)]
    with scope.acting(LU):
        near.delete()
    change(made.code, eve, is_open=False)  # nobody else is near: a team comes
    assert rows(Turn, "point", "walk_m", area=world.UPPER) == [("S-SQUARE-M1", None)]
    assert rows(Point, "people", "is_open", code="S-SQUARE-M1") == [(24, True)]
    change(made.code, eve)
    assert told(made.code) == before
    assert rows(Point, "people", "is_open", code="S-SQUARE-M1") == [(0, False)]


def test_other_tables_are_other_times_and_what_is_over_stays(county):
    made = ordered()
    change(made.code, AT - timedelta(hours=1), tables=1)
    with scope.acting(LU):
        turn = Turn.objects.get(round=made.code, area=world.UPPER)
    assert turn.ends_at - turn.starts_at == timedelta(minutes=25)
    before = told(made.code)
    change(made.code, AT + timedelta(hours=1), is_open=False)
    assert told(made.code) == before
