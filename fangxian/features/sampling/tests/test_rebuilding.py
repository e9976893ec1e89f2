"""What is live is what the log says; a row that is not is found and put right."""

from __future__ import annotations

import pytest

from fangxian.features.sampling.models import Tube
from fangxian.features.sampling.services import rebuild_round
from fangxian.features.sampling.tests.conftest import LU, arrive, push, rows, state
from fangxian.features.sampling.tests.test_interpreting import residents
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed
from tests.world import BY_NAME


@pytest.fixture
def told(table):
    """A round with some swabs, one taken back, and a box."""
    one, two, three = residents(3)
    first = table.swab("T1", one)
    facts = [first, table.swab("T1", two, 1), table.swab("T2", three, 2), table.swab("T2", one, 3)]
    facts += [table.back(first), table.tube("T1", "closed", 8, swabs=1), table.box("B1", "packed", ["T1"])]
    answers = push(table.code, *facts)
    assert {answer.result for answer in answers} == {"accepted"}
    return table


def test_live_figures_are_those_of_the_log(told):
    before = state(told.code)
    with scope.acting(LU):
        found = rebuild_round(actor=LU, code=told.code)
    assert (found.equal, found.reports) == (True, 7)
    assert state(told.code) == before


def test_a_wrong_row_is_found_and_looking_alone_changes_nothing(told):
    table = told.tube("T2", "spoiled", 9)
    arrive(table)  # changed behind the log's back
    with scope.acting(LU):
        assert rebuild_round(actor=LU, code=told.code, keep=False).wrong["sampling_tube"] == 1
    assert ("spoiled",) in rows(Tube, "stage")
    with scope.acting(LU):
        rebuild_round(actor=LU, code=told.code)
    assert ("spoiled",) not in rows(Tube, "stage")


def test_only_who_runs_the_round_rebuilds_it(told):
    wei = BY_NAME["wei"].actor
    with scope.acting(wei), pytest.raises(NotAllowed):
        rebuild_round(actor=wei, code=told.code)
