"""A round live: areas, points with their pace, tubes to look for, results by the hour; bounded queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fangxian.features.sampling.models import Point, Tube
from fangxian.features.sampling.selectors import chasing, pacing, resulting
from fangxian.features.sampling.tests.conftest import AT, LU, Table, arrive, ordered
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.features.sampling.tests.test_results import note
from fangxian.kernel.db import scope
from tests import world


def text_of(client, code):
    return client.get(f"/sampling/{code}/").content.decode()


def troubles(of_round, hours):
    with scope.acting(LU):
        found = chasing.troubles(LU, of_round, world.COUNTY, AT + timedelta(hours=hours))
        return {str(one.label): [tube.barcode for tube in one.tubes] for one in found}


def test_everybody_who_may_see_rounds_sees_their_own_part(table, signed_in):
    arrive(table.swab("T1", residents(1)[0]))
    for name in ("lu", "huang", "liang", "qin"):
        text = text_of(signed_in(name), table.code)
        assert "河口广场采样点" in text or name == "qin"
        assert "Move a team" not in text
    assert signed_in("yang").get(f"/sampling/{table.code}/").status_code == 404
    assert signed_in("mo").get(f"/sampling/{table.code}/").status_code == 403


def test_the_page_refreshes_its_part_alone(table, signed_in):
    part = signed_in("lu").get(
        f"/sampling/{table.code}/", headers={"HX-Request": "true", "HX-Target": "live"}
    )
    assert part.content.decode().lstrip().startswith('<div id="live"')


def test_a_late_point_comes_first_with_who_could_help(county):
    made = ordered()
    table, other = Table(made.code), Table(made.code, point="S-HOTEL", area=world.LOWER)
    with scope.acting(LU):
        first = Point.objects.get(round=made.code, code="S-SQUARE")
        Point.objects.filter(pk=first.pk).update(people=500)
        Point.objects.create(
            round=made.code, code="S-HOTEL", name="河口小学", area=world.LOWER, people=4,
            opens_at=first.opens_at, closes_at=first.closes_at,
        )  # fmt: skip
    people = residents(8)
    arrive(*(table.swab("T1", one, n) for n, one in enumerate(people[:4])))
    arrive(*(other.swab("T2", one, n) for n, one in enumerate(people[4:])))
    with scope.acting(LU):
        lines, how_many = pacing.points(LU, made, world.COUNTY, AT + timedelta(minutes=30))
    assert how_many == 4  # with two mobile teams
    told = [(one.point.code, one.people, one.last_hour, one.is_late) for one in lines]
    assert told[0] == ("S-SQUARE", 4, 4, True)
    assert told[-1] == ("S-HOTEL", 4, 4, False)
    assert (lines[0].helper.point.code, lines[0].may_come) == ("S-HOTEL", False)  # no plan has anybody there
    assert lines[-1].helper is None


def test_a_point_that_came_to_rest_with_people_left_is_late(table):
    arrive(*(table.swab("T1", one, n) for n, one in enumerate(residents(3))))
    with scope.acting(LU):
        of_round = _round(table)
        lines, _many = pacing.points(LU, of_round, world.COUNTY, AT + timedelta(hours=9))
    assert lines[0].is_late
    assert lines[0].last_hour == 0


def _round(table):
    from fangxian.features.sampling import access

    return access.get(LU, table.code)


def test_tubes_are_missing_open_too_long_or_counted_otherwise(table):
    one, two, three, four = residents(4)
    arrive(
        *(table.swab(tube, who) for tube, who in (("T1", one), ("T2", two), ("T3", three), ("T4", four))),
        table.tube("T1", "closed", 10, swabs=1),
        table.tube("T2", "closed", 10, swabs=2),
        Table(table.code, table=2).swab("T4", "", 5),
    )
    arrive(table.box("B1", "packed", ["T1"], 60), table.box("B1", "handed", ["T1"], 90))
    with scope.acting(LU):
        of_round = _round(table)
    assert troubles(of_round, 1) == {
        "Closed with another count than its swabs": ["T2"],
        "Used at two tables": ["T4"],
    }
    late = troubles(of_round, 5)
    assert late["Missing: packed four hours ago and not received"] == ["T1"]
    assert late["Open for more than two hours"] == ["T3", "T4"]
    assert late["Closed, standing at the point for more than four hours"] == ["T2"]
    arrive(table.box("B1", "received", ["T1"], 200))
    assert "Missing: packed four hours ago and not received" not in troubles(of_round, 6)


def test_the_oldest_tube_of_a_stage_has_its_clock(table):
    one, two = residents(2)
    arrive(table.swab("T1", one, 10), table.swab("T2", two, 5))
    with scope.acting(LU):
        ways = chasing.ways(LU, _round(table), world.COUNTY, _counts(2), AT + timedelta(hours=4, minutes=6))
    assert (ways[0].oldest.barcode, ways[0].until) == ("T2", AT + timedelta(hours=4, minutes=5))
    assert ways[0].is_late
    assert ways[1].oldest is None


def _counts(opened):
    return {"open": opened, "closed": 0, "packed": 0, "handed": 0}


def test_results_by_the_hour_and_who_waits_in_pools(table):
    one, two, three = residents(3)
    arrive(table.swab("T1", one), table.swab("T1", two), table.swab("T2", three))
    note(table, "T1", "positive", 5)
    note(table, "T2", "negative", 6)
    with scope.acting(LU):
        hours = resulting.by_hour(_round(table), world.COUNTY, AT + timedelta(hours=7))
        waits = resulting.unresolved(_round(table), world.COUNTY)
    assert [(hour.at, hour.total) for hour in hours] == [
        (AT + timedelta(hours=6), 1),
        (AT + timedelta(hours=5), 1),
    ]
    assert (waits.people, waits.pools, waits.since) == (2, 1, AT + timedelta(hours=5))


def test_the_page_costs_the_same_however_many_points_and_tubes(table, signed_in):
    lu = signed_in("lu")
    arrive(table.swab("T1", residents(1)[0]))
    text_of(lu, table.code)
    with CaptureQueriesContext(connection) as few:
        text_of(lu, table.code)
    arrive(*(table.swab(f"S{n}", who, n) for n, who in enumerate(residents(20)[1:])))
    with scope.acting(LU):
        first = Point.objects.get(round=table.code, code="S-SQUARE")
        Point.objects.bulk_create(
            Point(round=table.code, code=f"P{n}", name=f"P{n}", area=world.UPPER,
                  opens_at=first.opens_at, closes_at=first.closes_at)
            for n in range(20)
        )  # fmt: skip
        assert Tube.objects.filter(round=table.code).count() == 20
    with CaptureQueriesContext(connection) as many:
        text_of(lu, table.code)
    assert len(many) <= len(few) + 1


@pytest.mark.parametrize("name", ["liang", "wei"])
def test_a_round_without_anything_yet_is_shown_to_the_smallest_area(county, signed_in, name):
    made = ordered()
    text = text_of(signed_in(name), made.code)
    assert "None: every tube is where it should be" in text
    assert "No result in the last day" in text
