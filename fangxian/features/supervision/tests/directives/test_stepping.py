"""Receivers take steps; receipts, items and tallies agree; reports are answers; reminders are sent once."""

from __future__ import annotations

import threading

import pytest
from django.db import ProgrammingError, connection, transaction

from fangxian.features.items import services as items
from fangxian.features.items.models import Item
from fangxian.features.items.refusals import MoveNotPossible
from fangxian.features.supervision.directives import services
from fangxian.features.supervision.directives.refusals import AnswersMissing, AnswerWrong, NotRunning
from fangxian.features.supervision.directives.services import Wanted
from fangxian.features.supervision.models import Answer, Receipt, Reminder
from fangxian.features.supervision.tests.directives.conftest import (
    MASKS,
    actor_named,
    counted,
    hours,
    issued,
    receipts,
    tallies,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from tests import world


def acknowledge(actor, *codes, at=None):
    with scope.acting(actor):
        return services.acknowledge_directives(actor=actor, codes=codes, at=at or hours(1))


def report(actor, code, at=None, text="", **answers):
    with scope.acting(actor):
        return services.report_back(actor=actor, code=code, answers=answers, text=text, at=at or hours(2))


def state_of(code, area):
    with scope.acting(world.OPERATOR):
        return Item.objects.get(subject=code, area=area).state


def test_reading_then_acknowledging_then_beginning_then_reporting(lu, huang):
    made = issued(lu)
    with scope.acting(huang):
        services.note_received(actor=huang, directives=[made.code], at=hours(0.1))
        services.note_read(actor=huang, code=made.code, at=hours(0.2))
    assert acknowledge(huang, made.code) == (1, {})
    assert state_of(made.code, world.RIVER) == "acknowledged"
    with scope.acting(huang):
        services.begin_work(actor=huang, code=made.code, at=hours(1.5))
    report(huang, made.code, text="都够")
    one = next(one for one in receipts(made.code) if one.area == world.RIVER)
    assert (one.received_at, one.read_at, one.by_name, one.answer) == (
        hours(0.1),
        hours(0.2),
        "黄强",
        "都够",
    )
    assert tallies(made.code) == counted(made.code)
    assert tallies(made.code)[world.RIVER] == (1, 1, 1, 1, 1, 1)
    assert state_of(made.code, world.RIVER) == "reported"


def test_acknowledging_twice_counts_once(lu, huang):
    made = issued(lu)
    acknowledge(huang, made.code)
    assert acknowledge(huang, made.code) == (0, {})
    assert tallies(made.code)[world.RIVER] == (1, 1, 1, 1, 0, 0)


def test_what_is_done_on_the_items_page_counts_as_well(lu, huang):
    made = issued(lu)
    item = next(one.item for one in receipts(made.code) if one.area == world.RIVER)
    with scope.acting(huang):
        items.move_item(actor=huang, code=item, move="acknowledge")
    assert tallies(made.code)[world.RIVER] == (1, 1, 1, 1, 0, 0)


def test_several_are_acknowledged_at_once(lu, huang):
    codes = [issued(lu).code for _ in range(3)]
    assert acknowledge(huang, *codes) == (3, {})
    assert {state_of(code, world.RIVER) for code in codes} == {"acknowledged"}


def test_nobody_acknowledges_for_others(lu, huang):
    made = issued(lu)
    for name in ("lu", "liang", "wei", "yang"):
        assert acknowledge(actor_named(name), made.code) == (0, {})
    with scope.acting(lu), pytest.raises(NotFound):
        services.begin_work(actor=lu, code=made.code)
    auditor = actor_named("lan")
    with scope.acting(auditor), pytest.raises(NotAllowed):
        services.acknowledge_directives(actor=auditor, codes=[made.code])


def test_a_person_acknowledges_what_counts_in_another_area_than_theirs(lu):
    luo = actor_named("luo")  # works and lives on the ridge, leads a site in the upper village
    made = issued(lu, to="list", people=("R-13",))
    assert receipts(made.code)[0].area == world.RIDGE
    assert acknowledge(luo, made.code) == (1, {})
    report(luo, made.code, text="在岗")
    assert tallies(made.code) == counted(made.code) == {world.RIDGE: (1, 1, 1, 1, 1, 1)}
    assert receipts(made.code)[0].remind_at is None


def test_answers_are_read_and_kept_and_corrected_after_sending_back(lu, huang):
    made = issued(lu, questions=(MASKS, Wanted("gloves", "手套够吗", kind="yes_no", required=False)))
    for wrong in ({}, {"masks": "很多"}, {"masks": "1", "gloves": "maybe"}, {"masks": "nan"}):
        with pytest.raises(AnswerWrong):
            report(huang, made.code, **wrong)
    report(huang, made.code, masks="1,200", gloves="no")
    with scope.acting(lu):
        assert list(Answer.objects.order_by("pk").values_list("value", "number")) == [
            ("1200", 1200),
            ("no", 0),
        ]
        item = Item.objects.get(subject=made.code, area=world.RIVER).code
        items.move_item(actor=lu, code=item, move="return", reason="漏了下河村", at=hours(3))
    assert tallies(made.code)[world.RIVER] == (1, 1, 1, 1, 1, 0)
    report(huang, made.code, at=hours(4), masks="1300")
    with scope.acting(lu):
        assert Answer.objects.get(question__name="masks").number == 1300
    assert tallies(made.code) == counted(made.code)


def test_questions_are_not_passed_over_on_the_items_page(lu, huang):
    made = issued(lu, questions=(MASKS,))
    item = next(one.item for one in receipts(made.code) if one.area == world.RIVER)
    with scope.acting(huang), pytest.raises(AnswersMissing):
        items.move_item(actor=huang, code=item, move="report")
    assert state_of(made.code, world.RIVER) == "issued"


def test_an_answer_that_the_system_knew_says_so(lu, huang):
    made = issued(lu, questions=(Wanted("people", "人口", fact="population"),))
    report(huang, made.code, people="50")
    with scope.acting(lu):
        assert Answer.objects.get().known


def test_what_was_withdrawn_is_not_reported_on(lu, huang):
    made = issued(lu)
    with scope.acting(lu):
        services.withdraw_directive(actor=lu, code=made.code, reason="错发")
    assert acknowledge(huang, made.code) == (0, {})
    with pytest.raises(NotRunning):
        report(huang, made.code)


def test_reporting_twice_is_refused(lu, huang):
    made = issued(lu)
    report(huang, made.code)
    with pytest.raises(MoveNotPossible):
        report(huang, made.code)


def remind(hour):
    with scope.acting(world.OPERATOR):
        return services.remind_due(actor=world.OPERATOR, now=hours(hour))


def reminders():
    with scope.acting(world.OPERATOR):
        return sorted(Reminder.objects.values_list("receipt__name", "number"))


def test_people_are_reminded_three_times_and_no_more(lu):
    issued(lu, to="list", people=("R-06", "R-08"))
    acknowledge(actor_named("liang"), *[receipts_code()])
    assert [remind(hour) for hour in (1.9, 2, 2.1, 6, 10, 14, 99)] == [0, 1, 0, 1, 1, 0, 0]
    assert reminders() == [("莫勇", 1), ("莫勇", 2), ("莫勇", 3)]


def receipts_code():
    with scope.acting(world.OPERATOR):
        return Receipt.objects.values_list("directive", flat=True).first()


def test_leads_are_called_by_their_items_and_not_reminded_here(lu):
    issued(lu)
    assert remind(9) == 0


def test_what_was_reminded_cannot_be_rewritten(lu):
    issued(lu, to="list", people=("R-06",))
    remind(2)
    with pytest.raises(ProgrammingError, match="permission denied"), scope.acting(lu), transaction.atomic():
        connection.cursor().execute("DELETE FROM supervision_reminder")


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
class TestRace:
    def together(self, *works):
        ready, failed = threading.Barrier(len(works), timeout=20), []

        def run(work):
            try:
                ready.wait()
                work()
            except Exception as error:
                failed.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=(work,)) for work in works]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
        assert failed == []

    def test_two_workers_send_each_reminder_once(self, lu):
        issued(lu, to="people")
        self.together(*[lambda: remind(2)] * 2)
        assert len(reminders()) == len(set(reminders())) == 13

    def test_a_worker_killed_in_the_middle_neither_forgets_nor_doubles(self, lu):
        issued(lu, to="people")
        with scope.acting(world.OPERATOR):
            assert services.remind_due(actor=world.OPERATOR, now=hours(2)) == 13
            transaction.set_rollback(True)  # what PostgreSQL does when the worker's connection breaks
        assert reminders() == []
        assert (remind(2), remind(2)) == (13, 0)
        assert len(reminders()) == 13

    def test_people_who_acknowledge_at_once_are_all_counted(self, lu):
        codes = [issued(lu, to="people").code for _ in range(2)]
        cast = [actor_named(name) for name in ("liang", "tan", "nong", "wei")]
        self.together(*[lambda actor=actor: acknowledge(actor, *codes) for actor in cast])
        for code in codes:
            assert tallies(code) == counted(code)
        assert tallies(codes[0])[world.UPPER][3] == 4

    def test_two_workers_who_send_the_same_lay_out_each_receipt_once(self, lu, monkeypatch):
        from fangxian.features.supervision import tasks
        from fangxian.features.supervision.directives import rules
        from fangxian.features.supervision.directives.services import sending

        monkeypatch.setattr(rules, "AT_ONCE", 1)
        monkeypatch.setattr(sending, "AT_ONCE", {True: 1, False: 3})
        monkeypatch.setattr(tasks, "queue_sending", lambda code, actor: None)
        code = issued(lu, to="people").code
        self.together(*[lambda: services.send_directive(actor=lu, code=code)] * 2)
        assert len(receipts(code)) == 13
        assert tallies(code) == counted(code)

    def test_two_who_issue_at_once_get_two_numbers(self, lu):
        numbers = []
        self.together(*[lambda: numbers.append(issued(lu).number)] * 2)
        assert sorted(numbers) == ["2031-001", "2031-002"]
