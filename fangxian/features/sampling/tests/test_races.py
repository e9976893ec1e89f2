"""Two tables at once, in two real transactions: one person, one swab and its taking back, one tube closed."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from fangxian.features.sampling.models import Result, Round, Swab, Tally, Tube
from fangxian.features.sampling.refusals import HasResult, MovedAlready, NotedMeanwhile
from fangxian.features.sampling.services import ask_result
from fangxian.features.sampling.tests.conftest import AT, LU, OF_KIND, Table, ordered, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.features.sampling.tests.test_moving import AFTER, move, staffed, standing
from fangxian.features.sampling.tests.test_results import note
from fangxian.features.sampling.tests.test_strangers import ABROAD, document, stranger
from fangxian.kernel.db import scope
from tests import world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

WAITS = "SELECT count(*) FROM pg_locks WHERE NOT granted"


@pytest.fixture
def table(tmp_path):
    """The first table on the square, in a round that runs; committed."""
    world.build(tmp_path)
    return Table(ordered().code)


@pytest.fixture
def other(table):
    """The table of another point, which shares no counter with the first."""
    return Table(table.code, point="S-HALL", area=world.RIDGE)


def arrive(*facts):
    for sql, values in OF_KIND[facts[0].kind].project(facts):
        with connection.cursor() as cursor:
            cursor.execute(sql, values)


def at_once(first, second):
    """
    Have two reports arrive, each in its transaction, the second written before the first is committed.

    The first goes on only once the second waits for it, or is through: both orders of commit are met.
    """
    wrote, done = threading.Event(), threading.Event()

    def slowly() -> None:
        with scope.acting(LU):
            arrive(first)
            wrote.set()
            for _ in range(2_000):
                with connection.cursor() as cursor:
                    cursor.execute(WAITS)
                    if done.wait(0.005) or cursor.fetchone()[0]:
                        return

    def meanwhile() -> None:
        assert wrote.wait(20)
        with scope.acting(LU):
            arrive(second)
        done.set()

    _threads(slowly, meanwhile)


def _threads(*acts: Callable[[], None]) -> None:
    errors: list[BaseException] = []

    def run(act: Callable[[], None]) -> None:
        try:
            act()
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []


def counted():
    """Swabs and people of all points."""
    return tuple(map(sum, zip(*rows(Tally, "swabs", "people"), strict=True)))


def test_two_tables_that_sample_one_resident_at_once_count_one(table, other):
    (one,) = residents(1)
    at_once(table.swab("T1", one), other.swab("T2", one, 1))
    assert counted() == (2, 1)
    assert sorted(rows(Swab, "counts")) == [(False,), (True,)]


def test_two_tables_that_sample_one_stranger_at_once_count_one(table, other):
    at_once(stranger(table, "T1", ABROAD), stranger(other, "T2", ABROAD, 1))
    assert counted() == (2, 1)
    assert sorted(rows(Swab, "counts")) == [(False,), (True,)]


def test_a_resident_by_their_document_and_by_the_list_at_once_is_one(table, other):
    (one,) = residents(1)
    at_once(stranger(table, "T1", document(one)), other.swab("T2", one, 1))
    assert counted() == (2, 1)


@pytest.mark.parametrize("swab_first", [True, False])
def test_a_swab_and_its_taking_back_at_once_leave_none(table, swab_first):
    swab = stranger(table, "T1", ABROAD)
    pair = (swab, table.back(swab))
    at_once(*(pair if swab_first else reversed(pair)))
    assert rows(Swab, "void", "counts") == [(True, False)]
    assert [row for row in rows(Tally, "swabs", "people") if any(row)] == []
    assert rows(Tube, "swabs") == [(0,)]


def test_one_strangers_swab_taken_back_while_the_other_table_samples_them(table, other):
    first = stranger(table, "T1", ABROAD)
    with scope.acting(LU):
        arrive(first)
    at_once(table.back(first), stranger(other, "T2", ABROAD, 1))
    assert rows(Swab, "tube", "counts") == [(f"{table.code}/T1", False), (f"{table.code}/T2", True)]
    assert counted() == (1, 1)


def test_of_two_closings_at_once_the_tube_is_closed_once_as_the_later_says(table, other):
    with scope.acting(LU):
        arrive(table.swab("T1", ""))
    at_once(table.tube("T1", "closed", 9, swabs=1), table.tube("T1", "closed", 8, swabs=7))
    assert rows(Tube, "stage", "stated", "swabs") == [("closed", 1, 1)]
    assert rows(Tally, "closed", "open") == [(1, 0)]


def test_many_tables_that_sample_the_same_few_at_once_count_each_once(table):
    """Without an order of locks two of these would wait for each other."""
    people = residents(3)
    tables = [Table(table.code, point=f"S-{number}") for number in range(4)]
    work = [
        [one.swab(f"T{n}", who, n) if who else stranger(one, f"T{n}", ABROAD, n) for who in (*people, "")]
        for n, one in enumerate(tables)
    ]

    def all_of(facts):
        def act():
            for number in range(0, len(facts), 2):
                with scope.acting(LU):
                    arrive(*facts[number : number + 2])

        return act

    _threads(*map(all_of, work))
    assert counted() == (16, 4)


def test_of_two_laboratories_that_note_at_once_the_same_is_once_and_another_is_refused(table):
    with scope.acting(LU):
        arrive(table.swab("T1", ""))
    begun, found = threading.Barrier(3), []

    def says(value):
        def act():
            begun.wait()
            try:
                found.append(note(table, "T1", value))
            except (HasResult, NotedMeanwhile):
                found.append("refused")

        return act

    _threads(says("negative"), says("negative"), says("positive"))
    assert len(rows(Result, "version")) == 1
    assert ("refused" in found, len(found)) == (True, 3)


def test_results_guessed_at_once_are_no_way_round_the_count():
    answers, begun = [], threading.Barrier(8)

    def guess(n):
        begun.wait()
        answers.append(ask_result(code="900101", digits=f"000{n}", address=f"203.0.113.{n}", at=AT))
        connection.close()

    threads = [threading.Thread(target=guess, args=[n]) for n in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sum(told.barred_until is None for told in answers) == 3


def test_of_two_who_move_one_team_at_once_one_is_refused(table):
    with scope.acting(LU):
        staffed(Round.objects.get(code=table.code))
    found = []

    def act():
        try:
            found.append(move(table.code))
        except MovedAlready as refusal:
            found.append(refusal)

    _threads(act, act)
    assert sorted(type(one).__name__ for one in found) == ["MovedAlready", "TeamMove"]
    assert standing() == AFTER
