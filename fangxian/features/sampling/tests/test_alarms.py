"""Alarms: a tube that is late, missing or miscounted is found, one item a point, which ends by itself."""

from __future__ import annotations

from datetime import timedelta

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.sampling.models import Alarm, Trouble
from fangxian.features.sampling.services import raise_alarms
from fangxian.features.sampling.tests.conftest import AT, LU, Table, arrive, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.kernel.db import scope
from tests import world
from tests.world import OPERATOR


def look(hours):
    """The worker looks for tubes so many hours after the first swab; how many items changed."""
    with scope.acting(OPERATOR):
        return raise_alarms(actor=OPERATOR, at=AT + timedelta(hours=hours))


def open_items():
    return rows(Item, "area", "state", kind="tube", ended_at=None)


def troubles():
    return rows(Alarm, "tube", "trouble", over_at=None)


def test_a_tube_that_stands_too_long_is_one_item_of_its_point_until_it_arrives(table):
    one, two, three = residents(3)
    arrive(table.swab("T1", one), table.swab("T2", two), table.tube("T1", "closed", 5, swabs=1))
    arrive(table.tube("T2", "closed", 5, swabs=1))
    assert look(1) == 0
    assert look(5) == 1
    assert look(5) == 0
    assert open_items() == [(world.UPPER, "open")]
    assert troubles() == [(f"{table.code}/T1", "standing"), (f"{table.code}/T2", "standing")]
    other = Table(table.code, point="S-HALL", area=world.RIDGE)
    arrive(other.swab("T3", three), other.tube("T3", "closed", 5, swabs=1))
    assert look(5) == 1
    assert len(open_items()) == 2
    arrive(table.box("B1", "packed", ["T1"], 300), table.box("B1", "received", ["T1"], 310))
    assert look(5.5) == 1  # one fewer is listed
    arrive(table.box("B2", "packed", ["T2"], 330), table.box("B2", "received", ["T2"], 340))
    assert look(6) == 1
    assert rows(Item, "state", kind="tube", area=world.UPPER) == [("found",)]
    assert len(open_items()) == 1


def test_a_tube_its_box_came_without_is_missing_at_once(table):
    one, two = residents(2)
    arrive(table.swab("T1", one), table.swab("T2", two))
    arrive(*(table.tube(tube, "closed", 5, swabs=1) for tube in ("T1", "T2")))
    arrive(table.box("B1", "packed", ["T1", "T2"], 30), table.box("B1", "received", ["T1"], 40))
    assert look(0.75) == 1
    assert troubles() == [(f"{table.code}/T2", "not_in_box")]
    arrive(table.tube("T2", "spoiled", 50))
    assert look(1) == 1
    assert open_items() == []


def test_what_was_explained_stays_so_and_another_trouble_is_another_item(table):
    one, two = residents(2)
    arrive(table.swab("T1", one), table.tube("T1", "closed", 5, swabs=3))
    assert look(0.2) == 1
    assert troubles() == [(f"{table.code}/T1", "miscounted")]
    with scope.acting(LU):
        item = Item.objects.get(kind="tube")
        items.move_item(actor=LU, code=item.code, move="explain", reason="两人拒登记，已另管")
    assert look(0.3) == 0
    assert open_items() == []
    warm = table.box("B1", "packed", ["T1"], 300)
    warm.body.celsius = 15
    arrive(warm, table.swab("T2", two, 200))
    assert look(5.2) == 1
    assert troubles() == [(f"{table.code}/T1", "miscounted"), (f"{table.code}/T1", "warm")]
    assert [state for _area, state in open_items()] == ["open"]


def test_the_page_of_the_item_names_each_tube_and_what_to_do(table, signed_in):
    (one,) = residents(1)
    arrive(table.swab("T1", one), table.tube("T1", "closed", 5, swabs=1))
    look(5)
    ((code,),) = rows(Item, "code", kind="tube")
    shown = signed_in("wei").get(f"/sampling/alarms/{code}/").content.decode()
    assert "T1" in shown
    assert str(Trouble.STANDING.label) in shown
    assert "Send the courier now" in shown
    assert signed_in("yang").get(f"/sampling/alarms/{code}/").status_code == 404
