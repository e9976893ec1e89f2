"""Pages kept for everybody: made by one of those who ask at once, old ones shown meanwhile."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.db import DatabaseError

from fangxian.features.sampling import keeping

NOON = datetime(2022, 2, 6, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _nothing_kept():
    cache.clear()
    yield
    cache.clear()


def test_fifty_who_ask_at_once_make_one_page():
    made, begun = [], threading.Barrier(50)

    def make():
        made.append(threading.current_thread())
        return keeping.page(f"page {len(made)}")

    def ask():
        begun.wait()
        told.append(keeping.keep("round:of-all", make, NOON))

    told = []
    threads = [threading.Thread(target=ask) for _n in range(50)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(made) == 1
    assert {one.body for one in told} == {b"page 1"}


def test_while_one_makes_it_anew_the_others_get_the_old_one():
    keeping.keep("round:of-all", lambda: "old", NOON)
    later, inner = NOON + keeping.FRESH, []

    def slow():
        inner.append(keeping.keep("round:of-all", lambda: "never", later))
        return "new"

    found = []
    asked = threading.Thread(target=lambda: found.append(keeping.keep("round:of-all", lambda: "no", later)))

    def make():
        asked.start()
        asked.join()
        return "new"

    assert keeping.keep("round:of-all", make, later) == "new"
    assert found == ["old"]
    assert keeping.keep("round:of-all", slow, later) == "new"
    assert inner == []


def test_where_the_database_refuses_the_old_page_stays():
    keeping.keep("round:of-all", lambda: "old", NOON)

    def fail():
        raise DatabaseError

    assert keeping.keep("round:of-all", fail, NOON + keeping.FRESH) == "old"
    with pytest.raises(DatabaseError):
        keeping.keep("round:of-nobody", fail, NOON)
