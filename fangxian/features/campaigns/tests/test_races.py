"""Two people at one door, in two real transactions: one has it, the other is told who."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event

import pytest
from django.db import connection, connections

from fangxian.features.campaigns import services
from fangxian.features.campaigns.models import Target
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from tests import world

AREA = "970101001001"  # of no sheet: what is committed here meets nothing of the other tests
CODE = "krace00/door"
LIANG = replace(world.BY_NAME["liang"].actor, area=AREA, role=Role.GRID_WORKER)


@pytest.fixture
def door(django_db_setup, django_db_blocker, db):
    """A committed target; removed afterwards."""
    with ThreadPoolExecutor(1) as aside:
        aside.submit(_lay).result()
        yield
        aside.submit(_clear).result()


def _lay():
    with scope.acting(LIANG):
        Target.objects.create(code=CODE, campaign="krace00", area=AREA, village=AREA, household="door")
    connections.close_all()


def _clear():
    with scope.acting(LIANG):
        Target.objects.filter(code=CODE).delete()
    connections.close_all()


def take(person, taken=None, go_on=None):
    try:
        with scope.acting(LIANG):
            [held] = services.take_targets(actor=replace(LIANG, name=person), person=person, codes=[CODE])
            if taken:
                taken.set()
                assert go_on.wait(10)
        return held.result, held.holder
    finally:
        connections.close_all()


def until_somebody_waits(second):
    pause = Event()
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        assert not second.done(), second.result()
        pause.wait(0.02)
    raise AssertionError("nobody waited")


def test_of_two_who_take_one_door_the_first_has_it(door):
    taken, go_on = Event(), Event()
    with ThreadPoolExecutor(2) as people:
        first = people.submit(take, "R-06", taken, go_on)
        assert taken.wait(10)
        second = people.submit(take, "R-05")
        until_somebody_waits(second)
        go_on.set()
        assert first.result(10) == ("held", "R-06")
        assert second.result(10) == ("taken", "R-06")
