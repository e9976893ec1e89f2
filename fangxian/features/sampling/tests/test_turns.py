"""Turns of a round: who walks where and when, who is visited, and what happens when a point closes."""

from __future__ import annotations

from datetime import timedelta

from procrastinate.contrib.django.models import ProcrastinateJob

from fangxian.features.duty.models import Plan
from fangxian.features.sampling import services, tasks
from fangxian.features.sampling.models import Point, Turn
from fangxian.features.sampling.services import ordering
from fangxian.features.sampling.tests.conftest import AT, LU, ordered, rows
from fangxian.features.sampling.tests.test_ordering import FORM
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


def text_of(client, address):
    return client.get(address).content.decode()


def test_the_page_of_points_says_who_comes_when_and_who_stands_there(county, signed_in):
    made, lu = ordered(), signed_in("lu")
    page = text_of(lu, f"/sampling/{made.code}/points/")
    assert "live more than 30 minutes from any point; 2 teams go to them" in page
    assert "06:00–06:15" in page
    assert "No published plan puts anybody at these points" in page
    answer = lu.post(f"/sampling/{made.code}/staff/")
    with scope.acting(LU):
        (plan,) = Plan.objects.all()
    assert answer.url == f"/duty/plans/{plan.code}/"
    assert (plan.area, plan.days, plan.state) == (world.COUNTY, 1, "waiting")
    assert "Staff this round" not in text_of(signed_in("liang"), f"/sampling/{made.code}/points/")
    assert signed_in("liang").post(f"/sampling/{made.code}/staff/").status_code == 403


def test_notices_by_grid_are_read_printed_and_taken_away(county, signed_in):
    made, lu = ordered(), signed_in("lu")
    page = text_of(lu, f"/sampling/{made.code}/notices/")
    assert "上河村: come to 河口广场采样点, 02-06 06:00–06:15." in page
    assert "山背村: a mobile team comes to you" in page
    assert "山背村" not in text_of(lu, f"/sampling/{made.code}/notices/?q=上河")
    assert "02-06 06:00–06:15" in text_of(lu, f"/sampling/{made.code}/notices/print/")
    sheet = lu.get(f"/sampling/{made.code}/notices/csv/").content.decode("utf-8-sig")
    assert "2022-02-06 06:00" in sheet
    assert "山背村" not in text_of(signed_in("wei"), f"/sampling/{made.code}/notices/")


def test_where_grids_are_very_many_a_worker_lays_them_out(county, signed_in, monkeypatch):
    monkeypatch.setattr(ordering, "AT_ONCE", 0)
    assert signed_in("lu").post("/sampling/new/", FORM).status_code == 302
    assert rows(Turn, "area") == []
    ((shared,),) = rows(Point, "people")  # until then by tables
    (job,) = ProcrastinateJob.objects.filter(task_name="sampling.lay_turns")
    for _again in range(2):
        tasks.lay_turns(**job.args)
    assert [area for (area,) in rows(Turn, "area")] == [world.UPPER, world.LOWER, world.RIDGE]
    assert rows(Point, "people", code="S-SQUARE") == [(24,)] != [(shared,)]
