"""What is due is called: its holder first, then one level up after the other; each call once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from fangxian.features.items import services
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.tests.conftest import do, given, hours
from fangxian.kernel.db import scope
from tests import world


def call(hour):
    with scope.acting(world.OPERATOR):
        done = services.call_due(actor=world.OPERATOR, now=hours(hour))
    return done.reminded, done.climbed


def calls(item):
    with scope.acting(world.OPERATOR):
        rows = ItemLine.objects.filter(item=item.code, move__in=["reminded", "climbed"]).order_by("at", "pk")
        return [(one.move, one.to) for one in rows]


def test_the_holder_is_reminded_then_it_climbs_level_by_level(task):
    assert call(0.9) == (0, 0)
    assert call(1) == (1, 0)  # an hour before the two hours of "given" are over
    assert call(1.5) == (0, 0)
    assert call(2) == (0, 1)
    assert call(4) == (0, 1)
    assert call(6) == (0, 1)
    assert call(8) == (0, 1)
    assert call(99) == (0, 0)
    tops = [world.RIVER, world.COUNTY, world.PREFECTURE, world.REGION]
    assert calls(task) == [("reminded", ""), *(("climbed", area) for area in tops)]


def test_a_worker_that_was_away_makes_each_call_once_when_it_is_back(task):
    assert call(7) == (1, 0)
    assert call(7) == (0, 1)
    assert call(7) == (0, 1)


def test_a_move_stops_the_climbing(wei, task):
    call(1)
    call(2)
    do(wei, task, "take", at=hours(3))
    assert call(5) == (0, 0)
    assert call(9) == (1, 0)  # an hour before the deadline


def test_what_has_ended_is_never_called(lu, task):
    do(lu, task, "withdraw", at=hours(0.5), reason="已不需要")
    assert call(99) == (0, 0)
    with scope.acting(world.OPERATOR):
        assert Item.objects.get().call_at is None


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
class TestRace:
    def test_two_workers_make_each_call_once(self, tmp_path, lu):
        items = [given(lu) for _ in range(20)]
        ready, done = threading.Barrier(2, timeout=20), []

        def work():
            try:
                with scope.acting(world.OPERATOR):
                    ready.wait()
                    done.append(services.call_due(actor=world.OPERATOR, now=hours(1)).reminded)
            finally:
                connection.close()

        threads = [threading.Thread(target=work) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert sum(done) == 20
        assert all(calls(item) == [("reminded", "")] for item in items)

    def test_a_worker_killed_in_the_middle_leaves_the_call_to_be_made(self, lu):
        item = given(lu)
        with scope.acting(world.OPERATOR):
            services.call_due(actor=world.OPERATOR, now=hours(1))
            transaction.set_rollback(True)  # what PostgreSQL does when the worker's connection breaks
        assert calls(item) == []
        assert call(1) == (1, 0)
        assert calls(item) == [("reminded", "")]
