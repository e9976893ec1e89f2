"""A closed appraisal stays as it is; the database itself refuses what would change it."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from fangxian.features.supervision.appraisal import refusals, services
from fangxian.features.supervision.models import (
    FactLine,
    Reply,
)
from fangxian.features.supervision.tests.appraisal.conftest import (
    AFTER,
    FROM,
    closed,
    lines,
    note,
    opened,
    task,
    trail,
)
from fangxian.kernel.db import scope
from tests import world


def test_a_closed_one_has_its_digest_in_the_trail_and_does_not_change(li, lu, wei):
    made = opened(li)
    proof = task(lu)
    note(lu, made.code, proof)
    ended = closed(li, made.code)
    assert len(ended.digest) == 64
    assert [one.facts["digest"] for one in trail("appraisal.closed")] == [ended.digest]
    before = [one.subject for one in lines(made, "wei", "charge")]
    refused = [
        lambda: services.count_anew(actor=li, code=made.code),
        lambda: services.close_appraisal(actor=li, code=made.code),
        lambda: services.withdraw_appraisal(actor=li, code=made.code, reason="x"),
    ]
    for act in refused:
        with scope.acting(li), pytest.raises(refusals.NotOpen):
            act()
    with pytest.raises(refusals.NotOpen):
        note(lu, made.code, task(lu))
    with scope.acting(wei), pytest.raises(refusals.NotOpen):
        services.reply(actor=wei, appraisal=made.code, text="迟了")
    assert [one.subject for one in lines(made, "wei", "charge")] == before


def test_the_digest_is_that_of_what_is_in_it(li, lu, wei):
    first = opened(li)
    again = closed(li, opened(li, people=("R-05", "R-06")).code).digest
    other = opened(li, people=("R-05", "R-07"))
    with scope.acting(wei):
        services.reply(actor=wei, appraisal=first.code, text="当晚两人值守", at=AFTER)
    assert len({again, closed(li, other.code).digest, closed(li, first.code).digest}) == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE supervision_factline SET amount = 0",
        "DELETE FROM supervision_appraised",
        "UPDATE supervision_appraisalnote SET text = 'x'",
        "DELETE FROM supervision_reply",
    ],
)
def test_the_database_lets_nobody_rewrite_what_was_said(li, sql):
    opened(li)
    with (
        scope.acting(li),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


def test_the_database_keeps_the_lines_of_a_closed_one(li):
    made = closed(li, opened(li).code)
    with scope.acting(li):
        FactLine.objects.filter(appraisal=made).delete()
    assert lines(made, "wei", "charge")
    with scope.acting(li), pytest.raises(ProgrammingError), transaction.atomic():
        FactLine.objects.create(
            appraisal_id=made.code,
            round=1,
            responder_id=5,
            area=world.UPPER,
            kind="took",
            at=FROM,
            subject="x",
        )


def test_nobody_answers_for_somebody_else_not_even_by_sql(li, lu):
    made = opened(li)
    with scope.acting(lu), pytest.raises(ProgrammingError), transaction.atomic():
        Reply.objects.create(appraisal_id=made.code, responder_id=5, area=world.UPPER, text="认了", at=AFTER)
