"""Tubes and results on pages: by hand, amended by two on their own sign-ins, sheets, positive pools."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fangxian.features.charges.services import appoint
from fangxian.features.sampling.models import Amendment, Pool, Result, Round
from fangxian.features.sampling.selectors import turnaround
from fangxian.features.sampling.tests.conftest import AT, LU, Table, arrive, ordered, rows
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.features.sampling.tests.test_results import note
from fangxian.kernel.authority import Role
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from tests import world

RESULT = {"value": "positive", "tested_at": "2022-02-06T12:00", "laboratory": "县医院"}
OTHER = {"value": "negative", "tested_at": "2022-02-06T13:00", "laboratory": "县医院", "reason": "标本弄错"}


@pytest.fixture
def officer(county, signed_in):
    """A browser of one of the cast who acts as laboratory officer of the county: `officer("qin")`."""

    def client(name):
        with scope.acting(world.OPERATOR):
            code = world.BY_NAME[name].code
            charge = appoint(actor=world.OPERATOR, area=world.COUNTY, role=Role.LABORATORY, holder=code)
        found = signed_in(name)
        session = found.session
        session["charge"] = charge.code
        session.save()
        return found

    return client


@pytest.fixture
def tube(table):
    """Three people in one tube; its address."""
    arrive(*(table.swab("T1", one, n) for n, one in enumerate(residents(3))))
    return f"/sampling/{table.code}/tubes/T1/"


def test_a_tube_shows_its_way_with_both_signatures(table, tube, signed_in):
    arrive(table.tube("T1", "closed", 10, swabs=3), table.box("B1", "packed", ["T1"], 20))
    text = signed_in("lu").get(tube).content.decode()
    assert "覃梅" in text
    assert "司机" in text
    assert "B1" in text
    assert "Enter the result" not in text
    assert signed_in("lu").post(tube, RESULT).status_code == 403
    assert signed_in("yang").get(tube).status_code == 404
    assert signed_in("lu").get(tube.replace("T1", "T9")).status_code == 404


def test_a_result_is_entered_by_hand_and_its_pool_has_people(table, tube, officer, signed_in):
    lab = officer("qin")
    assert "Enter the result" in lab.get(tube).content.decode()
    assert lab.post(tube, RESULT | {"tested_at": "2022-02-05T12:00"}).status_code == 422  # before the swab
    assert lab.post(tube, RESULT | {"laboratory": ""}).status_code == 422
    assert lab.post(tube, RESULT).status_code == 302
    assert rows(Result, "version", "value") == [(1, "positive")]
    text = signed_in("lu").get(f"/sampling/{table.code}/pools/").content.decode()
    assert "3 people wait" in text
    assert "3 people, In a positive pool, to be told" in text
    assert text.count("/items/retest-") == 3


def test_two_people_amend_a_result_each_signed_in_as_themselves(table, tube, officer):
    first, second = officer("qin"), officer("tan")
    first.post(tube, RESULT)
    assert first.post(tube, OTHER | {"reason": " "}).status_code == 422
    assert first.post(tube, OTHER | {"value": "positive"}).status_code == 422
    assert first.post(tube, OTHER).status_code == 302
    assert rows(Result, "version") == [(1,)]
    assert "must confirm it" in first.get(tube).content.decode()
    assert first.post(f"{tube}confirm/").status_code == 422
    assert "to be Negative" in second.get(f"/sampling/{table.code}/laboratory/").content.decode()
    assert second.post(tube, OTHER | {"value": "invalid"}).status_code == 422  # one at a time
    assert second.post(f"{tube}confirm/").status_code == 302
    assert rows(Result, "version", "value", "person", "confirmed") == [
        (1, "positive", "qin.an", ""),
        (2, "negative", "qin.an", "tan.an"),
    ]
    assert rows(Pool, "left") == [(0,)]
    assert second.post(f"{tube}confirm/").status_code == 409
    with scope.acting(LU):
        assert Entry.objects.filter(kind="sampling.amendment_proposed").count() == 1


def test_an_amendment_taken_back_leaves_the_result(table, tube, officer):
    first = officer("qin")
    first.post(tube, RESULT)
    first.post(tube, OTHER)
    assert first.post(f"{tube}withdraw/").status_code == 302
    assert first.post(f"{tube}withdraw/").status_code == 409
    assert rows(Amendment, "confirmed") == [("",)]
    assert rows(Result, "version") == [(1,)]


def test_the_laboratory_brings_its_sheet_and_sees_no_other_kind(table, officer):
    lab = officer("qin")
    page = lab.get(f"/sampling/{table.code}/laboratory/").content.decode()
    assert "/imports/new/?kind=results" in page
    form = lab.get("/imports/new/?kind=results").content.decode()
    assert 'value="results"' in form
    assert 'value="residents"' not in form
    assert lab.get("/imports/").status_code == 200


def test_tubes_that_wait_are_found_by_what_is_printed_on_them(table, tube, signed_in):
    lu, address = signed_in("lu"), f"/sampling/{table.code}/laboratory/"
    assert "No tube waits for a result" in lu.get(address).content.decode()
    assert tube in lu.get(address, {"q": "T1"}).content.decode()
    assert "begins with “X”" in lu.get(address, {"q": "X"}).content.decode()
    arrive(table.box("B1", "received", ["T1"], 20))
    assert tube in lu.get(address).content.decode()


def test_a_resolved_pool_comes_last_and_none_says_so(county, signed_in):
    table = Table(ordered().code)
    address = f"/sampling/{table.code}/pools/"
    assert "No positive pool" in signed_in("liang").get(address).content.decode()
    one, two = residents(2)
    arrive(table.swab("T1", one), table.swab("T1", two, 1))
    note(table, "T1", "suspected")
    arrive(table.swab("S1", one, 400), table.swab("S2", two, 401))
    note(table, "S1", "negative", 9)
    note(table, "S2", "negative", 9)
    assert (
        f"resolved {(AT + timedelta(hours=17)):%m-%d %H:%M}" in signed_in("lu").get(address).content.decode()
    )


def test_the_page_says_how_long_results_take(table, signed_in):
    people = residents(4)
    for number, one in enumerate(people):  # swabs at 6:00, received four hours later, results from hour 6 on
        arrive(table.swab(f"T{number}", one))
    arrive(table.box("B1", "received", [f"T{number}" for number in range(4)], 240))
    for number in range(4):
        note(table, f"T{number}", "negative", 6 + number)
    with scope.acting(LU):
        (found,) = turnaround.by_laboratory(Round.objects.get(code=table.code), world.COUNTY)
    hours = timedelta(hours=1)
    assert (found.tubes, found.half, found.most, found.inside) == (4, 7 * hours, 9 * hours, 3 * hours)
    assert "7:00" in signed_in("lu").get(f"/sampling/{table.code}/laboratory/").content.decode()
