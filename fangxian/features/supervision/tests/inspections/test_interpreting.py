"""What an inspection does: findings opened, repeats counted, looks that decide; in any order, once."""

from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest
from django.db import ProgrammingError, connection, transaction

from fangxian.features.items.models import Item, ItemLine
from fangxian.features.supervision.inspections.interpreting import finding_code
from fangxian.features.supervision.models import Finding, Inspection, SeenLine
from fangxian.features.supervision.tests.inspections.conftest import (
    AT,
    actor_named,
    findings,
    hours,
    remedy,
    report,
    send,
)
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from tests import world


def test_each_failed_line_is_a_finding_for_whoever_answers_there(he, wei):
    one = report(("labels", "failed", "标签脱落"), ("wait", "failed"), ("crew", "ok"), ("cold", "not_seen"))
    assert send(he, one) == [""]
    labels, wait = findings(wei)
    assert (labels.area, labels.holder_id, labels.state, labels.severity) == (world.UPPER, None, "open", 3)
    assert (labels.deadline_at, labels.due_at, wait.due_at) == (hours(1), hours(1), hours(2))
    assert (labels.call_at, labels.text, labels.subject) == (hours(0), "标签脱落", "S-SQUARE")
    assert (labels.made_by, labels.made_by_name, labels.made_area) == (he.person, "何文", world.COUNTY)
    with scope.acting(wei):
        seen = Inspection.objects.get()
        assert (seen.ok, seen.failed, seen.not_seen, seen.person) == (1, 2, 9, "R-10")
        assert list(SeenLine.objects.order_by("position").values_list("line", "result")) == [
            ("labels", "failed"),
            ("wait", "failed"),
            ("crew", "ok"),
            ("cold", "not_seen"),
        ]
        assert ItemLine.objects.filter(move="opened").count() == 2


def test_the_same_report_twice_is_one_inspection(he):
    one = report(("labels", "failed"))
    send(he, one, one)
    send(he, one)
    assert len(findings(he)) == 1


def test_a_place_that_is_not_there_is_refused(he):
    assert send(he, report(("labels", "ok"), site="S-NOWHERE")) == ["field.subject_unknown"]
    assert send(he, report(("labels", "ok"), area=world.LOWER)) == ["field.subject_unknown"]


def test_a_line_of_another_checklist_is_refused(he):
    assert send(he, report(("manned", "ok"))) == ["field.body_wrong"]


def test_a_look_of_somebody_who_does_not_inspect_changes_nothing(wei, he):
    assert send(wei, report(("labels", "failed"))) == [""]
    assert findings(he) == []
    with scope.acting(he):
        assert not Inspection.objects.exists()


def test_what_a_text_column_does_not_hold_is_left_out(he):
    send(he, report(("labels", "failed", "标\0签")))
    assert findings(he)[0].text == "标签"


def test_the_same_line_at_the_same_place_within_fourteen_days_is_a_repeat(he):
    days = [0, 3, 13.9, 28]
    for day in reversed(days):
        send(he, report(("labels", "failed"), ("wait", "ok"), at=AT - timedelta(days=30 - day)))
    with scope.acting(he):
        told = list(Finding.objects.order_by("found_at").values_list("repeats", flat=True))
    assert told == [0, 1, 2, 0]


def test_nothing_closes_before_it_is_put_right(he):
    send(he, report(("labels", "failed")))
    code = findings(he)[0].code
    send(he, report(("labels", "ok", "", code), at=hours(1)))
    assert [(one.code, one.state) for one in findings(he)] == [(code, "open")]
    with scope.acting(he):
        assert ItemLine.objects.filter(item=code, move="close").count() == 1


