"""Numbers in answers: what is out of reason is refused, and nothing that is kept kills a page."""

from __future__ import annotations

import pytest

from fangxian.features.items.reports import Told
from fangxian.features.supervision.directives import rules, services
from fangxian.features.supervision.directives.refusals import AnswerWrong, NumberOut
from fangxian.features.supervision.directives.services import phoning
from fangxian.features.supervision.models import Answer
from fangxian.features.supervision.tests.directives.conftest import (
    HOME,
    MASKS,
    QUESTION,
    actor_named,
    body,
    now_issued,
    receipts,
    written,
)
from fangxian.kernel.db import scope
from tests import world


@pytest.mark.parametrize("raw", ["-5", "1e308", "1000000001", "inf", "-inf", "1e-400x", "nan"])
def test_a_number_out_of_reason_is_refused(raw):
    with pytest.raises(AnswerWrong):
        rules.read_answer("number", raw, label="口罩", required=True)


def test_whole_and_decimal_numbers_are_kept_as_they_are():
    def read(raw):
        return rules.read_answer("number", raw, label="", required=True)

    assert [read(raw)[0] for raw in ("0", "-0", "3.25", "1,234,567.5", "1000000000")] == [
        "0",
        "0",
        "3.25",
        "1234567.5",
        "1000000000",
    ]


def test_the_phones_way_refuses_them_too(lu, huang):
    made = now_issued(lu, questions=(MASKS,))
    code = next(one.item for one in receipts(made.code) if one.area == huang.area)
    told = Told("report", "", {"masks": -5}, made.made_at, "")
    with scope.acting(huang), pytest.raises(NumberOut):
        phoning.take_move(huang, code, told)


def test_extremes_that_were_kept_before_leave_the_pages_alive(client_of, lu, huang):
    people = {"to": "list", "people": ("R-04", "R-13"), "levels": ()}
    made = now_issued(lu, questions=(MASKS,), **people)
    for one in (huang, actor_named("luo")):
        with scope.acting(one):
            services.report_back(actor=one, code=made.code, answers={"masks": "7"})
    with scope.acting(world.OPERATOR):
        assert Answer.objects.filter(question__directive=made.code).update(number=1e308) == 2
    page = client_of("lu").get(f"{HOME}{made.code}/")
    assert page.status_code == 200
    look = client_of("lu").post(
        f"{HOME}new/", written(1, **QUESTION, to="list", people="R-04 R-13", preview="1")
    )
    assert (look.status_code, "Earlier answers" in body(look)) == (200, True)
