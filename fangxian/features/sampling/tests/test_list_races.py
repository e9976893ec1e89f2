"""Somebody is listed as exempt while a table samples them; two workers look for tubes at once."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from django.db import connection

from fangxian.features.campaigns.models import Coverage
from fangxian.features.items.models import Item
from fangxian.features.sampling.services import Listed, list_residents, raise_alarms
from fangxian.features.sampling.tests.conftest import AT, LU, OF_KIND, Table, ordered, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.features.sampling.tests.test_races import WAITS, _threads
from fangxian.kernel.db import scope
from tests import world
from tests.world import OPERATOR

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def at_once(*acts):
    """Each in its transaction; the first commits once the second waits for it, or is through."""
    wrote, done = threading.Event(), threading.Event()
    (who, first), (other, second) = acts

    def slowly() -> None:
        with scope.acting(who):
            first()
            wrote.set()
            for _ in range(2_000):
                with connection.cursor() as cursor:
                    cursor.execute(WAITS)
                    if done.wait(0.005) or cursor.fetchone()[0]:
                        return

    def meanwhile() -> None:
        assert wrote.wait(20)
        with scope.acting(other):
            second()
        done.set()

    _threads(slowly, meanwhile)


def test_who_is_listed_while_a_table_samples_them_counts_once_and_tubes_are_one_item(tmp_path):
    world.build(tmp_path)
    table = Table(ordered().code)
    one, two = residents(2)

    def arrive(*facts):
        for fact in facts:
            for sql, values in OF_KIND[fact.kind].project([fact]):
                with connection.cursor() as cursor:
                    cursor.execute(sql, values)

    def put(resident):
        list_residents(actor=LU, listed=Listed([resident], "exempt", "infant"), at=AT)

    swabs = table.swab("T1", one), table.swab("T2", two)
    whole = sum(targets for (targets,) in rows(Coverage, "targets", campaign=table.code))
    at_once((LU, lambda: arrive(swabs[0])), (LU, lambda: put(one)))
    at_once((LU, lambda: put(two)), (LU, lambda: arrive(swabs[1])))
    counted = rows(Coverage, "targets", "exempt", "reached", campaign=table.code)
    assert tuple(map(sum, zip(*counted, strict=True))) == (whole, 0, 2)
    late = AT + timedelta(hours=3)
    at_once(*[(OPERATOR, lambda: raise_alarms(actor=OPERATOR, at=late))] * 2)
    assert rows(Item, "state", kind="tube") == [("open",)]
