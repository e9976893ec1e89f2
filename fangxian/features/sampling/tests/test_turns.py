"""Turns of a round: who walks where and when, who is visited, and what happens when a point closes."""

from __future__ import annotations

from datetime import timedelta

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
