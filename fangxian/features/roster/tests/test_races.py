"""Two people at once, in two real transactions: nobody's change is lost, and nobody waits for ever."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event

import pytest
from django.db import connection, connections

from fangxian.features.roster import access, edits, services
from fangxian.features.roster.models import Responder, RowState
from fangxian.features.roster.refusals import BulkNotProposed
from fangxian.features.roster.tests.conftest import lay_out
from fangxian.features.roster.tests.test_responders import particulars_of
from fangxian.kernel.db import scope
from tests import world

LI, NONG = world.BY_NAME["li"].actor, world.BY_NAME["nong"].actor
TABLES = "trail_entry, roster_bulkrow, roster_bulkchange, roster_responder, orgs_unit, territory_area"


@pytest.fixture
def committed(django_db_setup, django_db_blocker, tmp_path):
    """The cast's units and people, there for every connection; removed afterwards."""
    with django_db_blocker.unblock():
        lay_out(tmp_path)
        try:
            yield
        finally:
            with connections["owner"].cursor() as cursor:
                cursor.execute(f"TRUNCATE {TABLES} CASCADE")
            connections.close_all()


@contextmanager
def elsewhere():
    """A second person at work; what they use is closed with them."""
    with ThreadPoolExecutor(1) as second:
        yield second
        second.submit(connections.close_all).result()


def until_somebody_waits(second):
    """Return once another connection waits for a lock; fail if its work ends without."""
    pause = Event()
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
        assert not second.done(), second.result()
        pause.wait(0.02)
    raise AssertionError("nobody waited")


def propose(hours, *codes):
    with scope.acting(LI):
        chosen = access.visible(LI).filter(code__in=codes)
        change = services.propose_bulk_change(actor=LI, chosen=chosen, edit=edits.hours(hours))
    return change.code


def apply(actor, code):
    with scope.acting(actor):
        return dict(
            services.apply_bulk_change(actor=actor, code=code).rows.values_list("responder__code", "state")
        )


def test_a_change_of_many_waits_for_who_is_changing_one_and_leaves_that_one_alone(committed):
    code = propose(20, "R-05", "R-06")
    with elsewhere() as second:
        with scope.acting(NONG):
            liang = access.get(NONG, "R-06")
            services.amend_responder(actor=NONG, code="R-06", said=particulars_of(liang, max_hours_week=33))
            waiting = second.submit(apply, LI, code)
            until_somebody_waits(waiting)
        assert waiting.result(timeout=10) == {"R-05": RowState.CHANGED, "R-06": RowState.LEFT}
    with scope.acting(LI):
        hours = dict(
            Responder.objects.filter(code__in=["R-05", "R-06"]).values_list("code", "max_hours_week")
        )
    assert hours == {"R-05": 20, "R-06": 33}


def test_a_change_of_many_is_applied_once_however_often_it_is_asked(committed):
    code = propose(20, "R-05")
    with elsewhere() as second:
        with scope.acting(LI):
            services.apply_bulk_change(actor=LI, code=code)
            waiting = second.submit(apply, LI, code)
            until_somebody_waits(waiting)
        with pytest.raises(BulkNotProposed):
            waiting.result(timeout=10)