def test_a_second_look_closes_what_is_right_and_returns_what_is_not(he, wei):
    send(he, report(("labels", "failed"), ("wait", "failed")))
    labels, wait = (one.code for one in findings(he))
    for code in (labels, wait):
        remedy(wei, code, hours(1))
    again = report(("labels", "ok", "", labels), ("wait", "failed", "还是排长队", wait), at=hours(2))
    send(he, again)
    closed, returned = findings(he)
    assert (closed.state, closed.ended_at, closed.due_at, closed.call_at) == ("closed", hours(2), None, None)
    assert (returned.state, returned.state_since, returned.due_at) == ("open", hours(2), hours(4))
    assert (returned.call_at, returned.calls, returned.moved_by) == (hours(3), 0, he.person)
    with scope.acting(he):
        last = ItemLine.objects.filter(item=wait).order_by("-at")[0]
        assert (last.move, last.text, last.person_name) == ("return", "还是排长队", "何文")
    assert len(findings(he)) == 2


def test_nobody_judges_what_they_put_right_themselves(he, huang):
    from fangxian.features.items import services as items

    send(he, report(("labels", "failed")))
    code = findings(he)[0].code
    with scope.acting(huang):
        items.give_item(actor=huang, code=code, to="R-04", reason="我去办", at=hours(1))
    remedy(huang, code, hours(1))
    send(huang, report(("labels", "ok", "", code), at=hours(2)))
    assert findings(he)[0].state == "remedied"
    send(he, report(("labels", "ok", "", code), at=hours(3)))
    assert findings(he)[0].state == "closed"


def test_a_look_before_the_remedy_that_arrives_after_it_decides_nothing(he, wei):
    send(he, report(("labels", "failed")))
    code = findings(he)[0].code
    remedy(wei, code, hours(2))
    send(he, report(("labels", "ok", "", code), at=hours(1)))
    assert findings(he)[0].state == "remedied"


def test_a_finding_of_another_place_is_not_decided(he, wei):
    send(he, report(("masks", "failed"), checklist="ppe"))
    code = findings(he)[0].code
    remedy(wei, code, hours(1))
    hotel = {"site": "S-HOTEL", "area": world.LOWER, "checklist": "ppe"}
    send(he, report(("masks", "ok", "", code), at=hours(2), **hotel))
    assert findings(he)[0].state == "remedied"


@pytest.mark.parametrize("together", [True, False])
def test_the_picture_is_the_same_in_whatever_order_reports_come(he, wei, together):
    first, later = uuid7(), uuid7()
    send(he, report(("labels", "failed"), report_id=first))
    code = finding_code(str(first), 0)
    remedy(wei, code, hours(1))
    looks = [
        report(("labels", "failed", "没改", code), at=hours(2)),
        report(("labels", "ok", "", code), at=hours(3)),
        report(("labels", "failed", "又坏了"), at=hours(50), report_id=later),
    ]
    pictures = []
    for order in permutations(looks):
        with transaction.atomic():
            if together:
                send(he, *order)
            else:
                for one in order:
                    send(he, one)
            pictures.append(_picture(he))
            transaction.set_rollback(True)
    assert len(pictures) == 6
    assert all(one == pictures[0] for one in pictures)
    assert {row[0]: row[1] for row in pictures[0][0]}[code] == "closed"


def _picture(actor):
    with scope.acting(actor):
        items = Item.objects.filter(kind="finding").order_by("code")
        told = Finding.objects.order_by("code").values_list("code", "repeats", "area", "found_at")
        columns = ("code", "state", "state_since", "due_at", "call_at", "ended_at", "deadline_at", "moved_by")
        return list(items.values_list(*columns)), list(told)


def test_a_stranger_sees_nothing_of_it(he):
    send(he, report(("labels", "failed")))
    yang = actor_named("yang")
    assert findings(yang) == []
    with scope.acting(yang):
        assert not Inspection.objects.exists()
        assert not SeenLine.objects.exists()
        assert not Finding.objects.exists()


def test_what_was_seen_cannot_be_rewritten(he):
    send(he, report(("labels", "failed")))
    for statement in ("UPDATE supervision_seenline SET result = 'ok'", "DELETE FROM supervision_finding"):
        with pytest.raises(ProgrammingError, match="permission denied"), scope.acting(he):
            connection.cursor().execute(statement)
